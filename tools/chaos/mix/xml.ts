const NAMESPACES =
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" targetNamespace="https://example.org"';

/** A document. */
export const documentOf = (...content: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions ${NAMESPACES}>${content.join(
    '',
  )}</definitions>`;

export const processOf = (id: string, ...content: readonly string[]) =>
  `<process id="${id}" isExecutable="true">${content.join('')}</process>`;

export const subProcess = (id: string, ...content: readonly string[]) =>
  `<subProcess id="${id}">${content.join('')}</subProcess>`;

export const extensions = (...content: readonly string[]) =>
  `<extensionElements>${content.join('')}</extensionElements>`;

/** Elements that have nothing but an id. */
export const plain = (kind: string, ...ids: readonly string[]) =>
  ids.map(id => `<${kind} id="${id}" />`).join('');

export const start = (id = 'start') => plain('startEvent', id);

/** A job. */
export const job = (id: string, type: string, inner = '') =>
  `<serviceTask id="${id}">${extensions(
    `<zeebe:taskDefinition type="${type}" />`,
    type === 'flaky' ? '<pipeline:retry delay="PT1S" factor="1" />' : '',
  )}${inner}</serviceTask>`;

/** One sequence flow. */
export const flow = (from: string, to: string, condition?: string) =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${
    condition ? `<conditionExpression>${condition}</conditionExpression>` : ''
  }</sequenceFlow>`;

/** Elements one after the other. */
export const path = (...ids: readonly string[]) =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index], id))
    .join('');

export const after = (duration: string) =>
  `<timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition>`;

export const every = (cycle: string) =>
  `<timerEventDefinition><timeCycle>${cycle}</timeCycle></timerEventDefinition>`;

export const catching = (id: string, definition: string) =>
  `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;

export const throwing = (id: string, definition: string, inputs = '') =>
  `<intermediateThrowEvent id="${id}">${
    inputs && extensions(`<zeebe:ioMapping>${inputs}</zeebe:ioMapping>`)
  }${definition}</intermediateThrowEvent>`;

/** An event at the edge of an activity. */
export const boundary = (id: string, at: string, definition: string) =>
  `<boundaryEvent id="${id}" attachedToRef="${at}">${definition}</boundaryEvent>`;

/** One that lets the activity go on. */
export const beside = (id: string, at: string, definition: string) =>
  `<boundaryEvent id="${id}" attachedToRef="${at}" cancelActivity="false">${definition}</boundaryEvent>`;

export const each = (inner: string, sequential = '') =>
  `<multiInstanceLoopCharacteristics ${sequential}>${extensions(
    `<zeebe:loopCharacteristics ${inner} />`,
  )}</multiInstanceLoopCharacteristics>`;

export const call = (id: string, processId: string, inputs = '') =>
  `<callActivity id="${id}">${extensions(
    `<zeebe:calledElement processId="${processId}" propagateAllChildVariables="true" />`,
    inputs && `<zeebe:ioMapping>${inputs}</zeebe:ioMapping>`,
  )}</callActivity>`;

/** A message that is told apart by the variable `key`. */
export const message = (name: string) =>
  `<message id="message-${name}" name="${name}">${extensions(
    '<zeebe:subscription correlationKey="=key" />',
  )}</message>`;

export const messageOf = (name: string) =>
  `<messageEventDefinition messageRef="message-${name}" />`;

export const signalOf = (name: string) =>
  `<signalEventDefinition signalRef="signal-${name}" />`;

export const signal = (name: string) =>
  `<signal id="signal-${name}" name="${name}" />`;
