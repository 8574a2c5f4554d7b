import { left } from '../testing/left';
import { completeItem, multiInstance, type LoopParts } from '../testing/loop';
import {
  boundary,
  definition,
  escalations,
  messages,
  signals,
  starts,
  tasks,
} from '../testing/parts';
import { path, processXml } from '../testing/picture';
import { givenXml, type Scenario } from '../testing/scenario';

const complex = (id: string, condition: string) =>
  `<complexBehaviorDefinition id="${id}"><condition>${condition.replace(
    /</g,
    '&lt;',
  )}</condition><event id="${id}-event"><signalEventDefinition id="${id}-thrown" signalRef="${id}-signal" /></event></complexBehaviorDefinition>`;

const thrownBy = (attribute: string) => ({
  attributes: `${attribute} ${
    attribute.startsWith('behavior="One"')
      ? 'oneBehaviorEventRef="done-def"'
      : 'noneBehaviorEventRef="done-def"'
  }`,
});

const ROOT =
  '<signal id="done-signal" name="done" /><signalEventDefinition id="done-def" signalRef="done-signal" />';

/** Items whose completion throws a signal, which a boundary event catches. */
const each = (
  parts: LoopParts,
  {
    kind = 'userTask',
    interrupts = false,
    around = ROOT,
    signal = 'done',
  } = {},
) =>
  processXml(
    `${starts('start')}<${kind} id="item">${multiInstance({
      cardinality: '3',
      ...parts,
    })}</${kind}>${tasks('note', 'after')}${path(
      'start',
      'item',
      'after',
    )}${boundary(
      { id: 'caught', on: 'item', to: 'note', interrupts },
      definition('signal', signal),
    )}`,
    around,
  );

const caught = ({ completed }: Scenario) =>
  completed.filter(id => id === 'caught').length;

const finish = (story: Scenario) => {
  for (const number of [1, 2, 3]) {
    completeItem(story, ['item', number]);
  }
};

/** BPMN 2.0.2 10.3.8: what a multi-instance activity throws as its instances complete. */
describe('behaviour of a multi-instance activity', () => {
  it('should throw an event for every instance that completes, with None', async () => {
    // given
    const story = await givenXml(each(thrownBy('behavior="None"')));
    story.start();
    // when
    completeItem(story, ['item', 2]);
    // then
    expect(caught(story)).toBe(1);
    // when
    completeItem(story, ['item', 1]);
    completeItem(story, ['item', 3]);
    // then
    expect(caught(story)).toBe(3);
    expect(left(story)).toEqual([]);
  });

  it('should throw an event for the first instance that completes only, with One', async () => {
    // given
    const story = await givenXml(each(thrownBy('behavior="One"')));
    story.start();
    // when
    completeItem(story, ['item', 3]);
    // then
    expect(caught(story)).toBe(1);
    // when
    completeItem(story, ['item', 1]);
    completeItem(story, ['item', 2]);
    // then
    expect(caught(story)).toBe(1);
    expect(left(story)).toEqual([]);
  });

  it.each([['behavior="All"'], ['']])(
    'should throw none with All, which is the default: %s',
    async attributes => {
      // given
      const story = await givenXml(each({ attributes }));
      story.start();
      // when
      finish(story);
      // then
      expect(
        story.history.filter(({ type }) => type === 'signalThrown'),
      ).toEqual([]);
      expect(left(story)).toEqual([]);
    },
  );

  it('should throw those whose condition is true, with Complex', async () => {
    // given
    const story = await givenXml(
      each(
        {
          attributes: 'behavior="Complex"',
          inner:
            complex('half', '=nrOfCompletedInstances = 2') +
            complex('any', '=nrOfCompletedInstances >= 1'),
        },
        { around: signals('half', 'any'), signal: 'half' },
      ),
    );
    story.start();
    // when
    finish(story);
    // then
    expect(
      story.history.flatMap(change =>
        change.type === 'signalThrown' ? [change.name] : [],
      ),
    ).toEqual(['any', 'half', 'any', 'any']);
    expect(caught(story)).toBe(1);
    expect(left(story)).toEqual([]);
  });

  it('should end what runs if the boundary event that catches interrupts', async () => {
    // given
    const story = await givenXml(
      each(thrownBy('behavior="One"'), { interrupts: true }),
    );
    story.start();
    // when
    completeItem(story, ['item', 2]);
    // then
    expect(story.terminated).toEqual(['item', 'item', 'item']);
    expect(story.completed).not.toContain('after');
    expect(left(story)).toEqual([]);
  });

  it('should throw escalations to the boundary of the activity, and messages to the world', async () => {
    // given
    const escalation = await givenXml(
      processXml(
        `${starts('start')}<userTask id="item">${multiInstance({
          cardinality: '2',
          ...thrownBy('behavior="None"'),
        })}</userTask>${tasks('note')}${path('start', 'item')}${boundary(
          { id: 'caught', on: 'item', to: 'note', interrupts: false },
          definition('escalation', 'E'),
        )}`,
        `${escalations(
          'E',
        )}<escalationEventDefinition id="done-def" escalationRef="E-escalation" />`,
      ),
    );
    const message = await givenXml(
      processXml(
        `${starts('start')}<userTask id="item">${multiInstance({
          cardinality: '2',
          ...thrownBy('behavior="None"'),
        })}</userTask>${path('start', 'item')}`,
        `${messages(
          'M',
        )}<messageEventDefinition id="done-def" messageRef="M-message" />`,
      ),
    );
    // when
    escalation.start();
    completeItem(escalation, ['item', 1]);
    message.start();
    completeItem(message, ['item', 1]);
    // then
    expect(caught(escalation)).toBe(1);
    expect(message.history).toContainEqual(
      expect.objectContaining({
        type: 'messageThrown',
        name: 'M',
        elementId: 'item',
      }),
    );
  });

  describe('whose instances need nobody', () => {
    it('should throw for the first one, with One', async () => {
      // given
      const story = await givenXml(
        each(thrownBy('behavior="One"'), { kind: 'task' }),
      );
      // when
      story.start();
      // then
      expect(
        story.history.filter(({ type }) => type === 'signalThrown'),
      ).toHaveLength(1);
    });

    it('should throw for every one, with None', async () => {
      // given
      const story = await givenXml(
        each(thrownBy('behavior="None"'), { kind: 'task' }),
      );
      // when
      story.start();
      // then
      expect(
        story.history.filter(({ type }) => type === 'signalThrown'),
      ).toHaveLength(3);
    });

    it('should ask for every one, with Complex', async () => {
      // given
      const story = await givenXml(
        each(
          {
            attributes: 'behavior="Complex"',
            inner: complex('half', '=nrOfCompletedInstances = 2'),
          },
          { kind: 'task', around: signals('half'), signal: 'half' },
        ),
      );
      // when
      story.start();
      // then
      expect(
        story.history.filter(({ type }) => type === 'signalThrown'),
      ).toHaveLength(1);
    });
  });

  it('should raise an incident if a condition cannot be evaluated, and go on when it is resolved', async () => {
    // given
    const story = await givenXml(
      each(
        {
          attributes: 'behavior="Complex"',
          inner: complex('half', '=wanted'),
        },
        { around: signals('half'), signal: 'half' },
      ),
    );
    story.start();
    // when
    completeItem(story, ['item', 1]);
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'expressionFailed', elementId: 'item' },
    ]);
    // when
    story.resolve({ wanted: true });
    completeItem(story, ['item', 2]);
    completeItem(story, ['item', 3]);
    // then
    expect(story.completed).toContain('after');
    expect(left(story)).toEqual([]);
  });
});
