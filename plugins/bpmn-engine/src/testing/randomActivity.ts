import {
  element,
  eventDefinition,
  expression,
  single,
  type Block,
  type Place,
  type Workshop,
} from './randomBlock';

const job = (retries: number) =>
  `<zeebe:taskDefinition type="work" retries="${retries}"/>`;

/** A task of any kind, with whatever can be attached to it. */
export function randomTask(workshop: Workshop, place: Place): Block {
  const { random } = workshop;
  const kind = random.weighted([
    [4, 'userTask'],
    [5, 'serviceTask'],
    [3, 'scriptTask'],
    [1, 'task'],
    [1, 'manualTask'],
    [1, 'sendTask'],
    [1, 'receiveTask'],
    [1, 'businessRuleTask'],
    [1, 'callActivity'],
  ] as const);
  const id = workshop.id(kind);
  const isFeel = kind === 'scriptTask' && random.chance(0.6);
  const extensions = [
    ...ownExtensions(workshop, isFeel ? 'feel' : kind),
    ...mappings(workshop, id),
    ...listeners(workshop, kind),
  ];
  const attributes = [
    `id="${id}"`,
    ...(kind === 'scriptTask'
      ? [`scriptFormat="${isFeel ? 'feel' : 'python'}"`]
      : []),
    ...(kind === 'receiveTask'
      ? [`messageRef="message${random.between(1, 2)}"`]
      : []),
  ];
  const xml = element(
    kind,
    attributes.join(' '),
    (extensions.length > 0
      ? element('extensionElements', '', extensions.join(''))
      : '') + randomLoop(workshop, id, 0.25),
  );
  return withBoundaryEvents(workshop, place, { xml, entry: id, exit: id });
}

function ownExtensions({ random }: Workshop, kind: string): readonly string[] {
  switch (kind) {
    case 'feel':
      return random.chance(0.5)
        ? [
            `<zeebe:script expression="=modulo(v + ${random.between(
              1,
              9,
            )}, 10)" resultVariable="v"/>`,
          ]
        : ['<zeebe:script expression="=v * 2" resultVariable="doubled"/>'];
    case 'callActivity':
      return [
        `<zeebe:calledElement processId="other" propagateAllChildVariables="${random.chance(
          0.5,
        )}"/>`,
      ];
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
      return [job(random.between(1, 3))];
    default:
      return [];
  }
}

/** Some mappings need a variable that is not there at first. */
function mappings(workshop: Workshop, id: string): readonly string[] {
  const { random, needed } = workshop;
  if (!random.chance(0.25)) {
    return [];
  }
  const source = () => {
    if (random.chance(0.75)) {
      return '=v + 1';
    }
    const name = `need_${id}`;
    needed[name] = random.between(0, 9);
    return `=${name}`;
  };
  const input = `<zeebe:input source="${source()}" target="in_${id}.value"/>`;
  const output = `<zeebe:output source="${source()}" target="out_${id}"/>`;
  return [
    `<zeebe:ioMapping>${random.chance(0.7) ? input : ''}${
      random.chance(0.5) ? output : ''
    }</zeebe:ioMapping>`,
  ];
}

function listeners({ random }: Workshop, kind: string): readonly string[] {
  const found: string[] = [];
  if (random.chance(0.1)) {
    found.push(
      `<zeebe:executionListeners><zeebe:executionListener eventType="${random.pick(
        ['start', 'end'],
      )}" type="audit" retries="1"/></zeebe:executionListeners>`,
    );
  }
  if (kind === 'userTask' && random.chance(0.2)) {
    found.push(
      `<zeebe:taskListeners><zeebe:taskListener eventType="${random.pick([
        'creating',
        'completing',
        'updating',
        'assigning',
      ])}" type="tell" retries="2"/></zeebe:taskListeners>`,
    );
  }
  return found;
}

/** Repeats an activity, now and then. */
export function randomLoop(
  workshop: Workshop,
  id: string,
  probability: number,
): string {
  const { random } = workshop;
  if (!random.chance(probability)) {
    return '';
  }
  if (random.chance(0.3)) {
    return element(
      'standardLoopCharacteristics',
      `loopMaximum="${random.between(1, 3)}" testBefore="${random.chance(
        0.5,
      )}"`,
      random.chance(0.7)
        ? expression('loopCondition', workshop.condition())
        : '',
    );
  }
  return multiInstance(workshop, id);
}

function multiInstance({ random }: Workshop, id: string): string {
  const input = random.chance(0.6)
    ? `<extensionElements><zeebe:loopCharacteristics inputCollection="=${random.pick(
        ['items', '[]', '[4, 8]'],
      )}" inputElement="${random.pick([
        'item',
        'v',
      ])}" outputCollection="all_${id}" outputElement="=loopCounter + v"/></extensionElements>`
    : expression('loopCardinality', `=${random.between(0, 3)}`);
  const [before, after] = input.startsWith('<ext') ? [input, ''] : ['', input];
  return element(
    'multiInstanceLoopCharacteristics',
    `isSequential="${random.chance(0.5)}"`,
    before +
      after +
      (random.chance(0.3)
        ? expression('completionCondition', '=nrOfCompletedInstances &gt; 1')
        : ''),
  );
}

/** Puts boundary events on an activity. What interrupts it meets it again behind; what does not comes to an end of its own. */
export function withBoundaryEvents(
  workshop: Workshop,
  place: Place,
  block: Block,
): Block {
  const { random } = workshop;
  const parts = [block.xml];
  let { exit } = block;
  if (random.chance(0.15)) {
    parts.push(compensationHandler(workshop, block.entry));
    place.undoable.push(block.entry);
  }
  if (random.chance(0.35)) {
    const merge = workshop.id('merge');
    const { id, xml } = boundaryEvent(workshop, block.entry, {
      interrupts: true,
    });
    const handler = handlerTask(workshop);
    parts.push(
      xml,
      handler.xml,
      `<exclusiveGateway id="${merge}"/>`,
      workshop.flow(exit, merge),
      workshop.flow(id, handler.entry),
      workshop.flow(handler.exit, merge),
    );
    exit = merge;
  }
  if (random.chance(0.2)) {
    const { id, xml } = boundaryEvent(workshop, block.entry, {
      interrupts: false,
    });
    const handler = handlerTask(workshop);
    const end = workshop.id('end');
    parts.push(xml, handler.xml, workshop.flow(id, handler.entry));
    if (!place.isAdHoc) {
      parts.push(`<endEvent id="${end}"/>`, workshop.flow(handler.exit, end));
    }
  }
  return { xml: parts.join(''), entry: block.entry, exit };
}

function boundaryEvent(
  workshop: Workshop,
  host: string,
  { interrupts }: { readonly interrupts: boolean },
): { readonly id: string; readonly xml: string } {
  const kind = workshop.random.pick(
    interrupts
      ? ([
          'timer',
          'message',
          'signal',
          'conditional',
          'error',
          'error',
          'escalation',
        ] as const)
      : (['timer', 'message', 'signal', 'conditional', 'escalation'] as const),
  );
  const id = workshop.id(`${kind}Boundary`);
  return {
    id,
    xml: element(
      'boundaryEvent',
      `id="${id}" attachedToRef="${host}" cancelActivity="${interrupts}"`,
      eventDefinition(workshop, kind, !interrupts),
    ),
  };
}

function handlerTask(workshop: Workshop): Block {
  const isJob = workshop.random.chance(0.5);
  const id = workshop.id('handler');
  return single(
    isJob ? 'serviceTask' : 'userTask',
    id,
    isJob ? element('extensionElements', '', job(2)) : '',
  );
}

function compensationHandler(workshop: Workshop, host: string): string {
  const boundary = workshop.id('compensation');
  const handler = workshop.id('undo');
  const isJob = workshop.random.chance(0.6);
  return `${
    element(
      'boundaryEvent',
      `id="${boundary}" attachedToRef="${host}"`,
      '<compensateEventDefinition/>',
    ) +
    element(
      isJob ? 'serviceTask' : 'manualTask',
      `id="${handler}" isForCompensation="true"`,
      isJob ? element('extensionElements', '', job(1)) : '',
    )
  }<association id="${workshop.id(
    'association',
  )}" associationDirection="One" sourceRef="${boundary}" targetRef="${handler}"/>`;
}
