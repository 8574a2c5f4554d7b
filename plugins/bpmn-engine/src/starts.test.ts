import { BudgetSpent } from './expressions';
import { parse } from './parse';
import { holdsAtStart, startSubscriptions } from './starts';
import { path, processXml } from './testing/picture';

const NOON = Date.UTC(2026, 10, 22, 12);

const withStart = (definition: string, around = '') =>
  processXml(
    `<startEvent id="start">${definition}</startEvent><task id="work"/>${path(
      'start',
      'work',
    )}`,
    around,
  );

async function defined(xml: string) {
  const { definition, problems } = await parse(xml);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return definition!;
}

describe('startSubscriptions', () => {
  it.each([
    [
      'a message, its name evaluated',
      [
        '<messageEventDefinition messageRef="m"/>',
        '<message id="m" name="=&quot;order &quot; + string(1)"/>',
      ],
      { kind: 'message', name: 'order 1' },
    ],
    [
      'a signal',
      [
        '<signalEventDefinition signalRef="s"/>',
        '<signal id="s" name="closed"/>',
      ],
      { kind: 'signal', name: 'closed' },
    ],
    [
      'a timer, due as from now on',
      [
        '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>',
        '',
      ],
      { kind: 'timer', dueAt: NOON + 3_600_000, fired: 0, catchUp: 'once' },
    ],
    [
      'a condition',
      [
        '<conditionalEventDefinition><condition>=amount > 5</condition></conditionalEventDefinition>',
        '',
      ],
      { kind: 'condition' },
    ],
  ])('should give %s', async (_what, [event, around], waitsFor) => {
    // given
    const definition = await defined(withStart(event, around));
    // when
    const found = startSubscriptions(definition, NOON);
    // then
    expect(found).toEqual({
      problems: [],
      subscriptions: [
        {
          elementId: 'start',
          event: 0,
          waitsFor: expect.objectContaining(waitsFor),
        },
      ],
    });
  });

  it('should need the name of a message only: nobody who begins a process knows a key of it', async () => {
    // given
    const definition = await defined(
      withStart(
        '<messageEventDefinition messageRef="m"/>',
        '<message id="m" name="ordered"><extensionElements><zeebe:subscription correlationKey="=orderId" /></extensionElements></message>',
      ),
    );
    // then
    expect(startSubscriptions(definition, NOON)).toEqual({
      problems: [],
      subscriptions: [
        {
          elementId: 'start',
          event: 0,
          waitsFor: { kind: 'message', name: 'ordered', accepts: undefined },
        },
      ],
    });
  });

  it('should say which start event has a message whose name turns out to be none', async () => {
    // given
    const definition = await defined(
      withStart(
        '<messageEventDefinition messageRef="m"/>',
        '<message id="m" name="=null" />',
      ),
    );
    // then
    expect(startSubscriptions(definition, NOON)).toEqual({
      subscriptions: [],
      problems: [
        {
          elementId: 'start',
          message:
            'Expected message name of start event (start) to be a text, but there is none. Set the variables that it reads',
        },
      ],
    });
  });

  it('should say which start event reads variables that nobody has given yet', async () => {
    // given
    const definition = await defined(
      withStart(
        '<timerEventDefinition><timeDuration>=delay</timeDuration></timerEventDefinition>',
      ),
    );
    // then
    expect(startSubscriptions(definition, NOON)).toEqual({
      subscriptions: [],
      problems: [
        { elementId: 'start', message: expect.stringContaining('delay') },
      ],
    });
  });

  it('should give nothing for a process that begins only when it is asked to', async () => {
    const definition = await defined(withStart(''));
    expect(definition.hasNoneStart).toBe(true);
    expect(startSubscriptions(definition, NOON).subscriptions).toEqual([]);
  });
});

describe('holdsAtStart', () => {
  const START = { elementId: 'start', event: 0 };
  const conditional = (condition: string) =>
    defined(
      withStart(
        `<conditionalEventDefinition><condition>${condition}</condition></conditionalEventDefinition>`,
      ),
    );

  it.each([
    ['=amount > 5', { amount: 6 }, true],
    ['=amount > 5', { amount: 5 }, false],
    ['=amount > 5', {}, false],
    ['=amount', { amount: 6 }, false],
    ['true', {}, true],
  ])(
    'should say whether %s holds for %j',
    async (condition, variables, holds) => {
      const definition = await conditional(condition);
      expect(holdsAtStart(definition, START, { variables, now: NOON })).toBe(
        holds,
      );
    },
  );

  it('should be false for any other start event', async () => {
    const definition = await conditional('true');
    for (const other of [
      { ...START, elementId: 'work' },
      { ...START, event: 1 },
    ]) {
      expect(holdsAtStart(definition, other, { variables: {}, now: 0 })).toBe(
        false,
      );
    }
  });

  it('should take no longer than it is granted', async () => {
    // given
    const definition = await conditional(
      '=count(for i in 1..2000 return i) > 0',
    );
    const steps: number[] = [];
    const context = { variables: {}, now: 0, spent: steps.push.bind(steps) };
    const granted = (most: number) => () =>
      holdsAtStart(definition, START, { ...context, granted: most });
    // then
    expect(granted(100)).toThrow(BudgetSpent);
    expect(granted(10_000)()).toBe(true);
    expect(steps.at(-1)).toBeGreaterThanOrEqual(2000);
  });
});
