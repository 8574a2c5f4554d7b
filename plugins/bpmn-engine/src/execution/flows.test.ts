import { parse } from '../parse';
import { givenXml } from '../testing/scenario';
import { left } from '../testing/left';
import { ends, starts, tasks, userTasks } from '../testing/parts';
import { flow, path, processXml } from '../testing/picture';

const activities = [
  ['a task', '<task id="decide" default="decide-other" />'],
  [
    'a sub-process',
    '<subProcess id="decide" default="decide-other"><task id="in" /></subProcess>',
  ],
] as const;

const choice = (decide: string) =>
  processXml(
    `${starts('start')}${decide}${tasks(
      'always',
      'large',
      'rush',
      'other',
    )}${path('start', 'decide')}${flow(
      'decide',
      'large',
      '=amount > 100',
    )}${flow('decide', 'rush', '=rush')}${flow('decide', 'other')}`,
  );

describe('flows that leave an activity', () => {
  describe.each(activities)('%s', (_, decide) => {
    it.each([
      [
        'each whose condition is true',
        { amount: 200, rush: true },
        ['large', 'rush'],
      ],
      ['the only one', { amount: 1, rush: true }, ['rush']],
      [
        'the default one if no condition is true',
        { amount: 1, rush: false },
        ['other'],
      ],
    ])('should be taken: %s', async (__, variables, targets) => {
      // given
      const story = await givenXml(choice(decide));
      // when
      story.start(variables);
      // then
      expect(story.taken).toEqual([
        'start-decide',
        ...targets.map(target => `decide-${target}`),
      ]);
      expect(story.state).toBe('completed');
      expect(left(story)).toEqual([]);
    });
  });

  it('should all be taken without conditions, each with a token of its own', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${tasks('split')}${userTasks('a', 'b')}${path(
          'start',
          'split',
        )}${flow('split', 'a')}${flow('split', 'b')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.waiting).toEqual(['a', 'b']);
    // when
    story.completeTask('a');
    // then
    expect(story.state).toBe('active');
    // when
    story.completeTask('b');
    // then
    expect(story.state).toBe('completed');
  });

  it('should all be taken after a start event, too', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${tasks('a', 'b')}${flow('start', 'a')}${flow(
          'start',
          'b',
        )}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.completed).toEqual(['start', 'a', 'b', 'story']);
  });

  it('should be taken without condition beside those whose condition is true', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${tasks('do', 'always', 'sometimes')}${path(
          'start',
          'do',
          'always',
        )}${flow('do', 'sometimes', '=x')}`,
      ),
    );
    // when
    story.start({ x: false });
    // then
    expect(story.taken).toEqual(['start-do', 'do-always']);
    expect(story.incidents).toEqual([]);
  });

  it('should be evaluated with the variables of the scope, not the local ones', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<serviceTask id="do" default="do-no"><extensionElements><zeebe:taskDefinition type="do" /><zeebe:ioMapping><zeebe:input source="=true" target="x" /></zeebe:ioMapping></extensionElements></serviceTask>${tasks(
          'yes',
          'no',
        )}${path('start', 'do')}${flow('do', 'yes', '=x')}${flow('do', 'no')}`,
      ),
    );
    story.start({ x: false });
    // when
    story.completeJob('do');
    // then
    expect(story.taken).toEqual(['start-do', 'do-no']);
  });

  it('should be evaluated with the result of the activity', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<userTask id="ask" default="ask-no" />${tasks(
          'yes',
          'no',
        )}${path('start', 'ask')}${flow('ask', 'yes', '=answer = "yes"')}${flow(
          'ask',
          'no',
        )}`,
      ),
    );
    story.start({ answer: 'no' });
    // when
    story.completeTask('ask', { answer: 'yes' });
    // then
    expect(story.completed).toEqual(['start', 'ask', 'yes', 'story']);
  });

  const onlyConditions = processXml(
    `${starts('start')}${userTasks('ask')}${tasks('yes', 'no')}${path(
      'start',
      'ask',
    )}${flow('ask', 'yes', '=answer = "yes"')}${flow(
      'ask',
      'no',
      '=answer = "no"',
    )}`,
  );

  it('should raise an incident if none can be taken, and be chosen again when that is resolved', async () => {
    // given
    const story = await givenXml(onlyConditions);
    story.start();
    // when
    story.completeTask('ask', { answer: 'perhaps' });
    // then
    expect(story.incidents).toMatchObject([
      {
        kind: 'noFlowChosen',
        elementId: 'ask',
        message:
          'Expected one of the conditions of ask-yes, ask-no to be true, so that user task (ask) can go on, but none is. Add a default flow, or correct the variables and resolve',
      },
    ]);
    expect(story.waits).toEqual([]);
    expect(story.completed).toEqual(['start']);
    // when
    story.resolve({ answer: 'never' });
    // then
    expect(story.incidents).toMatchObject([{ kind: 'noFlowChosen' }]);
    // when
    story.resolve({ answer: 'no' });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.completed).toEqual(['start', 'ask', 'no', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should name flows in the incident as people know them', async () => {
    // given
    const story = await givenXml(
      onlyConditions.replace('id="ask-yes"', 'id="ask-yes" name="agreed"'),
    );
    story.start();
    // when
    story.completeTask('ask', { answer: 'perhaps' });
    // then
    expect(story.incidents).toMatchObject([
      {
        message: expect.stringContaining(
          'conditions of agreed, ask-no to be true',
        ),
      },
    ]);
  });

  it('should raise an incident if a condition cannot be evaluated, having taken none', async () => {
    // given
    const story = await givenXml(
      onlyConditions.replace('=answer = "no"', '=missing'),
    );
    story.start();
    // when
    story.completeTask('ask', { answer: 'yes' });
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'expressionFailed', elementId: 'ask' },
    ]);
    expect(story.taken).toEqual(['start-ask']);
    // when
    story.resolve({ missing: true });
    // then
    expect(story.taken).toEqual(['start-ask', 'ask-yes', 'ask-no']);
  });

  it('should forget the incident when the activity is terminated', async () => {
    // given
    const story = await givenXml(onlyConditions);
    story.start();
    story.completeTask('ask', { answer: 'perhaps' });
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.terminated).toEqual(['ask', 'story']);
    expect(left(story)).toEqual([]);
  });
});

describe('flows that come to an activity', () => {
  it('should each enter it: it is no join', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${tasks('a', 'b')}${userTasks('do')}${ends(
          'end',
        )}${path('start', 'a', 'do', 'end')}${path('start', 'b', 'do')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.waiting).toEqual(['do', 'do']);
    // when
    story.completeTask('do').completeTask('do');
    // then
    expect(story.completed.filter(id => id === 'end')).toHaveLength(2);
    expect(story.state).toBe('completed');
  });
});

const quantities = (attributes: string, comesBy: readonly string[]) =>
  processXml(
    `${starts('start')}${tasks(
      ...comesBy,
    )}<userTask id="do" ${attributes} />${tasks('after')}${comesBy
      .map(id => path('start', id, 'do'))
      .join('')}${path('do', 'after')}`,
  );

describe('quantities', () => {
  it.each([
    ['from different flows', 2, ['a', 'b']],
    ['of several activations', 2, ['a', 'b', 'c', 'd']],
    ['all of them', 3, ['a', 'b', 'c']],
  ])(
    'should let an activity wait for its start quantity of tokens, %s',
    async (_, quantity, comesBy) => {
      const activations = comesBy.length / quantity;
      // given
      const story = await givenXml(
        quantities(`startQuantity="${quantity}"`, comesBy),
      );
      // when
      story.start();
      // then
      expect(story.waits).toHaveLength(activations);
      // when
      for (let i = 0; i < activations; i++) {
        story.completeTask('do');
      }
      // then
      expect(story.completed.filter(id => id === 'after')).toHaveLength(
        activations,
      );
      expect(story.state).toBe('completed');
      expect(left(story)).toEqual([]);
    },
  );

  it('should let tokens of one flow count, too', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<task id="make" completionQuantity="3" /><userTask id="do" startQuantity="3" />${path(
          'start',
          'make',
          'do',
        )}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.taken).toEqual([
      'start-make',
      'make-do',
      'make-do',
      'make-do',
    ]);
    expect(story.waiting).toEqual(['do']);
    expect(story.completeTask('do').state).toBe('completed');
  });

  it('should leave tokens that are too few waiting, and the process active', async () => {
    // given
    const story = await givenXml(
      quantities('startQuantity="2"', ['a', 'b', 'c']),
    );
    story.start();
    // when
    story.completeTask('do');
    // then
    expect(story.state).toBe('active');
    expect(story.waits).toEqual([]);
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(left(story)).toEqual([]);
  });

  it('should send as many tokens along each flow as the completion quantity says', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<task id="make" completionQuantity="2" />${userTasks(
          'a',
          'b',
        )}${path('start', 'make', 'a')}${path('make', 'b')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.waiting).toEqual(['a', 'a', 'b', 'b']);
  });

  it('should send them along the flows that are chosen only', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<task id="make" completionQuantity="2" default="make-b" />${userTasks(
          'a',
          'b',
        )}${path('start', 'make', 'b')}${flow('make', 'a', '=x')}`,
      ),
    );
    // when
    story.start({ x: true });
    // then
    expect(story.waiting).toEqual(['a', 'a']);
  });

  it.each(['startQuantity', 'completionQuantity'])(
    'should be refused if %s is less than 1',
    async property => {
      // given
      const xml = quantities(`${property}="0"`, ['a']);
      // when
      const { problems, definition } = await parse(xml);
      // then
      expect(definition).toBeUndefined();
      expect(problems).toContainEqual(
        expect.objectContaining({ severity: 'error', elementId: 'do' }),
      );
    },
  );
});
