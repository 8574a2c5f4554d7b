import { Rejection } from '../../command';
import { parse } from '../../parse';
import { given, givenXml } from '../../testing/scenario';
import { element, inARow, serviceTask } from '../../testing/extensions';
import { processXml } from '../../testing/picture';

describe('process', () => {
  it('should enter its start event with the variables that it is given', async () => {
    // given
    const story = await givenXml(processXml(inARow(serviceTask('work'))));
    // when
    story.start({ order: 7 });
    // then
    expect(story.history.slice(0, 5)).toMatchObject([
      { type: 'instanceStarted', processId: 'story', rootKey: 1 },
      { type: 'elementEntered', key: 1, elementId: 'story', scopeKey: 0 },
      { type: 'variablesSet', scopeKey: 1, variables: { order: 7 } },
      { type: 'elementEntered', elementId: 'start', scopeKey: 1 },
      { type: 'lifecycleMoved', elementId: 'story', to: 'active' },
    ]);
    expect(story.seenBy('work', 'order')).toBe(7);
  });

  it('should complete when nothing runs in it any more', async () => {
    // given
    const story = await givenXml(processXml(inARow(serviceTask('work'))));
    story.start();
    // when
    story.completeJob('work', { done: true });
    // then
    expect(story.state).toBe('completed');
    expect(story.history.at(-1)).toEqual({
      type: 'instanceEnded',
      state: 'completed',
    });
    expect(story.waits).toEqual([]);
    expect(story.instance.rows.elements.size).toBe(0);
  });

  it('should enter all that nothing leads to if it has no start event, and end where nothing leads on', async () => {
    // given
    const story = await given(__dirname, 'implicitStart.bpmn');
    // when
    story.start();
    // then
    expect(story.completed).toEqual(['sweep', 'mop', 'lock', 'implicitStart']);
    expect(story.state).toBe('completed');
  });

  it('should have its data objects and properties as variables without value', async () => {
    // given
    const story = await given(__dirname, 'withData.bpmn');
    // when
    story.start();
    // then
    expect(story.variables).toEqual({ customer: null, invoice: null });
  });

  it('should not empty a data object that it is started with', async () => {
    // given
    const story = await given(__dirname, 'withData.bpmn');
    // when
    story.start({ invoice: 'R-1', note: 'urgent' });
    // then
    expect(story.variables).toEqual({
      customer: null,
      invoice: 'R-1',
      note: 'urgent',
    });
  });

  it('should say how long it is kept and what is not to be shown', async () => {
    // given
    const story = await given(__dirname, 'withData.bpmn');
    // when
    const { definition } = story.start().instance;
    // then
    expect(definition).toMatchObject({
      id: 'withData',
      sensitiveVariables: ['iban'],
      timeToLive: 'P30D',
      hasNoneStart: true,
      startTriggers: [],
    });
  });

  it('should be refused if no process of the document is executable', async () => {
    // given
    const xml = processXml(inARow(element(['task', 'work']))).replace(
      'isExecutable="true"',
      'isExecutable="false"',
    );
    // when
    const { problems, definition } = await parse(xml);
    // then
    expect(definition).toBeUndefined();
    expect(problems[0]).toMatchObject({ rule: 'executable-process' });
  });

  it('should be refused to be started a second time', async () => {
    // given
    const story = await givenXml(processXml(inARow(serviceTask('work'))));
    story.start();
    // when
    const again = () =>
      story.send({ type: 'startInstance', instanceId: 'story-1' });
    // then
    expect(again).toThrow(Rejection);
  });

  it('should end everything in it when it is cancelled', async () => {
    // given
    const story = await givenXml(
      processXml(inARow(serviceTask('work'), serviceTask('later'))),
    );
    story.start();
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.state).toBe('terminated');
    expect(story.terminated).toEqual(['work', 'story']);
    expect(story.waits).toEqual([]);
    expect(story.instance.rows.elements.size).toBe(0);
    expect(story.history.at(-1)).toEqual({
      type: 'instanceEnded',
      state: 'terminated',
    });
  });
});
