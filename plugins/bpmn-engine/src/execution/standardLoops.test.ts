import { left } from '../testing/left';
import { valuesOf } from '../testing/loop';
import {
  boundary,
  definition,
  errors,
  starts,
  subProcess,
  tasks,
  timerDefinition,
  userTasks,
} from '../testing/parts';
import { path, processXml } from '../testing/picture';
import { givenXml, type Scenario } from '../testing/scenario';

interface LoopParts {
  readonly before?: boolean;
  readonly condition?: string;
  readonly maximum?: number;
}

const loop = ({ before, condition, maximum }: LoopParts) =>
  `<standardLoopCharacteristics ${
    before === undefined ? '' : `testBefore="${before}"`
  } ${maximum === undefined ? '' : `loopMaximum="${maximum}"`}>${
    condition
      ? `<loopCondition>${condition.replace(/</g, '&lt;')}</loopCondition>`
      : ''
  }</standardLoopCharacteristics>`;

const repeated = (parts: LoopParts, rest = '', around = '') =>
  processXml(
    `${starts('start')}<userTask id="item">${loop(parts)}</userTask>${tasks(
      'after',
    )}${path('start', 'item', 'after')}${rest}`,
    around,
  );

const rounds = ({ completed }: Scenario) =>
  completed.filter(id => id === 'item').length;

/** BPMN 2.0.2 13.3.6. */
describe('standard loop', () => {
  it('should go on as long as its condition is true', async () => {
    // given
    const story = await givenXml(repeated({ condition: '=more' }));
    story.start({ more: true });
    // when
    story.completeTask('item').completeTask('item');
    // then
    expect(story.waiting).toEqual(['item']);
    // when
    story.completeTask('item', { more: false });
    // then three rounds, and the loop itself
    expect(rounds(story)).toBe(4);
    expect(story.completed.slice(-2)).toEqual(['after', 'story']);
    expect(left(story)).toEqual([]);
  });

  it.each([
    ['before', true, 0],
    ['after', false, 1],
    ['after, which is the default', undefined, 1],
  ])('should test its condition %s each round', async (_, before, count) => {
    // given
    const story = await givenXml(repeated({ before, condition: '=false' }));
    // when
    story.start();
    for (let round = 0; round < count; round++) {
      story.completeTask('item');
    }
    // then
    expect(rounds(story)).toBe(count + 1);
    expect(left(story)).toEqual([]);
  });

  it.each([
    [true, 3],
    [false, 3],
    [true, 1],
    [false, 0],
  ])(
    'should stop at its maximum though the condition is true: testBefore %s, at most %s',
    async (before, maximum) => {
      // given
      const story = await givenXml(
        repeated({ before, maximum, condition: '=true' }),
      );
      // when
      story.start();
      while (story.waits.length > 0) {
        story.completeTask('item');
      }
      // then
      expect(rounds(story)).toBe(maximum + 1);
      expect(left(story)).toEqual([]);
    },
  );

  it('should run up to its maximum without condition', async () => {
    // given
    const story = await givenXml(repeated({ maximum: 2 }));
    story.start();
    // when
    story.completeTask('item').completeTask('item');
    // then
    expect(left(story)).toEqual([]);
  });

  it('should stop before its maximum if the condition is false', async () => {
    // given
    const story = await givenXml(repeated({ maximum: 9, condition: '=more' }));
    story.start({ more: true });
    // when
    story.completeTask('item').completeTask('item', { more: false });
    // then
    expect(rounds(story)).toBe(3);
    expect(left(story)).toEqual([]);
  });

  it('should let its condition read how often it has run', async () => {
    // given BPMN 2.0.2 10.3.8: loopCounter is an attribute of the loop activity
    const story = await givenXml(repeated({ condition: '=loopCounter < 3' }));
    // when
    story.start();
    while (story.waits.length > 0) {
      story.completeTask('item');
    }
    // then
    expect(story.incidents).toEqual([]);
    expect(rounds(story)).toBe(4);
    expect(left(story)).toEqual([]);
  });

  it('should let its condition count the rounds that have completed', async () => {
    // given
    const story = await givenXml(
      repeated({ condition: '=nrOfCompletedInstances < 3' }),
    );
    // when
    story.start();
    while (story.waits.length > 0) {
      story.completeTask('item');
    }
    // then
    expect(rounds(story)).toBe(4);
  });

  it('should number its rounds', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<task id="item"><extensionElements><zeebe:ioMapping><zeebe:input source="=[loopCounter, nrOfInstances]" target="seen" /></zeebe:ioMapping></extensionElements>${loop(
          { maximum: 3 },
        )}</task>${path('start', 'item')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(valuesOf(story, 'seen')).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(left(story)).toEqual([]);
  });

  it('should not know how many there will be', async () => {
    // given
    const story = await givenXml(repeated({ maximum: 3 }));
    // when
    story.start();
    // then
    expect(
      story.history.find(({ type }) => type === 'loopStarted'),
    ).toMatchObject({ total: null });
  });

  it('should repeat a sub-process', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          loop({ condition: '=more' }) +
            starts('begin') +
            userTasks('work') +
            path('begin', 'work'),
        )}${path('start', 'sub')}`,
      ),
    );
    story.start({ more: true });
    // when
    story.completeTask('work').completeTask('work', { more: false });
    // then
    expect(story.completed.filter(id => id === 'sub')).toHaveLength(3);
    expect(left(story)).toEqual([]);
  });

  it.each([true, false])(
    'should raise an incident if its condition cannot be evaluated, and test it again when it is resolved: testBefore %s',
    async before => {
      // given
      const story = await givenXml(repeated({ before, condition: '=more' }));
      // when
      story.start();
      if (!before) {
        story.completeTask('item');
      }
      // then
      expect(story.incidents).toMatchObject([
        { kind: 'expressionFailed', elementId: 'item' },
      ]);
      expect(story.waits).toEqual([]);
      // when
      story.resolve({ more: true });
      expect(story.waiting).toEqual(['item']);
      story.completeTask('item', { more: false });
      // then
      expect(story.completed.slice(-2)).toEqual(['after', 'story']);
      expect(left(story)).toEqual([]);
    },
  );

  it('should be left by a boundary event, whatever round it is in', async () => {
    // given
    const story = await givenXml(
      repeated(
        { maximum: 3 },
        tasks('instead') +
          boundary(
            { id: 'late', on: 'item', to: 'instead' },
            timerDefinition('PT1H'),
          ),
      ),
    );
    story.start().completeTask('item');
    // when
    story.advance(3_600_000);
    // then
    expect(story.terminated).toEqual(['item', 'item']);
    expect(story.completed).not.toContain('after');
    expect(left(story)).toEqual([]);
  });

  it('should be left by an error of one round', async () => {
    // given
    const story = await givenXml(
      repeated(
        { maximum: 3 },
        tasks('instead') +
          boundary(
            { id: 'bad', on: 'item', to: 'instead' },
            definition('error', 'E'),
          ),
        errors('E'),
      ),
    );
    story.start().completeTask('item');
    // when
    story.throwError('item', 'E');
    // then
    expect(story.completed).toContain('instead');
    expect(left(story)).toEqual([]);
  });
});
