import { BudgetSpent } from '../expressions';
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

async function started(xml: string, budget?: number) {
  const definition = await definitionOf(xml);
  let key = 0;
  return () =>
    step({
      definition,
      view: new InstanceRows(),
      command: { type: 'startInstance', instanceId: 'i' },
      now: 0,
      nextKey: () => ++key,
      budget,
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
    const run = await started(xml, 5000);
    // when
    expect(run).toThrow(BudgetSpent);
  });

  it('should do no harm as long as it lasts', async () => {
    // given
    const run = await started(LONG, 1_000_000);
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
      100,
    );
    // when
    expect(run).toThrow(BudgetSpent);
  });
});
