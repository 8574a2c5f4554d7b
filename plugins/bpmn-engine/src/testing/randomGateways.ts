import {
  element,
  eventDefinition,
  single,
  type Block,
  type Place,
  type Workshop,
} from './randomBlock';

interface Branches {
  readonly kind: string;
  readonly join: string;
  readonly joinContent?: string;
  readonly conditional: boolean;
}

/** Several ways from one gateway to another. */
function branches(
  workshop: Workshop,
  place: Place,
  { kind, join, joinContent = '', conditional }: Branches,
): Block {
  const { random } = workshop;
  const split = workshop.id('split');
  const merge = workshop.id('join');
  const ways = Array.from({ length: random.between(2, 3) }, () =>
    way(workshop, place, { split, merge, conditional }),
  );
  const last = ways[ways.length - 1];
  const hasDefault = conditional && random.chance(0.8);
  const attributes = hasDefault ? `default="${last.id}"` : '';
  const early =
    conditional && random.chance(0.3) ? earlyEnd(workshop, place, split) : '';
  const parts = ways.map(({ xml, withoutCondition }) =>
    hasDefault && xml === last.xml ? withoutCondition : xml,
  );
  const gateways =
    element(kind, `id="${split}" ${attributes}`) +
    element(join, `id="${merge}"`, joinContent);
  return {
    xml: [gateways, ...parts, early].join(''),
    entry: split,
    exit: merge,
  };
}

interface Way {
  readonly id: string;
  readonly xml: string;
  /** The same, as the default flow. */
  readonly withoutCondition: string;
}

function way(
  workshop: Workshop,
  place: Place,
  {
    split,
    merge,
    conditional,
  }: { split: string; merge: string; conditional: boolean },
): Way {
  const inner = workshop.random.chance(0.9) ? place.sequence() : undefined;
  const id = workshop.id('flow');
  const ends = { from: split, to: inner?.entry ?? merge };
  const condition = conditional ? workshop.condition() : undefined;
  const behind = inner ? inner.xml + workshop.flow(inner.exit, merge) : '';
  return {
    id,
    xml: workshop.namedFlow(id, { ...ends, condition }) + behind,
    withoutCondition: workshop.namedFlow(id, ends) + behind,
  };
}

/** A way out that ends the whole scope, or takes an error or cancellation to whoever catches it. */
function earlyEnd(
  workshop: Workshop,
  { errorCode, isTransaction }: Place,
  from: string,
): string {
  const definition = workshop.random.pick([
    '<terminateEventDefinition/>',
    ...(errorCode ? [`<errorEventDefinition errorRef="${errorCode}"/>`] : []),
    ...(isTransaction ? ['<cancelEventDefinition/>'] : []),
  ]);
  const end = workshop.id('earlyEnd');
  return (
    element('endEvent', `id="${end}"`, definition) +
    workshop.flow(from, end, '=v = 9')
  );
}

/** Takes one of several ways. */
export function exclusiveBlock(workshop: Workshop, place: Place): Block {
  return branches(workshop, place, {
    kind: 'exclusiveGateway',
    join: 'exclusiveGateway',
    conditional: true,
  });
}

/** Takes all of several ways. */
export function parallelBlock(workshop: Workshop, place: Place): Block {
  return branches(workshop, place, {
    kind: 'parallelGateway',
    join: workshop.random.pick([
      'parallelGateway',
      'parallelGateway',
      'inclusiveGateway',
    ]),
    conditional: false,
  });
}

/** Takes some of several ways. */
export function inclusiveBlock(workshop: Workshop, place: Place): Block {
  return branches(workshop, place, {
    kind: 'inclusiveGateway',
    join: 'inclusiveGateway',
    conditional: true,
  });
}

/** Goes on with the first token, and swallows the others. */
export function complexBlock(workshop: Workshop, place: Place): Block {
  return branches(workshop, place, {
    kind: 'parallelGateway',
    join: 'complexGateway',
    joinContent: workshop.random.chance(0.7)
      ? '<activationCondition xsi:type="bpmn:tFormalExpression">=activationCount &gt; 0</activationCondition>'
      : '',
    conditional: false,
  });
}

/** Waits for the first of several events. */
export function eventBasedBlock(workshop: Workshop, place: Place): Block {
  const split = workshop.id('either');
  const merge = workshop.id('join');
  const parts = (['timer', 'message', 'signal'] as const)
    .slice(0, workshop.random.between(2, 3))
    .map(kind => {
      const event = single(
        'intermediateCatchEvent',
        workshop.id(`${kind}Catch`),
        eventDefinition(workshop, kind),
      );
      const behind = workshop.chain([event, place.sequence()]);
      return (
        behind.xml +
        workshop.flow(split, behind.entry) +
        workshop.flow(behind.exit, merge)
      );
    });
  return {
    xml: `<eventBasedGateway id="${split}"/><exclusiveGateway id="${merge}"/>${parts.join(
      '',
    )}`,
    entry: split,
    exit: merge,
  };
}

/** Goes round once or twice: a script counts. */
export function loopBlock(workshop: Workshop, place: Place): Block {
  const merge = workshop.id('again');
  const split = workshop.id('enough');
  const count = workshop.id('count');
  const back = workshop.id('flow');
  const inner = place.sequence();
  const counter = `<scriptTask id="${count}" scriptFormat="feel"><extensionElements><zeebe:script expression="=get or else(rounds_${count}, 0) + 1" resultVariable="rounds_${count}"/></extensionElements></scriptTask>`;
  return {
    xml: `<exclusiveGateway id="${merge}"/>${
      inner.xml
    }${counter}<exclusiveGateway id="${split}"/>${workshop.flow(
      merge,
      inner.entry,
    )}${workshop.flow(inner.exit, count)}${workshop.flow(
      count,
      split,
    )}${workshop.namedFlow(back, {
      from: split,
      to: merge,
      condition: `=rounds_${count} &lt; ${workshop.random.between(1, 3)}`,
    })}`,
    entry: merge,
    exit: split,
  };
}
