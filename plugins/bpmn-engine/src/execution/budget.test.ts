import { BudgetSpent } from '../expressions';
import type { StateChange } from '../state/change';
import { InstanceRows } from '../state/rows';
import { step } from '../step';
import { multiInstance } from '../testing/loop';
import { definitionOf } from '../testing/migration';
import { ends, starts } from '../testing/parts';
import { path, processXml } from '../testing/picture';

const script = (source: string) =>
  processXml(
    `${starts(
      'start',
    )}<scriptTask id="count"><extensionElements><zeebe:script expression="${source}" resultVariable="x" /></extensionElements></scriptTask>${ends(
      'end',
    )}${path('start', 'count', 'end')}`,
  );

const many = (count: number, extension = '') =>
  processXml(
    `${starts('start')}<task id="each">${extension}${multiInstance({
      cardinality: `${count}`,
    })}</task>${path('start', 'each')}`,
  );

async function started(
  xml: string,
  granted: { readonly budget?: number; readonly limit?: number } = {},
) {
  const definition = await definitionOf(xml);
  let key = 0;
  return () =>
    step({
      definition,
      view: new InstanceRows(),
      command: { type: 'startInstance', instanceId: 'i' },
      now: 0,
      nextKey: () => ++key,
      ...granted,
    });
}

const LONG = script('=count(for i in 1..5000 return i)');

describe('the budget of a command', () => {
  it.each([
    ['the steps of an expression', LONG],
    ['the elements that are entered', many(1000)],
    [
      'the steps of all its expressions',
      many(
        50,
        '<extensionElements><zeebe:ioMapping><zeebe:input source="=sum(for i in 1..200 return i)" target="y" /></zeebe:ioMapping></extensionElements>',
      ),
    ],
  ])('should end it when it is spent: %s', async (_, xml) => {
    // given
    const run = await started(xml, { budget: 5000 });
    // when
    expect(run).toThrow(BudgetSpent);
  });

  it('should do no harm as long as it lasts', async () => {
    // given
    const run = await started(LONG, { budget: 1_000_000 });
    const free = await started(LONG);
    // when
    const changes = run();
    // then
    expect(changes).toEqual(free());
    expect(changes.at(-1)).toMatchObject({ type: 'instanceEnded' });
  });

  it('should not become an incident', async () => {
    // given
    const run = await started(
      script('=if true then count(for i in 1..5000 return i) else 1'),
      { budget: 100 },
    );
    // when
    expect(run).toThrow(BudgetSpent);
  });
});

const incidentsIn = (changes: readonly StateChange[]) =>
  changes.flatMap(change =>
    change.type === 'incidentRaised' ? [change.incident] : [],
  );

describe('the limit of a command', () => {
  it('should be an incident at the expression that is beyond it', async () => {
    // given
    const run = await started(LONG, { limit: 5000 });
    // when
    const changes = run();
    // then
    expect(incidentsIn(changes)).toMatchObject([
      { elementId: 'count', kind: 'limitExceeded' },
    ]);
    expect(changes.at(-1)!.type).toBe('incidentRaised');
  });

  it('should be one incident at a loop, whose instances so far go on', async () => {
    // given
    const run = await started(many(1000), { limit: 5000 });
    // when
    const changes = run();
    // then
    expect(incidentsIn(changes)).toMatchObject([
      { elementId: 'each', kind: 'limitExceeded' },
    ]);
    expect(
      changes.filter(
        change => change.type === 'lifecycleMoved' && change.to === 'completed',
      ).length,
    ).toBeGreaterThan(400);
  });

  it('should be an incident at an element that goes round and round', async () => {
    // given
    const run = await started(
      processXml(
        `${starts(
          'start',
        )}<exclusiveGateway id="again" /><task id="work" />${path(
          'start',
          'again',
          'work',
          'again',
        )}`,
      ),
      { limit: 5000 },
    );
    // when
    const incidents = incidentsIn(run());
    // then
    expect(incidents).toMatchObject([
      {
        kind: 'limitExceeded',
        message: expect.stringContaining('longer than one command may'),
      },
    ]);
    expect(['again', 'work']).toContain(incidents[0].elementId);
  });

  it('should do no harm as long as it lasts', async () => {
    // given
    const run = await started(LONG, { limit: 1_000_000 });
    const free = await started(LONG);
    // then
    expect(run()).toEqual(free());
  });
});
