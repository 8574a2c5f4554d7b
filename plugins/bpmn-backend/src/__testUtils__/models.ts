/** A BPMN document. */
export const model = (content: string, around = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" targetNamespace="https://example.org">${around}${content}</definitions>`;

/** Elements one after the other, between start and end: `[id, xml]`. */
export function sequence(
  id: string,
  elements: readonly (readonly [string, string])[],
  { more = '', around = '' } = {},
): string {
  const all = [
    ['start', '<startEvent id="start" />'],
    ...elements,
    ['end', '<endEvent id="end" />'],
  ];
  const flows = all
    .slice(1)
    .map(
      ([target], index) =>
        `<sequenceFlow id="to-${target}" sourceRef="${all[index][0]}" targetRef="${target}" />`,
    );
  return model(
    `<process id="${id}" name="${id}" isExecutable="true">${more}${all
      .map(([, xml]) => xml)
      .join('')}${flows.join('')}</process>`,
    around,
  );
}

/** A task for job workers. */
export const job = (id: string, type = 'work', more = '') =>
  [
    id,
    `<serviceTask id="${id}" name="${id}"><extensionElements><zeebe:taskDefinition type="${type}" retries="1" />${more}</extensionElements></serviceTask>`,
  ] as const;

/** A message that is waited for; its key is the variable `order`. */
export const PAID =
  '<message id="paid" name="paid"><extensionElements><zeebe:subscription correlationKey="=order" /></extensionElements></message>';

/** Waits for {@link PAID}. */
export const paid = (id: string) =>
  [
    id,
    `<intermediateCatchEvent id="${id}" name="${id}"><messageEventDefinition messageRef="paid" /></intermediateCatchEvent>`,
  ] as const;

/** Waits for the signal `alarm`, of {@link ALARM}. */
export const alarm = (id: string) =>
  [
    id,
    `<intermediateCatchEvent id="${id}" name="${id}"><signalEventDefinition signalRef="alarm" /></intermediateCatchEvent>`,
  ] as const;
export const ALARM = '<signal id="alarm" name="alarm" />';
