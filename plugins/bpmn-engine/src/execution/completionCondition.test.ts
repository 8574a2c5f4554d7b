import {
  element,
  executionListeners,
  inARow,
  jobType,
  outputs,
} from '../testing/extensions';
import { left } from '../testing/left';
import { completeItem, multiInstance, type LoopParts } from '../testing/loop';
import { complete } from '../testing/openJobs';
import { starts, tasks } from '../testing/parts';
import { path, processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

const each = (parts: LoopParts, rest = '', around = '') =>
  processXml(
    `${starts('start')}<userTask id="item">${multiInstance(
      parts,
    )}</userTask>${tasks('after')}${path('start', 'item', 'after')}${rest}`,
    around,
  );

describe('completion condition of a multi-instance activity', () => {
  it('should end the instances that still run when it becomes true', async () => {
    // given
    const story = await givenXml(
      each({
        cardinality: '4',
        output: 'out',
        outputElement: '=loopCounter',
        condition: '=nrOfCompletedInstances >= 2',
      }),
    );
    story.start();
    // when
    completeItem(story, ['item', 3]);
    expect(story.waiting).toHaveLength(3);
    completeItem(story, ['item', 1]);
    // then
    expect(story.terminated).toEqual(['item', 'item']);
    expect(story.completed.slice(-2)).toEqual(['after', 'story']);
    expect(story.variables.out).toEqual([1, null, 3, null]);
    expect(left(story)).toEqual([]);
  });

  it('should begin no more instances of a sequential one', async () => {
    // given
    const story = await givenXml(
      each({ sequential: true, cardinality: '4', condition: '=stop' }),
    );
    story.start({ stop: false });
    // when
    completeItem(story, ['item', 1]);
    story.completeTask('item', { stop: true });
    // then
    expect(story.completed.filter(id => id === 'item')).toHaveLength(3);
    expect(left(story)).toEqual([]);
  });

  it('should be asked after each instance of a sequential one that needs nobody', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}<task id="item">${multiInstance({
          sequential: true,
          cardinality: '9',
          output: 'out',
          outputElement: '=loopCounter',
          condition: '=nrOfCompletedInstances = 2',
        })}</task>${path('start', 'item')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.completed.filter(id => id === 'item')).toHaveLength(3);
    expect(left(story)).toEqual([]);
  });

  it('should not be asked before an instance completes', async () => {
    // given
    const story = await givenXml(
      each({ cardinality: '2', condition: '=true' }),
    );
    // when
    story.start();
    // then
    expect(story.waiting).toEqual(['item', 'item']);
    // when
    completeItem(story, ['item', 2]);
    // then
    expect(left(story)).toEqual([]);
  });

  it('should see what the completed instance has left', async () => {
    // given
    const story = await givenXml(
      each({ cardinality: '3', condition: '=votes > nrOfInstances / 3' }),
    );
    story.start({ votes: 0 });
    // when
    completeItem(story, ['item', 1], { votes: 1 });
    completeItem(story, ['item', 2], { votes: 2 });
    // then
    expect(story.state).toBe('completed');
  });

  it('should count those that run', async () => {
    // given
    const story = await givenXml(
      each({ cardinality: '3', condition: '=nrOfActiveInstances = 1' }),
    );
    story.start();
    // when
    completeItem(story, ['item', 1]);
    expect(story.state).toBe('active');
    completeItem(story, ['item', 2]);
    // then
    expect(story.terminated).toEqual(['item']);
    expect(left(story)).toEqual([]);
  });

  describe('in the scope of the instance that completes', () => {
    it.each([
      ['its result', '=vote = "no"', []],
      ['its item', '=it = "y"', []],
      ['its number', '=loopCounter = 2', []],
      [
        'what it has mapped',
        '=seen = "y/no"',
        [outputs({ seen: '=it + "/" + vote' })],
      ],
    ])(
      'should see %s, and not that of the others',
      async (_, condition, extensions) => {
        // given
        const story = await givenXml(
          processXml(
            inARow(
              element(
                ['userTask', 'item'],
                extensions,
                multiInstance({
                  input: '=["x", "y", "z"]',
                  element: 'it',
                  output: 'votes',
                  outputElement: '=vote',
                  condition,
                }),
              ),
            ),
          ),
        );
        story.start();
        // when
        completeItem(story, ['item', 3], { vote: 'yes' });
        // then
        expect(story.waiting).toEqual(['item', 'item']);
        // when
        completeItem(story, ['item', 2], { vote: 'no' });
        // then
        expect(story.terminated).toEqual(['item']);
        expect(story.variables).toEqual({ votes: [null, 'no', 'yes'] });
        expect(left(story)).toEqual([]);
      },
    );

    it('should see its own variable before that of the process', async () => {
      // given
      const story = await givenXml(
        each({ sequential: true, cardinality: '3', condition: '=stop' }),
      );
      story.start({ stop: true });
      // when
      completeItem(story, ['item', 1], { stop: false });
      // then
      expect(story.waiting).toEqual(['item']);
      // when
      completeItem(story, ['item', 2]);
      // then
      expect(story.state).toBe('completed');
      expect(story.variables).toEqual({ stop: true });
    });

    it('should count the instance as completed, and no longer as active', async () => {
      // given
      const numbers =
        '[nrOfInstances, nrOfActiveInstances, nrOfCompletedInstances, nrOfTerminatedInstances]';
      const story = await givenXml(
        each({ cardinality: '3', condition: `=${numbers} = [3, 1, 2, 0]` }),
      );
      story.start();
      // when
      completeItem(story, ['item', 2]);
      expect(story.state).toBe('active');
      completeItem(story, ['item', 1]);
      // then
      expect(story.state).toBe('completed');
      expect(story.terminated).toEqual(['item']);
    });

    it('should raise its incident on the instance, which stays in completing', async () => {
      // given
      const story = await givenXml(
        each({ cardinality: '2', condition: '=stop' }),
      );
      story.start();
      // when
      completeItem(story, ['item', 2]);
      // then
      const [{ elementInstanceKey }] = story.incidents;
      const { rows } = story.instance;
      expect(rows.elementInstance(elementInstanceKey)).toMatchObject({
        elementId: 'item',
        loopCounter: 2,
        lifecycle: 'completing',
      });
      const { scopeKey } = rows.elementInstance(elementInstanceKey)!;
      expect(rows.elementInstance(scopeKey)).toMatchObject({
        lifecycle: 'active',
        children: 2,
        loop: { started: 2, completed: 0, terminated: 0 },
      });
      expect(story.completed).toEqual(['start']);
    });

    it('should be corrected for one instance only', async () => {
      // given both have failed
      const story = await givenXml(
        each({ cardinality: '2', condition: '=stop' }),
      );
      story.start();
      completeItem(story, ['item', 1]);
      completeItem(story, ['item', 2]);
      const [first, second] = story.incidents;
      // when
      story.send({
        type: 'setVariables',
        scopeKey: first.elementInstanceKey,
        variables: { stop: false },
      });
      story.send({ type: 'resolveIncident', incidentKey: first.key });
      // then
      expect(story.incidents).toEqual([second]);
      expect(story.completed).toEqual(['start', 'item']);
      // when
      story.resolve({ stop: true });
      // then
      expect(story.terminated).toEqual([]);
      expect(story.completed.slice(-3)).toEqual(['item', 'after', 'story']);
      expect(left(story)).toEqual([]);
    });

    it('should not let end listeners be done again when it is resolved', async () => {
      // given
      const story = await givenXml(
        processXml(
          inARow(
            element(
              ['serviceTask', 'item'],
              [jobType('item'), executionListeners(['end', 'log'])],
              multiInstance({ cardinality: '1', condition: '=stop' }),
            ),
          ),
        ),
      );
      story.start();
      complete(story, 'item');
      complete(story, 'log');
      expect(story.incidents).toMatchObject([
        { kind: 'expressionFailed', isFinishing: true },
      ]);
      // when
      story.resolve({ stop: true });
      // then
      expect(story.waits).toEqual([]);
      expect(story.state).toBe('completed');
      expect(left(story)).toEqual([]);
    });
  });

  describe('that cannot be evaluated', () => {
    it('should hold a sequential activity until it is resolved', async () => {
      // given
      const story = await givenXml(
        each({ sequential: true, cardinality: '3', condition: '=stop' }),
      );
      story.start();
      // when
      completeItem(story, ['item', 1]);
      // then
      expect(story.incidents).toMatchObject([
        { kind: 'expressionFailed', elementId: 'item' },
      ]);
      expect(story.waits).toEqual([]);
      // when
      story.resolve({ stop: true });
      // then
      expect(story.completed).toEqual([
        'start',
        'item',
        'item',
        'after',
        'story',
      ]);
      expect(left(story)).toEqual([]);
    });

    it('should not complete a parallel activity whose instances still run when it is resolved', async () => {
      // given
      const story = await givenXml(
        each({ cardinality: '3', condition: '=stop' }),
      );
      story.start();
      completeItem(story, ['item', 1]);
      expect(story.incidents).toHaveLength(1);
      // when
      story.resolve({ stop: false });
      // then
      expect(story.completed).not.toContain('after');
      expect(story.waiting).toEqual(['item', 'item']);
      // when
      completeItem(story, ['item', 2]);
      completeItem(story, ['item', 3]);
      // then
      expect(story.completed.slice(-2)).toEqual(['after', 'story']);
      expect(left(story)).toEqual([]);
    });

    it('should end the instances that still run when it is resolved and true', async () => {
      // given
      const story = await givenXml(
        each({ cardinality: '3', condition: '=stop' }),
      );
      story.start();
      completeItem(story, ['item', 1]);
      // when
      story.resolve({ stop: true });
      // then
      expect(story.terminated).toEqual(['item', 'item']);
      expect(left(story)).toEqual([]);
    });

    it('should not let a parallel activity complete behind its incident', async () => {
      // given
      const story = await givenXml(
        each({ cardinality: '1', condition: '=stop' }),
      );
      story.start();
      // when
      completeItem(story, ['item', 1]);
      // then
      expect(story.incidents).toHaveLength(1);
      expect(story.completed).not.toContain('after');
      // when
      story.resolve({ stop: false });
      // then
      expect(story.completed).toContain('after');
      expect(left(story)).toEqual([]);
    });
  });
});
