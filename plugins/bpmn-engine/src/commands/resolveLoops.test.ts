import { left } from '../testing/left';
import { completeItem, multiInstance } from '../testing/loop';
import { ends, starts } from '../testing/parts';
import { flow, path, processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

describe('resolving an incident of what goes on waiting', () => {
  const watched = (kind: string, attributes = '') =>
    processXml(
      `<startEvent id="start"/><userTask id="review"/><boundaryEvent id="notice" attachedToRef="review" cancelActivity="false">${kind}</boundaryEvent><userTask id="look"/><endEvent id="end"/>${path(
        'start',
        'review',
        'end',
      )}${flow('notice', 'look')}${attributes}`,
    );

  it('should look again at the condition of a boundary event, while its task goes on waiting', async () => {
    // given
    const story = (
      await givenXml(
        watched(
          `<conditionalEventDefinition><condition xsi:type="bpmn:tFormalExpression">=isLarge</condition></conditionalEventDefinition>`,
        ),
      )
    ).start({ isLarge: 'very' });
    expect(story.incidents).toMatchObject([{ kind: 'expressionFailed' }]);
    expect(story.waiting).toEqual(['notice', 'review']);
    // when
    const [{ key: incidentKey }] = story.incidents;
    story.send({ type: 'resolveIncident', incidentKey });
    // then: it is still neither true nor false
    expect(story.incidents).toHaveLength(1);
    expect(story.waiting).toEqual(['notice', 'review']);
    expect(story.completed).toEqual(['start']);
  });

  it('should not complete a task whose boundary event could not be evaluated', async () => {
    // given
    const story = (
      await givenXml(
        watched(
          `<conditionalEventDefinition><condition xsi:type="bpmn:tFormalExpression">=isLarge</condition></conditionalEventDefinition>`,
        ),
      )
    ).start({ isLarge: 'very' });
    // when
    story.resolve({ isLarge: false });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.waiting).toEqual(['notice', 'review']);
    expect(story.state).toBe('active');
  });

  it('should not complete a task whose timer could not be set anew', async () => {
    // given
    const story = (
      await givenXml(
        watched(
          `<timerEventDefinition><extensionElements><pipeline:timer reevaluate="true"/></extensionElements><timeDuration xsi:type="bpmn:tFormalExpression">=patience</timeDuration></timerEventDefinition>`,
        ),
      )
    ).start({ patience: 'PT1H' });
    story.send({ type: 'setVariables', variables: { patience: 'long' } });
    expect(story.incidents).toMatchObject([{ elementId: 'review' }]);
    // when
    story.resolve({ patience: 'PT2H' });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.waiting).toEqual(['notice', 'review']);
    expect(story.wait('notice')).toMatchObject({ dueAt: 7_200_000 });
  });

  const repeated = (sequential: boolean) =>
    processXml(
      `<startEvent id="start"/><userTask id="review"><multiInstanceLoopCharacteristics isSequential="${sequential}"><extensionElements><zeebe:loopCharacteristics inputCollection="=[1,2,3]" inputElement="item" outputCollection="results" outputElement="=item"/></extensionElements><completionCondition xsi:type="bpmn:tFormalExpression">=enough</completionCondition></multiInstanceLoopCharacteristics></userTask><userTask id="after"/>${path(
        'start',
        'review',
        'after',
      )}`,
    );

  it('should not end a parallel multi-instance activity while instances of it run', async () => {
    // given
    const story = (await givenXml(repeated(false))).start();
    story.completeTask('review');
    expect(story.incidents).toMatchObject([
      { elementId: 'review', kind: 'expressionFailed' },
    ]);
    expect(story.waiting).toEqual(['review', 'review']);
    // when
    story.resolve({ enough: false });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.waiting).toEqual(['review', 'review']);
    // when
    story.completeTask('review').completeTask('review');
    // then
    expect(story.variables.results).toEqual([1, 2, 3]);
    expect(story.waiting).toEqual(['after']);
  });

  it('should end a multi-instance activity if its completion condition holds now', async () => {
    // given
    const story = (await givenXml(repeated(false))).start();
    story.completeTask('review');
    // when
    story.resolve({ enough: true });
    // then
    expect(story.waiting).toEqual(['after']);
    expect(story.terminated).toEqual(['review', 'review']);
  });

  it('should run one instance of a sequential multi-instance activity at a time', async () => {
    // given
    const story = (await givenXml(repeated(true))).start();
    story.completeTask('review');
    expect(story.incidents).toHaveLength(1);
    // when
    story.resolve({ enough: false });
    // then
    expect(story.waiting).toEqual(['review']);
    // when
    story.completeTask('review').completeTask('review');
    // then
    expect(story.variables.results).toEqual([1, 2, 3]);
    expect(story.waiting).toEqual(['after']);
  });

  it('should test the condition of a loop again', async () => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/><userTask id="review"><standardLoopCharacteristics loopMaximum="3"><loopCondition xsi:type="bpmn:tFormalExpression">=isOpen</loopCondition></standardLoopCharacteristics></userTask><userTask id="after"/>${path(
            'start',
            'review',
            'after',
          )}`,
        ),
      )
    ).start();
    story.completeTask('review');
    expect(story.incidents).toMatchObject([{ elementId: 'review' }]);
    // when
    story.resolve({ isOpen: true });
    // then
    expect(story.waiting).toEqual(['review']);
    // when
    story.completeTask('review', { isOpen: false });
    // then
    expect(story.waiting).toEqual(['after']);
  });
});

describe('an error that a multi-instance activity throws and nobody catches', () => {
  const throwsAfterTheFirst = (instances: number) =>
    processXml(
      `${starts('start')}<userTask id="item">${multiInstance({
        cardinality: `${instances}`,
        attributes: 'behavior="One" oneBehaviorEventRef="enough"',
      })}</userTask>${ends('end')}${path('start', 'item', 'end')}`,
      '<error id="done" errorCode="done" /><errorEventDefinition id="enough" errorRef="done" />',
    );

  it('should be resolved by going on, not by doing it all again', async () => {
    // given
    const story = (await givenXml(throwsAfterTheFirst(3))).start();
    completeItem(story, ['item', 1]);
    expect(story.incidents).toMatchObject([
      { elementId: 'item', kind: 'errorUncaught', errorCode: 'done' },
    ]);
    // when
    story.resolve();
    // then
    expect(story.incidents).toEqual([]);
    expect(story.waiting).toEqual(['item', 'item']);
    // when
    completeItem(story, ['item', 2]);
    completeItem(story, ['item', 3]);
    // then
    expect(story.state).toBe('completed');
  });

  it('should be resolved by completing if all the others have completed in the meantime', async () => {
    // given
    const story = (await givenXml(throwsAfterTheFirst(2))).start();
    completeItem(story, ['item', 1]);
    completeItem(story, ['item', 2]);
    expect(story.incidents).toHaveLength(1);
    // when
    story.resolve();
    // then
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });
});
