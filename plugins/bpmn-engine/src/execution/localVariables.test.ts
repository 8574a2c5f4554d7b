import { givenXml } from '../testing/scenario';
import {
  element,
  extended,
  inARow,
  inARowInside,
  inputs,
  serviceTask,
} from '../testing/extensions';
import { loop } from '../testing/loopAndEventCases';
import { subProcess, userTasks } from '../testing/parts';
import { flow, path, processXml } from '../testing/picture';

describe('local variables', () => {
  describe('mapped as inputs', () => {
    it.each([
      ['a variable', { a: '=order.total' }, { a: 5 }],
      ['a text', { a: 'order.total' }, { a: 'order.total' }],
      ['a path of a new variable', { 'a.b.c': '=1' }, { a: { b: { c: 1 } } }],
      ['several paths', { 'a.b': '=1', 'a.c': '=2' }, { a: { b: 1, c: 2 } }],
      [
        'a later one sees an earlier one',
        { a: '=1', b: '=a + 1' },
        { a: 1, b: 2 },
      ],
      [
        'a path replaces the whole object',
        { 'order.paid': '=true' },
        { order: { paid: true } },
      ],
      ['a variable of its own name', { x: '=x + 1' }, { x: 2 }],
      ['nothing, which is a value', { x: '=null' }, { x: null }],
    ])('should make local variables: %s', async (_, sources, expected) => {
      // given
      const story = await givenXml(
        processXml(inARow(serviceTask('work', inputs({ ...sources })))),
      );
      // when
      story.start({ order: { total: 5 }, x: 1 });
      // then
      const { elementInstanceKey } = story.wait('work');
      expect(story.instance.rows.variablesOf(elementInstanceKey)).toEqual(
        expected,
      );
      expect(story.variables).toEqual({ order: { total: 5 }, x: 1 });
    });

    it('should hide variables further out, for what is inside only', async () => {
      // given
      const content = subProcess(
        'inner',
        `${extended(inputs({ x: '=2' }))}${userTasks('in')}`,
      );
      const story = await givenXml(
        processXml(
          `<startEvent id="start" />${content}${userTasks(
            'out',
          )}<endEvent id="end" />${path('start', 'inner', 'end')}${flow(
            'start',
            'out',
          )}${flow('out', 'end')}`,
        ),
      );
      // when
      story.start({ x: 1 });
      // then
      expect(story.seenBy('in', 'x')).toBe(2);
      expect(story.seenBy('out', 'x')).toBe(1);
    });

    it('should be mapped once only, however often an incident is resolved', async () => {
      // given
      const work = element(
        ['serviceTask', 'work'],
        [
          '<zeebe:taskDefinition type="=kind" />',
          inputs({ item: '=item + 1' }),
        ],
        loop('inputCollection="=items" inputElement="item"'),
      );
      const story = await givenXml(processXml(inARow(work)));
      story.start({ items: [1] });
      // when
      story.resolve({ kind: 'a' });
      // then
      expect(story.seenBy('work', 'item')).toBe(2);
    });
  });

  describe('without value at first', () => {
    it.each([
      [
        'a data object of a sub-process',
        '<dataObject id="d" name="draft" />',
        '',
      ],
      ['a property of a sub-process', '<property id="d" name="draft" />', ''],
      ['a property of a task', '', '<property id="d" name="draft" />'],
    ])(
      'should hide what is further out: %s',
      async (_, ofSubProcess, ofTask) => {
        // given
        const work = element(['userTask', 'work'], [], ofTask);
        const story = await givenXml(
          processXml(
            inARow(
              element(
                ['subProcess', 'inner'],
                [],
                ofSubProcess + inARowInside('inner', work),
              ),
            ),
          ),
        );
        // when
        story.start({ draft: 'outside' });
        // then
        expect(story.seenBy('work', 'draft')).toBeNull();
        // when
        story.completeTask('work', { draft: 'inside' });
        // then
        expect(story.variables).toEqual({ draft: 'outside' });
      },
    );

    it('should keep the value of an input of the same name', async () => {
      // given
      const work = element(
        ['userTask', 'work'],
        [inputs({ draft: '=1' })],
        '<property id="d" name="draft" />',
      );
      const story = await givenXml(processXml(inARow(work)));
      // when
      story.start();
      // then
      expect(story.seenBy('work', 'draft')).toBe(1);
    });

    it('should not lose its value when an incident is resolved', async () => {
      // given
      const work = element(
        ['serviceTask', 'work'],
        ['<zeebe:taskDefinition type="=kind" />'],
        '<property id="d" name="draft" />',
      );
      const story = await givenXml(processXml(inARow(work)));
      story.start();
      const [{ key: incidentKey, elementInstanceKey: scopeKey }] =
        story.incidents;
      story.send({
        type: 'setVariables',
        scopeKey,
        variables: { draft: 5, kind: 'a' },
      });
      // when
      story.send({ type: 'resolveIncident', incidentKey });
      // then
      expect(story.seenBy('work', 'draft')).toBe(5);
    });
  });
});
