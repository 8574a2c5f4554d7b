import { Refusal } from './Refusal';

/** What was found. Throws if that is nothing. */
export function found<Thing>(
  thing: Thing | undefined,
  { what, id }: { readonly what: string; readonly id: string },
): Thing {
  if (thing === undefined) {
    throw new Refusal(
      [404, 'notFound'],
      `Expected ${what} ${id} to exist, but it does not`,
      { parameters: { id } },
    );
  }
  return thing;
}
