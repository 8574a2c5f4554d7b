import { element, extended, inARow, inputs } from '../testing/extensions';
import { left } from '../testing/left';
import { multiInstance } from '../testing/loop';
import {
  boundary,
  conditionDefinition,
  eventSubProcess,
  starts,
  subProcess,
  tasks,
  userTasks,
} from '../testing/parts';
import { flow, path, processXml } from '../testing/picture';
import { givenXml, type Scenario } from '../testing/scenario';

const watch = (id: string, on: string, condition: string) =>
  boundary(
    { id, on, to: `${id}-done`, interrupts: false },
    conditionDefinition(condition),
  ) + tasks(`${id}-done`);

const count = (story: Scenario, elementId: string) =>
  story.completed.filter(id => id === elementId).length;

const set = (
  story: Scenario,
  variables: Record<string, number>,
  scopeKey?: number,
) => story.send({ type: 'setVariables', scopeKey, variables });

/** A task that is watched, in a sub-process that is watched, too; the sub-process may have an `x` of its own. */
const nested = (inner = '') =>
  processXml(
    `${starts('start')}${subProcess(
      'sub',
      `${inner}${userTasks('work')}${watch('in', 'work', '=x > 0')}`,
    )}${watch('out', 'sub', '=x > 0')}${path('start', 'sub')}`,
  );

describe('a condition', () => {
  it('should be looked at for a variable of the process from wherever it is seen', async () => {
    // given
    const story = await givenXml(nested());
    story.start({ x: 0 });
    // when
    set(story, { x: 1 });
    // then
    expect(count(story, 'in')).toBe(1);
    expect(count(story, 'out')).toBe(1);
  });

  it('should not be looked at for a variable that is hidden by a nearer one', async () => {
    // given the sub-process has its own x
    const story = await givenXml(nested(extended(inputs({ x: '=5' }))));
    story.start({ x: 0 });
    // its own is seen on the sub-process itself, and inside
    expect(count(story, 'in')).toBe(1);
    expect(count(story, 'out')).toBe(1);
    // when
    set(story, { x: 1 });
    // then
    expect(count(story, 'in')).toBe(1);
    expect(count(story, 'out')).toBe(1);
  });

  it('should not be looked at for a variable further in', async () => {
    // given
    const story = await givenXml(nested());
    story.start({ x: 0 });
    const { elementInstanceKey } = story.wait('work');
    // when
    set(story, { x: 1 }, elementInstanceKey);
    // then
    expect(count(story, 'in')).toBe(1);
    expect(count(story, 'out')).toBe(0);
  });

  it('should be looked at for the variable that hides, and that only, once it is there', async () => {
    // given
    const story = await givenXml(nested());
    story.start({ x: 0 });
    const { elementInstanceKey } = story.wait('work');
    set(story, { x: 0 }, elementInstanceKey);
    // when
    set(story, { x: 1 });
    // then
    expect(count(story, 'in')).toBe(0);
    expect(count(story, 'out')).toBe(1);
    // when
    set(story, { x: 1 }, elementInstanceKey);
    // then
    expect(count(story, 'in')).toBe(1);
    expect(count(story, 'out')).toBe(1);
  });

  it('should be looked at for where a result goes: the first scope that has the name', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          `${extended(inputs({ x: '=0' }))}${userTasks('work', 'next')}${path(
            'work',
            'next',
          )}${watch('in', 'next', '=x > 0')}`,
        )}${watch('out', 'other', '=x > 0')}${userTasks('other')}${path(
          'start',
          'sub',
        )}${flow('start', 'other')}`,
      ),
    );
    story.start({ x: 0 });
    // when
    story.completeTask('work', { x: 1 });
    // then
    expect(count(story, 'in')).toBe(1);
    expect(count(story, 'out')).toBe(0);
    expect(story.variables).toEqual({ x: 0 });
  });

  it('should be looked at once for several variables that are set together', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${inARow(element(['userTask', 'work']))}${watch(
          'on',
          'work',
          '=x + y > 0',
        )}`,
      ),
    );
    story.start({ x: 0, y: 0 });
    // when
    set(story, { x: 1, y: 1 });
    // then
    expect(count(story, 'on')).toBe(1);
  });

  it('should be looked at whenever its variable is set, also to what it was', async () => {
    // given
    const story = await givenXml(nested());
    story.start({ x: 0 });
    // when
    set(set(story, { x: 1 }), { x: 1 });
    // then
    expect(count(story, 'in')).toBe(2);
  });

  it('should see the variables of its own instance of a multi-instance activity', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          `${multiInstance({
            input: '=items',
            element: 'it',
          })}${userTasks('work')}${watch('in', 'work', '=it > limit')}`,
        )}${path('start', 'sub')}`,
      ),
    );
    story.start({ items: [1, 2, 3], limit: 3 });
    expect(count(story, 'in')).toBe(0);
    // when
    set(story, { limit: 1 });
    // then
    expect(count(story, 'in')).toBe(2);
    // when the first one gets another item
    const { elementInstanceKey } = story.wait('work');
    const { scopeKey } =
      story.instance.rows.elementInstance(elementInstanceKey)!;
    set(story, { it: 9 }, scopeKey);
    // then
    expect(count(story, 'in')).toBe(3);
  });

  it('should be looked at before its scope completes', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          `${userTasks('work')}${eventSubProcess(
            { id: 'inside' },
            conditionDefinition('=x > 0'),
          )}`,
        )}${path('start', 'sub')}`,
      ),
    );
    story.start({ x: 0 });
    // when the last thing in it makes the condition true
    story.completeTask('work', { x: 1 });
    // then
    expect(story.waiting).toEqual(['inside-task']);
    expect(story.completed).toEqual(['start', 'work', 'inside-start']);
  });

  it('should interrupt the scope whose variable it is', async () => {
    // given
    const story = await givenXml(
      processXml(
        `${starts('start')}${subProcess(
          'sub',
          `${extended(inputs({ x: '=0' }))}${userTasks('work', 'next')}${path(
            'work',
            'next',
          )}${eventSubProcess(
            { id: 'inside' },
            conditionDefinition('=x > 0'),
          )}`,
        )}${path('start', 'sub')}${eventSubProcess(
          { id: 'outside' },
          conditionDefinition('=x > 0'),
        )}`,
      ),
    );
    story.start({ x: 0 });
    // when
    story.completeTask('work', { x: 1 });
    // then
    expect(story.waiting).toEqual(['inside-task', 'outside-start']);
    expect(story.completed).not.toContain('outside-start');
    // when
    story.completeTask('inside-task');
    // then
    expect(story.completed.slice(-3)).toEqual(['inside', 'sub', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should fail where it is waited for, not where the variable was set', async () => {
    // given
    const story = await givenXml(nested());
    story.start({ x: 0 });
    const { elementInstanceKey } = story.wait('work');
    // when
    story.send({ type: 'setVariables', variables: { x: 'much' } });
    // then both conditions fail, each for its own element
    expect(
      story.incidents.map(({ elementId, kind }) => [elementId, kind]),
    ).toEqual(
      expect.arrayContaining([
        ['work', 'expressionFailed'],
        ['sub', 'expressionFailed'],
      ]),
    );
    expect(story.incidents).toHaveLength(2);
    // when
    set(story, { x: 1 });
    for (const { key: incidentKey } of story.incidents) {
      story.send({ type: 'resolveIncident', incidentKey });
    }
    // then the work has not been begun again
    expect(story.wait('work').elementInstanceKey).toBe(elementInstanceKey);
    expect(count(story, 'in')).toBeGreaterThan(0);
    expect(count(story, 'out')).toBeGreaterThan(0);
    expect(story.incidents).toEqual([]);
  });

  it('should no longer be looked at when what it is on has gone', async () => {
    // given
    const story = await givenXml(nested());
    story.start({ x: 0 });
    story.completeTask('work');
    expect(story.state).toBe('completed');
    // then
    expect(count(story, 'in')).toBe(0);
    expect(left(story)).toEqual([]);
  });
});
