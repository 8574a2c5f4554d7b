import type { Command } from '../../command';
import { parse } from '../../parse';
import { InstanceRows } from '../../state/rows';
import { step } from '../../step';
import { story } from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { path, processXml } from '../../testing/picture';

const AROUND =
  '<message id="ordered" name="ordered" /><message id="paid" name="paid" /><signal id="alarm" name="alarm" />';
const ORDERED = '<messageEventDefinition messageRef="ordered" />';
const PAID = '<messageEventDefinition messageRef="paid" />';
const ALARM = '<signalEventDefinition signalRef="alarm" />';

const needing = (...definitions: readonly string[]) =>
  `<startEvent id="on" parallelMultiple="true">${definitions.join(
    '',
  )}</startEvent><task id="begun" />${path('on', 'begun')}`;

/** An instance that a host begins because one of its triggers has come. */
async function begin(
  definitions: readonly string[],
  start: Omit<Extract<Command, { type: 'startInstance' }>, 'type'>,
) {
  const { definition } = await parse(
    processXml(needing(...definitions), AROUND),
  );
  const rows = new InstanceRows();
  let key = 0;
  const send = (command: Command) =>
    step({
      definition: definition!,
      view: rows,
      command,
      now: 0,
      nextKey: () => ++key,
    });
  send({ type: 'startInstance', ...start });
  return {
    rows,
    events: () => Array.from(rows.waits.values(), ({ event }) => event),
    fulfil: (event: number, variables = {}) => {
      const wait = Array.from(rows.waits.values()).find(
        ({ event: waited }) => waited === event,
      )!;
      send({ type: 'fulfilWait', waitKey: wait.key, variables });
    },
  };
}

describe('start event of a process that needs several triggers', () => {
  it.each([
    [undefined, [1, 2]],
    [0, [1, 2]],
    [1, [0, 2]],
    [2, [0, 1]],
  ])(
    'should wait for the others after number %j has come',
    async (event, others) => {
      // when
      const { events } = await begin([ORDERED, PAID, ALARM], {
        instanceId: 'i',
        startEvent: 'on',
        event,
      });
      // then
      expect(events()).toEqual(others);
    },
  );

  it('should go on only when the last one has come, with what each of them carried', async () => {
    // given
    const { rows, events, fulfil } = await begin([ORDERED, PAID, ALARM], {
      instanceId: 'i',
      startEvent: 'on',
      event: 1,
      variables: { b: 1 },
    });
    // when
    fulfil(2, { c: 1 });
    // then
    expect(events()).toEqual([0]);
    expect(rows.instanceRow).toMatchObject({ state: 'active' });
    expect(Object.fromEntries(rows.variables.get(1)!)).toEqual({ b: 1, c: 1 });
    // when
    fulfil(0, { a: 1 });
    // then
    expect(rows.instanceRow).toMatchObject({ state: 'completed' });
  });

  it('should go on at once if all that it needs is one', async () => {
    // when
    const { rows } = await begin([ORDERED], {
      instanceId: 'i',
      startEvent: 'on',
      event: 0,
    });
    // then
    expect(rows.instanceRow).toMatchObject({ state: 'completed' });
  });

  it.each([
    ['the message', 'the signal'],
    ['the signal', 'the message'],
  ])('should begin by %s and go on by %s', async first => {
    // given
    const about = await story(needing(ORDERED, ALARM), AROUND);
    const tell = {
      'the message': () => about.publish('ordered', { a: 1 }),
      'the signal': () => about.broadcast('alarm', { b: 2 }),
    };
    const [begins, goesOn] =
      first === 'the message'
        ? [tell['the message'], tell['the signal']]
        : [tell['the signal'], tell['the message']];
    // when
    begins();
    const instance = about.storyOf('story');
    // then
    expect(instance.completed).toEqual([]);
    expect(instance.waiting).toEqual(['on']);
    // when
    goesOn();
    // then
    expect(instance.completed).toEqual(['on', 'begun', 'story']);
    expect(instance.variables).toEqual({ a: 1, b: 2 });
    expect(left(instance)).toEqual([]);
  });
});
