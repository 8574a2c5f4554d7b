import { CATCHING, story } from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, path } from '../../testing/picture';
import { given } from '../../testing/scenario';

const when = (condition: string, filter = '') => `
  <conditionalEventDefinition>
    ${
      filter &&
      `<extensionElements><zeebe:conditionalFilter ${filter} /></extensionElements>`
    }
    <condition>${condition.replace(/>/g, '&gt;')}</condition>
  </conditionalEventDefinition>`;
const LARGE = when('=amount > 10');

describe('conditional event that watches variables', () => {
  describe('becoming true', () => {
    it('should see the result of a job', async () => {
      // given
      const about = await given(__dirname, 'budget.bpmn');
      about.start({ spent: 0 });
      expect(about.waiting).toEqual(['buy', 'half', 'over']);
      // when
      about.completeJob('buy', { spent: 60 });
      // then
      expect(about.completed).toEqual([
        'start',
        'begin',
        'buy',
        'half',
        'told',
      ]);
      expect(about.waiting).toEqual(['half', 'over', 'pay']);
      // when
      about.completeTask('pay', { spent: 120 });
      // then
      expect(about.terminated).toContain('shop');
      expect(about.waiting).toEqual(['ask']);
      // when
      about.completeTask('ask');
      // then
      expect(about.waiting).toEqual(['granted']);
      // when
      about.send({ type: 'setVariables', variables: { spent: 90 } });
      // then
      expect(about.state).toBe('completed');
      expect(left(about)).toEqual([]);
    });

    it('should see an output mapping', async () => {
      // given
      const about = await story(
        parallelTo(`
        <serviceTask id="count"><extensionElements>
          <zeebe:taskDefinition type="count" />
          <zeebe:ioMapping><zeebe:output source="=sum * 2" target="amount" /></zeebe:ioMapping>
        </extensionElements></serviceTask>`),
      );
      // when
      about.start({ amount: 0 }).completeJob('count', { sum: 6 });
      // then
      expect(about.completed).toContain('on');
      expect(about.state).toBe('completed');
    });

    it('should see what a message carries', async () => {
      // given
      const about = await story(
        parallelTo(
          '<intermediateCatchEvent id="count"><messageEventDefinition messageRef="counted" /></intermediateCatchEvent>',
        ),
        '<message id="counted" name="counted" />',
      );
      // when
      about.start({ amount: 0 }).publish('counted', { amount: 11 });
      // then
      expect(about.state).toBe('completed');
      expect(left(about)).toEqual([]);
    });

    it('should see an input mapping of the activity that it is on', async () => {
      // given
      const about = await story(`
        <startEvent id="start" />
        <serviceTask id="work"><extensionElements>
          <zeebe:taskDefinition type="work" />
          <zeebe:ioMapping><zeebe:input source="=order.amount" target="amount" /></zeebe:ioMapping>
        </extensionElements></serviceTask>
        <boundaryEvent id="on" attachedToRef="work">${LARGE}</boundaryEvent>
        <task id="caught" />
        ${flow('start', 'work')}${flow('on', 'caught')}`);
      // when
      about.start({ amount: 1, order: { amount: 11 } });
      // then
      expect(about.completed).toEqual(['start', 'on', 'caught', 'story']);
    });

    it('should not see the variable of the same name in another scope', async () => {
      // given
      const about = await story(`
        <startEvent id="start" />
        <parallelGateway id="split" />
        <userTask id="wait" name="Wait" />
        <boundaryEvent id="on" attachedToRef="wait" cancelActivity="false">${LARGE}</boundaryEvent>
        <task id="caught" />
        <userTask id="before" name="Before" />
        <userTask id="local" name="Local"><extensionElements>
          <zeebe:ioMapping><zeebe:input source="=99" target="amount" /></zeebe:ioMapping>
        </extensionElements></userTask>
        ${path('start', 'split', 'wait')}${path(
        'split',
        'before',
        'local',
      )}${flow('on', 'caught')}`);
      about.start({ amount: 11 });
      expect(about.completed.filter(id => id === 'caught')).toHaveLength(1);
      // when
      about.completeTask('before');
      // then
      expect(about.completed.filter(id => id === 'caught')).toHaveLength(1);
    });

    it('should be looked at before the next element if its variable is set on the way', async () => {
      // given
      const about = await story(`
        <startEvent id="start" />
        <subProcess id="inner">
          <startEvent id="begin" />
          <scriptTask id="count"><extensionElements><zeebe:script expression="=11" resultVariable="amount" /></extensionElements></scriptTask>
          <task id="next" />
          ${path('begin', 'count', 'next')}
        </subProcess>
        <boundaryEvent id="on" attachedToRef="inner">${LARGE}</boundaryEvent>
        <task id="caught" />
        ${flow('start', 'inner')}${flow('on', 'caught')}`);
      // when
      about.start({ amount: 1 });
      // then
      expect(about.completed).toEqual([
        'start',
        'begin',
        'count',
        'on',
        'caught',
        'story',
      ]);
      expect(about.terminated).toEqual(['inner']);
      expect(left(about)).toEqual([]);
    });
  });

  describe('that failed while an activity was at work', () => {
    it('should not complete the activity when the incident is resolved', async () => {
      // given
      const about = await story(
        CATCHING['interrupting boundary event'](when('=amount')),
      );
      about.start({ amount: false });
      about.send({ type: 'setVariables', variables: { amount: 'much' } });
      expect(about.incidents).toMatchObject([{ elementId: 'work' }]);
      // when
      about.resolve({ amount: false });
      // then
      expect(about.completed).toEqual(['start']);
      expect(about.waiting).toEqual(['on', 'work']);
    });
  });

  describe('filter', () => {
    it('should look only at changes of the variables that it names', async () => {
      // given
      const about = await story(
        CATCHING['intermediate catch event'](
          when('=amount > 10', 'variableNames="sent, count"'),
        ),
      );
      about.start({ amount: 1 });
      // when
      about.send({ type: 'setVariables', variables: { amount: 11 } });
      // then
      expect(about.waiting).toEqual(['on']);
      // when
      about.send({ type: 'setVariables', variables: { count: 1 } });
      // then
      expect(about.state).toBe('completed');
    });

    it.each([
      ['create', [false, true]],
      ['update', [true, true]],
      ['create, update', [true, true]],
      ['delete', [false, false]],
    ])(
      'should look only at the changes "%s"',
      async (events, [afterUpdate, afterCreation]) => {
        // given
        const about = await story(
          CATCHING['intermediate catch event'](
            when(
              '=amount > 10',
              `variableNames="amount,extra" variableEvents="${events}"`,
            ),
          ),
        );
        about.start({ amount: 1 });
        // when
        about.send({ type: 'setVariables', variables: { amount: 11 } });
        // then
        expect(about.state === 'completed').toBe(afterUpdate);
        // when
        if (!afterUpdate) {
          about.send({ type: 'setVariables', variables: { extra: 1 } });
        }
        // then
        expect(about.state === 'completed').toBe(afterCreation);
      },
    );
  });
});

/** A path that waits for `amount` to be large, beside another that does `count`. */
function parallelTo(count: string): string {
  return `
    <startEvent id="start" />
    <parallelGateway id="split" />
    ${count}
    <intermediateCatchEvent id="on">${LARGE}</intermediateCatchEvent>
    ${path('start', 'split', 'count')}${flow('split', 'on')}`;
}
