import { left } from '../testing/left';
import { multiInstance } from '../testing/loop';
import {
  boundary,
  conditionDefinition,
  ends,
  starts,
  tasks,
} from '../testing/parts';
import { flow, path, processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

describe('a standard loop with an instance at work', () => {
  it('should not begin another when an incident of what listens on it is resolved', async () => {
    // given a boundary event whose condition cannot be evaluated
    const story = await givenXml(
      processXml(
        `${starts(
          'start',
        )}<userTask id="item"><standardLoopCharacteristics loopMaximum="3" /></userTask>${tasks(
          'instead',
        )}${boundary(
          { id: 'when', on: 'item', to: 'instead' },
          conditionDefinition('=flag'),
        )}${path('start', 'item')}`,
      ),
    );
    story.start({ flag: 'neither true nor false' });
    expect(story.incidents).toHaveLength(1);
    // when
    story.resolve({ flag: false });
    // then
    expect(story.waits.filter(({ kind }) => kind === 'userTask')).toHaveLength(
      1,
    );
  });
});

describe('a multi-instance activity that has enough and cannot go on', () => {
  it('should begin no more', async () => {
    // given no way on after the first of three
    const story = await givenXml(
      processXml(
        `${starts('start')}<task id="item">${multiInstance({
          cardinality: '3',
          condition: '=true',
        })}</task>${ends('end')}${path('start', 'item')}${flow(
          'item',
          'end',
          '=isDone',
        )}`,
      ),
    );
    // when
    story.start({ isDone: false });
    // then
    const items = story.history.filter(
      change =>
        change.type === 'elementEntered' && change.loopCounter !== undefined,
    );
    expect(items).toHaveLength(1);
    expect(story.incidents).toHaveLength(1);
    // when
    story.resolve({ isDone: true });
    // then
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });
});
