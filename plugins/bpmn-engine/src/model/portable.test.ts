import { parse } from '../parse';
import type { StateChange } from '../state/change';
import { tell, type Story } from '../testing';
import { definitionOf } from '../testing/migration';
import { InstanceRows } from '../state/rows';
import { step } from '../step';
import type { ProcessDefinition } from './graph';
import { packDefinition, unpackDefinition } from './portable';

const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1);

/** As it comes out of another thread. */
const sent = <T>(value: T): T => structuredClone(value);

/** Gives an instance the commands of a story. */
function live(
  definition: ProcessDefinition,
  chapters: Story['chapters'],
): readonly (readonly StateChange[])[] {
  const view = new InstanceRows();
  let key = 0;
  const nextKey = () => ++key;
  return chapters.map(({ given }) =>
    step({ definition, view, ...given, nextKey }),
  );
}

describe('a definition that is sent to another thread', () => {
  it('should execute as it did', async () => {
    for (const seed of SEEDS) {
      // given
      const { process, chapters } = await tell(seed);
      const definition = unpackDefinition(
        sent(packDefinition(await definitionOf(process.xml))),
      );
      // when
      const again = live(definition, chapters);
      // then
      expect([seed, again]).toEqual([
        seed,
        chapters.map(({ changes }) => changes),
      ]);
    }
  }, 60_000);

  it('should be the same in all its parts', async () => {
    // given
    const { process } = await tell(7);
    const definition = await definitionOf(process.xml);
    // when
    const copy = unpackDefinition(sent(packDefinition(definition)));
    // then
    expect(packDefinition(copy)).toEqual(packDefinition(definition));
    const [node] = copy.process.content!.nodes;
    expect(node.parent).toBe(copy.process);
    expect(copy.nodes.get(node.id)).toBe(node);
  });

  it('should be sent however long it is', async () => {
    // given
    const tasks = Array.from({ length: 3000 }, (_, index) => index);
    const { definition } = await parse(
      `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="long" isExecutable="true"><startEvent id="t-1" />${tasks
        .map(
          n =>
            `<task id="t${n}" /><sequenceFlow id="f${n}" sourceRef="t${
              n - 1
            }" targetRef="t${n}" />`,
        )
        .join('')}</process></definitions>`,
    );
    // when
    const copy = unpackDefinition(sent(packDefinition(definition!)));
    // then
    expect(copy.nodes.size).toBe(definition!.nodes.size);
  });
});
