import {
  AFTER_CATCHING,
  CATCHING,
  THROWING,
  story,
  type CatchPosition,
} from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, path } from '../../testing/picture';
import { given } from '../../testing/scenario';

const ERRORS = `
  <error id="broken" name="Broken" errorCode="BROKEN" />
  <error id="missing" name="Missing" errorCode="MISSING" />`;
const BROKEN = '<errorEventDefinition errorRef="broken" />';
const MISSING = '<errorEventDefinition errorRef="missing" />';
const ANY = '<errorEventDefinition />';

const catchPositions: readonly CatchPosition[] = [
  'interrupting boundary event',
  'interrupting event sub-process',
];

describe('error event', () => {
  describe.each(catchPositions)('caught by an %s', position => {
    it.each([
      ['its code', BROKEN],
      ['any error', ANY],
    ])('should go on when a job throws %s', async (_, definition) => {
      // given
      const about = await story(CATCHING[position](definition), ERRORS);
      about.start({ part: 'a' });
      // when
      about.throwError('work', 'BROKEN', { part: 'wheel' });
      // then
      expect(about).toMatchObject(AFTER_CATCHING[position]);
      expect(about.variables).toEqual({ part: 'wheel' });
      expect(about.history).toContainEqual({
        type: 'errorThrown',
        elementId: 'work',
        code: 'BROKEN',
        caughtBy: 'on',
      });
      expect(left(about)).toEqual([]);
    });

    it('should open no wait', async () => {
      // given
      const about = await story(CATCHING[position](BROKEN), ERRORS);
      // when
      about.start();
      // then
      expect(about.waiting).toEqual(['work']);
    });

    it('should not catch another code', async () => {
      // given
      const about = await story(CATCHING[position](BROKEN), ERRORS);
      // when
      about.start().throwError('work', 'MISSING');
      // then
      expect(about.completed).toEqual(['start']);
      expect(about.incidents).toMatchObject([
        { kind: 'errorUncaught', elementId: 'work', errorCode: 'MISSING' },
      ]);
    });
  });

  it.each([
    ['errorCode', '<error id="e" name="n" errorCode="c" />', 'c'],
    ['name', '<error id="e" name="n" />', 'n'],
    ['id', '<error id="e" />', 'e'],
  ])('should be known by its %s', async (_, around, code) => {
    // given
    const about = await story(
      CATCHING['interrupting boundary event'](
        '<errorEventDefinition errorRef="e" />',
      ),
      around,
    );
    // when
    about.start().throwError('work', code);
    // then
    expect(about.completed).toContain('caught');
  });

  it('should catch by code rather than any, wherever it stands', async () => {
    // given
    const about = await story(
      `
      <startEvent id="start" />
      ${job('work')}
      <boundaryEvent id="any" attachedToRef="work">${ANY}</boundaryEvent>
      <boundaryEvent id="coded" attachedToRef="work">${BROKEN}</boundaryEvent>
      <task id="afterAny" /><task id="afterCoded" />
      ${flow('start', 'work')}${flow('any', 'afterAny')}${flow(
        'coded',
        'afterCoded',
      )}`,
      ERRORS,
    );
    // when
    about.start().throwError('work', 'BROKEN');
    // then
    expect(about.completed).toEqual(['start', 'coded', 'afterCoded', 'story']);
  });

  it('should be caught by the nearest, even if that catches any', async () => {
    // given
    const about = await given(__dirname, 'nested.bpmn');
    // when
    about.start().throwError('work', 'BROKEN', { part: 'wheel' });
    // then
    expect(about.terminated).toEqual(['work']);
    expect(about.completed).toEqual(['start', 'begin', 'repair', 'tryRepair']);
    expect(about.waiting).toEqual(['mend']);
  });

  it('should be thrown on by its handler to what is further out', async () => {
    // given
    const about = await given(__dirname, 'nested.bpmn');
    about.start().throwError('work', 'BROKEN', { part: 'wheel' });
    // when
    about.throwError('mend', 'HOPELESS', { why: 'rust' });
    // then
    expect(about.terminated.slice(-3)).toEqual(['work', 'mend', 'inner']);
    expect(about.completed.slice(-3)).toEqual([
      'hopeless',
      'thrownAway',
      'nested',
    ]);
    expect(about.variables).toEqual({ part: 'wheel', why: 'rust' });
    expect(left(about)).toEqual([]);
  });

  describe('thrown by an end event', () => {
    it('should go on at the boundary of its sub-process', async () => {
      // given
      const about = await story(
        `
        <startEvent id="start" />
        <subProcess id="inner">
          <startEvent id="begin" />
          <parallelGateway id="split" />
          ${job('other')}
          <endEvent id="fail">
            <extensionElements><zeebe:ioMapping><zeebe:input source="=stock * 2" target="missing" /></zeebe:ioMapping></extensionElements>
            ${BROKEN}
          </endEvent>
          ${path('begin', 'split', 'other')}${flow('split', 'fail')}
        </subProcess>
        <boundaryEvent id="on" attachedToRef="inner">${BROKEN}</boundaryEvent>
        <task id="caught" />
        ${flow('start', 'inner')}${flow('on', 'caught')}`,
        ERRORS,
      );
      // when
      about.start({ stock: 3 });
      // then
      expect(about.terminated).toEqual(['fail', 'other', 'inner']);
      expect(about.completed).toEqual([
        'start',
        'begin',
        'split',
        'on',
        'caught',
        'story',
      ]);
      expect(about.variables).toEqual({ stock: 3, missing: 6 });
      expect(left(about)).toEqual([]);
    });

    it('should pass through sub-processes and loops that do not catch it', async () => {
      // given
      const about = await story(
        `
        <startEvent id="start" />
        <subProcess id="outer">
          <subProcess id="each">
            <multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>
            <startEvent id="begin" />
            <userTask id="check" name="Check" />
            <endEvent id="fail">${BROKEN}</endEvent>
            ${path('begin', 'check', 'fail')}
          </subProcess>
          <boundaryEvent id="wrong" attachedToRef="each">${MISSING}</boundaryEvent>
          <task id="afterWrong" />
          ${flow('wrong', 'afterWrong')}
        </subProcess>
        <boundaryEvent id="on" attachedToRef="outer">${BROKEN}</boundaryEvent>
        <task id="caught" />
        ${flow('start', 'outer')}${flow('on', 'caught')}`,
        ERRORS,
      );
      about.start();
      expect(about.waiting).toEqual(['check', 'check', 'check']);
      // when
      about.completeTask('check');
      // then
      expect(about.completed.slice(-3)).toEqual(['on', 'caught', 'story']);
      expect(about.terminated.filter(id => id === 'each')).toHaveLength(4);
      expect(left(about)).toEqual([]);
    });

    it.each([
      {
        how: 'by a boundary event once, for all instances',
        outside: `<boundaryEvent id="on" attachedToRef="each">${BROKEN}</boundaryEvent>`,
        completed: ['on', 'story'],
        waiting: [],
      },
      {
        how: 'by an event sub-process, for the instance',
        inside: `<subProcess id="handler" triggeredByEvent="true"><startEvent id="on">${BROKEN}</startEvent></subProcess>`,
        completed: ['on', 'handler', 'each'],
        waiting: ['check'],
      },
    ])(
      'should be caught of a multi-instance activity $how',
      async ({ inside = '', outside = '', completed, waiting }) => {
        // given
        const about = await story(
          `
          <startEvent id="start" />
          <subProcess id="each">
            <multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>
            <startEvent id="begin" />
            <userTask id="check" name="Check" />
            <endEvent id="fail">${BROKEN}</endEvent>
            ${path('begin', 'check', 'fail')}
            ${inside}
          </subProcess>
          ${flow('start', 'each')}
          ${outside}`,
          ERRORS,
        );
        // when
        about.start().completeTask('check');
        // then
        expect(about.completed.slice(-completed.length)).toEqual(completed);
        expect(about.waiting).toEqual(waiting);
      },
    );

    it('should be caught by any if it has no code', async () => {
      // given
      const about = await story(
        inSubProcess(THROWING['end event'](ANY), ANY),
        ERRORS,
      );
      // when
      about.start();
      // then
      expect(about.completed.slice(-3)).toEqual(['outside', 'caught', 'story']);
      expect(about.history).toContainEqual({
        type: 'errorThrown',
        elementId: 'on',
        code: '',
        caughtBy: 'outside',
      });
    });
  });

  it('should be caught by an event sub-process before the boundary event of its scope', async () => {
    // given
    const about = await story(
      inSubProcess(
        `
        <startEvent id="begin" />
        <endEvent id="fail">${BROKEN}</endEvent>
        ${flow('begin', 'fail')}
        <subProcess id="handler" triggeredByEvent="true">
          <startEvent id="on">${ANY}</startEvent>
          <task id="mended" />
          ${flow('on', 'mended')}
        </subProcess>`,
        BROKEN,
      ),
      ERRORS,
    );
    // when
    about.start();
    // then
    expect(about.completed.slice(-5)).toEqual([
      'on',
      'mended',
      'handler',
      'inner',
      'story',
    ]);
  });

  it('should go further out if the event sub-process that caught it throws it again', async () => {
    // given
    const about = await story(
      inSubProcess(
        `
        <startEvent id="begin" />
        <endEvent id="fail">${BROKEN}</endEvent>
        ${flow('begin', 'fail')}
        <subProcess id="handler" triggeredByEvent="true">
          <startEvent id="on">${BROKEN}</startEvent>
          <endEvent id="again">${BROKEN}</endEvent>
          ${flow('on', 'again')}
        </subProcess>`,
        BROKEN,
      ),
      ERRORS,
    );
    // when
    about.start();
    // then
    expect(about.completed.slice(-3)).toEqual(['outside', 'caught', 'story']);
    expect(left(about)).toEqual([]);
  });

  it('should be caught by the event sub-process beside a non-interrupting one that throws it', async () => {
    // given
    const about = await story(
      inSubProcess(
        `
        <startEvent id="begin" />
        ${job('work')}
        ${flow('begin', 'work')}
        <subProcess id="beside" triggeredByEvent="true">
          <startEvent id="asked" isInterrupting="false"><messageEventDefinition messageRef="question" /></startEvent>
          <endEvent id="fail">${BROKEN}</endEvent>
          ${flow('asked', 'fail')}
        </subProcess>
        <subProcess id="handler" triggeredByEvent="true">
          <startEvent id="on">${BROKEN}</startEvent>
          <task id="mended" />
          ${flow('on', 'mended')}
        </subProcess>`,
        BROKEN,
      ),
      `${ERRORS}<message id="question" name="question" />`,
    );
    // when
    about.start().publish('question');
    // then
    expect(about.completed.slice(-5)).toEqual([
      'on',
      'mended',
      'handler',
      'inner',
      'story',
    ]);
  });
});

function job(id: string): string {
  return `<serviceTask id="${id}"><extensionElements><zeebe:taskDefinition type="${id}" /></extensionElements></serviceTask>`;
}

/** Runs in a sub-process; what gets out of it is caught by `outside`. */
function inSubProcess(content: string, caught: string): string {
  const inner = content
    .replace('id="start"', 'id="begin"')
    .replace('start-on', 'begin-on')
    .replace('sourceRef="start"', 'sourceRef="begin"');
  return `
    <startEvent id="start" />
    <subProcess id="inner">${inner}</subProcess>
    <boundaryEvent id="outside" attachedToRef="inner">${caught}</boundaryEvent>
    <task id="caught" />
    ${flow('start', 'inner')}${flow('outside', 'caught')}`;
}
