/** Names a job or incident: both have keys that are unique within their instance only. */
export const partId = (instanceId: string, key: number): string =>
  `${instanceId}.${key}`;

const PART_ID = /^([^.]+)\.([1-9]\d{0,8})$/;

/** What is named so; undefined if the text names nothing. */
export function readPartId(
  id: string,
): { readonly instanceId: string; readonly key: number } | undefined {
  const [, instanceId, key] = PART_ID.exec(id) ?? [];
  return instanceId === undefined
    ? undefined
    : { instanceId, key: Number(key) };
}
