import { story } from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, path } from '../../testing/picture';
import { given } from '../../testing/scenario';

const STOP = '<terminateEventDefinition />';

describe('terminate event', () => {
  it('should end everything in the process, and the process as completed', async () => {
    // given
    const about = await given(__dirname, 'stop.bpmn');
    about.start();
    expect(about.waiting).toEqual(['deep', 'long', 'slow', 'stopNow']);
    // when
    about.completeTask('stopNow');
    // then
    expect(about.terminated).toEqual(['slow', 'deep', 'sub']);
    expect(about.completed).toEqual([
      'start',
      'split',
      'done',
      'begin',
      'stopNow',
      'stop',
      'stopProcess',
    ]);
    expect(about.state).toBe('completed');
    expect(left(about)).toEqual([]);
  });

  it('should take tokens away that wait at a join', async () => {
    // given
    const about = await given(__dirname, 'stop.bpmn');
    // when
    about.start().completeTask('stopNow');
    // then
    expect(about.history).toContainEqual(
      expect.objectContaining({
        type: 'tokensConsumed',
        joinId: 'join',
        flowIds: ['done-join'],
      }),
    );
  });

  it('should take tokens away that are on their way', async () => {
    // given
    const about = await story(`
      <startEvent id="start" />
      <parallelGateway id="split" />
      <endEvent id="stop">${STOP}</endEvent>
      <task id="next" />
      ${flow('start', 'split')}${flow('split', 'stop')}${flow(
      'split',
      'next',
    )}`);
    // when
    about.start();
    // then
    expect(about.completed).toEqual(['start', 'split', 'stop', 'story']);
    expect(about.history).toContainEqual(
      expect.objectContaining({
        type: 'tokensConsumed',
        joinId: 'next',
        flowIds: ['split-next'],
      }),
    );
    expect(left(about)).toEqual([]);
  });

  it('should end its sub-process only, which then goes on', async () => {
    // given
    const about = await story(`
      <startEvent id="start" />
      <parallelGateway id="split" />
      <userTask id="beside" name="Beside" />
      <subProcess id="sub">
        <startEvent id="begin" />
        <parallelGateway id="fork" />
        <userTask id="slow" name="Slow" />
        <userTask id="quick" name="Quick" />
        <endEvent id="stop">${STOP}</endEvent>
        ${path('begin', 'fork', 'slow')}${path('fork', 'quick', 'stop')}
      </subProcess>
      <boundaryEvent id="failed" attachedToRef="sub"><errorEventDefinition /></boundaryEvent>
      <task id="after" /><task id="afterFailed" />
      ${path('start', 'split', 'sub', 'after')}${flow('split', 'beside')}${flow(
      'failed',
      'afterFailed',
    )}`);
    // when
    about.start().completeTask('quick');
    // then
    expect(about.terminated).toEqual(['slow']);
    expect(about.completed.slice(-4)).toEqual([
      'quick',
      'stop',
      'sub',
      'after',
    ]);
    expect(about.waiting).toEqual(['beside']);
    // when
    about.completeTask('beside');
    // then
    expect(about.state).toBe('completed');
  });

  it('should end one instance of a multi-instance sub-process, not the others', async () => {
    // given
    const about = await story(`
      <startEvent id="start" />
      <subProcess id="sub">
        <multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>
        <startEvent id="begin" />
        <parallelGateway id="fork" />
        <userTask id="slow" name="Slow" />
        <userTask id="quick" name="Quick" />
        <endEvent id="stop">${STOP}</endEvent>
        ${path('begin', 'fork', 'slow')}${path('fork', 'quick', 'stop')}
      </subProcess>
      ${flow('start', 'sub')}`);
    // when
    about.start().completeTask('quick');
    // then
    expect(about.terminated).toEqual(['slow']);
    expect(about.waiting).toEqual(['quick', 'slow']);
  });

  it('should end an event sub-process only', async () => {
    // given
    const about = await story(
      `
      <startEvent id="start" />
      <userTask id="work" name="Work" />
      ${flow('start', 'work')}
      <subProcess id="handler" triggeredByEvent="true">
        <startEvent id="asked" isInterrupting="false"><messageEventDefinition messageRef="question" /></startEvent>
        <parallelGateway id="fork" />
        <userTask id="slow" name="Slow" />
        <userTask id="quick" name="Quick" />
        <endEvent id="stop">${STOP}</endEvent>
        ${path('asked', 'fork', 'slow')}${path('fork', 'quick', 'stop')}
      </subProcess>`,
      '<message id="question" name="question" />',
    );
    // when
    about.start().publish('question').completeTask('quick');
    // then
    expect(about.terminated).toEqual(['slow']);
    expect(about.completed.slice(-2)).toEqual(['stop', 'handler']);
    expect(about.waiting).toEqual(['asked', 'work']);
    // when
    about.completeTask('work');
    // then
    expect(about.state).toBe('completed');
    expect(left(about)).toEqual([]);
  });

  it('should end event sub-processes that run beside it', async () => {
    // given
    const about = await story(
      `
      <startEvent id="start" />
      <userTask id="work" name="Work" />
      <endEvent id="stop">${STOP}</endEvent>
      ${path('start', 'work', 'stop')}
      <subProcess id="handler" triggeredByEvent="true">
        <startEvent id="asked" isInterrupting="false"><messageEventDefinition messageRef="question" /></startEvent>
        <userTask id="answer" name="Answer" />
        ${flow('asked', 'answer')}
      </subProcess>`,
      '<message id="question" name="question" />',
    );
    // when
    about.start().publish('question').completeTask('work');
    // then
    expect(about.terminated).toEqual(['answer', 'handler']);
    expect(about.state).toBe('completed');
    expect(left(about)).toEqual([]);
  });

  it('should take back incidents of what it ends', async () => {
    // given
    const about = await story(`
      <startEvent id="start" />
      <parallelGateway id="split" />
      <userTask id="quick" name="Quick" />
      <endEvent id="stop">${STOP}</endEvent>
      <scriptTask id="broken"><extensionElements><zeebe:script expression="=missing + 1" resultVariable="x" /></extensionElements></scriptTask>
      ${path('start', 'split', 'quick', 'stop')}${flow('split', 'broken')}`);
    about.start();
    expect(about.incidents).toMatchObject([{ elementId: 'broken' }]);
    // when
    about.completeTask('quick');
    // then
    expect(about.state).toBe('completed');
    expect(left(about)).toEqual([]);
  });

  it('should throw what else its end event throws', async () => {
    // given
    const about = await story(
      `
      <startEvent id="start" />
      <endEvent id="stop"><messageEventDefinition messageRef="bye" />${STOP}</endEvent>
      ${flow('start', 'stop')}`,
      '<message id="bye" name="bye" />',
    );
    // when
    about.start();
    // then
    expect(about.history).toContainEqual(
      expect.objectContaining({ type: 'messageThrown', name: 'bye' }),
    );
    expect(about.state).toBe('completed');
  });
});
