import { parse } from '../parse';
import { givenXml } from '../testing/scenario';
import {
  element,
  executionListeners,
  extended,
  inARow,
  jobType,
} from '../testing/extensions';
import { path, processXml } from '../testing/picture';
import { elements, elementsByType } from './index';

describe('elements', () => {
  it('should be what the support table says, each with its name in BPMN', () => {
    // when
    const table = elements.map(({ type, title, isActivity = false }) => [
      type,
      title,
      isActivity,
    ]);
    // then
    expect(table).toEqual([
      ['process', 'Process', false],
      ['task', 'Task', true],
      ['manualTask', 'Manual task', true],
      ['scriptTask', 'Script task', true],
      ['serviceTask', 'Service task', true],
      ['sendTask', 'Send task', true],
      ['receiveTask', 'Receive task', true],
      ['userTask', 'User task', true],
      ['businessRuleTask', 'Business rule task', true],
      ['callActivity', 'Call activity', true],
      ['subProcess', 'Sub-process', true],
      ['transaction', 'Transaction', true],
      ['adHocSubProcess', 'Ad-hoc sub-process', true],
      ['eventSubProcess', 'Event sub-process', false],
      ['exclusiveGateway', 'Exclusive gateway', false],
      ['parallelGateway', 'Parallel gateway', false],
      ['inclusiveGateway', 'Inclusive gateway', false],
      ['complexGateway', 'Complex gateway', false],
      ['eventBasedGateway', 'Event-based gateway', false],
      ['startEvent', 'Start event', false],
      ['intermediateCatchEvent', 'Intermediate catch event', false],
      ['intermediateThrowEvent', 'Intermediate throw event', false],
      ['boundaryEvent', 'Boundary event', false],
      ['endEvent', 'End event', false],
    ]);
  });

  it('should be found by their type', () => {
    // then
    expect(Array.from(elementsByType.keys())).toEqual(
      elements.map(({ type }) => type),
    );
  });

  it.each(['parallelGateway', 'inclusiveGateway', 'complexGateway'])(
    'should let tokens wait only where several flows meet: %s',
    async kind => {
      // given
      const story = await givenXml(
        processXml(
          `<startEvent id="start" /><${kind} id="split" /><task id="a" /><task id="b" /><${kind} id="join" /><endEvent id="end" />` +
            `${path('start', 'split', 'a', 'join', 'end')}${path(
              'split',
              'b',
              'join',
            )}`,
        ),
      );
      // when
      story.start();
      // then
      const { nodes } = story.instance.definition;
      expect(nodes.get('split')!.isJoin).toBe(false);
      expect(nodes.get('join')!.isJoin).toBe(true);
      expect(
        story.history.flatMap(change =>
          change.type === 'sequenceFlowTaken' && change.joinId
            ? [[change.flowId, change.joinId]]
            : [],
        ),
      ).toEqual([
        ['a-join', 'join'],
        ['b-join', 'join'],
      ]);
      expect(story.state).toBe('completed');
    },
  );

  it('should be chosen from by an event-based gateway itself: it has no end listener', async () => {
    // given
    const xml = processXml(
      `<startEvent id="start" /><eventBasedGateway id="first">${extended(
        executionListeners(['end', 'log']),
      )}</eventBasedGateway>` +
        `<intermediateCatchEvent id="a"><signalEventDefinition signalRef="s" /></intermediateCatchEvent>` +
        `<intermediateCatchEvent id="b"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>` +
        `${path('start', 'first', 'a')}${path('first', 'b')}`,
      '<signal id="s" name="s" />',
    );
    // when
    const { problems } = await parse(xml);
    // then
    expect(problems).toContainEqual(
      expect.objectContaining({ rule: 'listener', elementId: 'first' }),
    );
  });

  it.each([
    ['implicitThrowEvent', '<implicitThrowEvent id="other" />'],
    [
      'sub-process that an event begins, with nothing in it',
      '<subProcess id="other" triggeredByEvent="true" />',
    ],
  ])('should be no others: %s', async (_, other) => {
    // when
    const { problems, definitions } = await parse(
      processXml(`${inARow(element(['task', 'work']))}${other}`),
    );
    // then
    expect(definitions).toEqual([]);
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule: 'not-executed',
        severity: 'error',
        elementId: 'other',
      }),
    );
  });

  it.each([
    ['task', 0, []],
    ['manualTask', 0, []],
    ['scriptTask scriptFormat="python"', 2, []],
    ['serviceTask', 2, [jobType('work')]],
    ['sendTask', 2, [jobType('work')]],
    ['receiveTask messageRef="m"', 2, []],
    ['userTask', 2, []],
    ['businessRuleTask', 2, [jobType('work')]],
    ['callActivity calledElement="story"', 0, []],
    ['subProcess', 0, []],
    ['transaction', 0, []],
    ['adHocSubProcess', 0, []],
  ])(
    'should be repeated if they are activities: %s',
    async (kind, waits, extensions) => {
      // given
      const repeated = element(
        [kind, 'work'],
        extensions,
        '<multiInstanceLoopCharacteristics><loopCardinality>=count</loopCardinality></multiInstanceLoopCharacteristics>',
      );
      const story = await givenXml(
        processXml(
          inARow(repeated)
            .replace('</subProcess>', '<task id="in" /></subProcess>')
            .replace('</transaction>', '<task id="in" /></transaction>')
            .replace(
              '</adHocSubProcess>',
              '<task id="in" /></adHocSubProcess>',
            ),
          '<message id="m" name="m" />',
        ),
      );
      // when
      story.start({ count: kind.startsWith('callActivity') ? 0 : 2 });
      // then
      expect(story.waits).toHaveLength(waits);
      expect(story.state).toBe(waits === 0 ? 'completed' : 'active');
      expect(story.history).toContainEqual(
        expect.objectContaining({ type: 'loopStarted' }),
      );
    },
  );
});
