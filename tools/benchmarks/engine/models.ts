/** How each engine writes scripts and conditions. The shapes are the same. */
export type Dialect = 'feel' | 'function';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="https://bpmn-pipelines.dev">
<process id="model" isExecutable="true">`;
const TAIL = '</process></definitions>';

const model = (...content: readonly string[]) =>
  `${HEAD}<startEvent id="start" />${content.join(
    '',
  )}<endEvent id="end" />${TAIL}`;

const flow = (from: string, to: string, condition = '') =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${condition}</sequenceFlow>`;

const path = (...ids: readonly string[]) =>
  ids
    .slice(1)
    .map((to, index) => flow(ids[index], to))
    .join('');

/** A task that does next to nothing: a literal in FEEL, an empty function for the other engine. */
const task = (id: string, dialect: Dialect, characteristics = '') =>
  `<scriptTask id="${id}" scriptFormat="${
    dialect === 'feel' ? 'feel' : 'js'
  }">${characteristics}<script>1</script></scriptTask>`;

const count = (from: number) => Array.from({ length: from }, (_, i) => `t${i}`);

/** So many tasks, one after the other. */
export function linear(tasks: number, dialect: Dialect): string {
  const ids = count(tasks);
  return model(
    ...ids.map(id => task(id, dialect)),
    path('start', ...ids, 'end'),
  );
}

/** A task, and a gateway that leads back to it until a counter has counted so many rounds. */
export function loop(rounds: number, dialect: Dialect): string {
  const counting =
    dialect === 'feel'
      ? `<scriptTask id="count"><extensionElements><zeebe:script expression="=get or else(counter, 0) + 1" resultVariable="counter" /></extensionElements></scriptTask>`
      : `<scriptTask id="count" scriptFormat="js"><script>count</script></scriptTask>`;
  const again =
    dialect === 'feel'
      ? `<conditionExpression>=counter &lt; ${rounds}</conditionExpression>`
      : `<conditionExpression xsi:type="tFormalExpression" language="js">${rounds}</conditionExpression>`;
  return model(
    counting,
    '<exclusiveGateway id="more" default="more-end" />',
    path('start', 'count', 'more', 'end'),
    flow('more', 'count', again),
  );
}

/** So many tasks side by side, between a fork and a join. */
export function fork(ways: number, dialect: Dialect): string {
  const ids = count(ways);
  return model(
    '<parallelGateway id="fork" /><parallelGateway id="join" />',
    ...ids.map(id => task(id, dialect)),
    ...ids.map(id => path('fork', id, 'join')),
    path('start', 'fork'),
    path('join', 'end'),
  );
}

/** One task, so many times in parallel. */
export function multiInstance(instances: number, dialect: Dialect): string {
  const characteristics = `<multiInstanceLoopCharacteristics><loopCardinality xsi:type="tFormalExpression">${instances}</loopCardinality></multiInstanceLoopCharacteristics>`;
  return model(
    task('each', dialect, characteristics),
    path('start', 'each', 'end'),
  );
}

/** Sub-processes in each other, so deep, with one task in the innermost. */
export function deepScopes(depth: number, dialect: Dialect): string {
  let inside = task('innermost', dialect);
  let first = 'innermost';
  for (let level = depth; level > 0; level--) {
    const id = `s${level}`;
    inside = `<subProcess id="${id}"><startEvent id="${id}s" />${inside}<endEvent id="${id}e" />${path(
      `${id}s`,
      first,
      `${id}e`,
    )}</subProcess>`;
    first = id;
  }
  return model(inside, path('start', first, 'end'));
}

/** Gateways one after the other, each with three conditions in FEEL of which the last is true. */
export function feelGateways(gateways: number): string {
  const ids = Array.from({ length: gateways }, (_, i) => `g${i}`);
  const next = (index: number) => ids[index + 1] ?? 'end';
  return model(
    ...ids.map(id => `<exclusiveGateway id="${id}" />`),
    path('start', ids[0]),
    ...ids.flatMap((id, index) =>
      [
        'amount > 1000 and status = "new"',
        'amount > 500 or region in ["north", "south"]',
        'amount < 100',
      ].map(
        (condition, branch) =>
          `<sequenceFlow id="${id}-${branch}" sourceRef="${id}" targetRef="${next(
            index,
          )}"><conditionExpression>=${condition
            .replace(/</g, '&lt;')
            .replace(/>/g, '&gt;')}</conditionExpression></sequenceFlow>`,
      ),
    ),
  );
}
