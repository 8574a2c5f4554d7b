import { lint } from '../lint';
import { bpmn, definitionsOf } from '../__testUtils__/picture';
import { Random } from '../__testUtils__/random';

type Kind = 'task' | 'exclusiveGateway' | 'parallelGateway';

/** Nodes by index, the first of which the process begins with, and flows between them. */
interface Net {
  readonly kinds: readonly Kind[];
  readonly flows: readonly (readonly [source: number, target: number])[];
}

const KINDS: readonly Kind[] = [
  'task',
  'exclusiveGateway',
  'exclusiveGateway',
  'parallelGateway',
  'parallelGateway',
];

function randomNet(random: Random): Net {
  const kinds = Array.from({ length: 4 + random.below(5) }, () =>
    random.one(KINDS),
  );
  const flows = kinds.flatMap((_, source) =>
    Array.from(
      { length: 1 + random.below(2) },
      () => [source, random.below(kinds.length)] as const,
    ),
  );
  return { kinds, flows };
}

const pictureOf = ({ kinds, flows }: Net) =>
  bpmn(
    `<startEvent id="start"/><sequenceFlow id="first" sourceRef="start" targetRef="n0"/>${kinds
      .map((kind, index) => `<${kind} id="n${index}" name="n"/>`)
      .join('')}${flows
      .map(
        ([source, target], index) =>
          `<sequenceFlow id="f${index}" sourceRef="n${source}" targetRef="n${target}"/>`,
      )
      .join('')}`,
  );

/** Tokens on each flow; more than that on one flow tell nothing new. */
type Marking = readonly number[];
const MOST_TOKENS = 2;
const MOST_MARKINGS = 4_000;

/** Plays every game of tokens that the net allows; tells which nodes ever go on. */
function everActive({ kinds, flows }: Net): ReadonlySet<number> | undefined {
  const all = [[-1, 0] as const, ...flows];
  const active = new Set<number>();
  const seen = new Set<string>();
  const waiting: Marking[] = [all.map((_, index) => (index === 0 ? 1 : 0))];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const marking = next;
    const key = marking.join();
    if (seen.has(key)) {
      continue;
    }
    seen.add(key);
    if (seen.size > MOST_MARKINGS) {
      return undefined;
    }
    kinds.forEach((kind, node) => {
      for (const after of movesOf(node, kind, { all, marking })) {
        active.add(node);
        waiting.push(after);
      }
    });
  }
  return active;
}

interface Game {
  readonly all: readonly (readonly [number, number])[];
  readonly marking: Marking;
}

function movesOf(
  node: number,
  kind: Kind,
  { all, marking }: Game,
): readonly Marking[] {
  const indexes = all.map((_, index) => index);
  const into = indexes.filter(index => all[index][1] === node);
  const out = indexes.filter(index => all[index][0] === node);
  const isJoin = kind === 'parallelGateway';
  const taken = isJoin
    ? [into].filter(ways => ways.length > 0 && ways.every(way => marking[way]))
    : into.filter(way => marking[way]).map(way => [way]);
  const given = kind === 'exclusiveGateway' ? out.map(way => [way]) : [out];
  return taken.flatMap(from =>
    given.map(to =>
      marking.map((tokens, way) =>
        Math.min(
          MOST_TOKENS,
          tokens -
            from.filter(one => one === way).length +
            to.filter(one => one === way).length,
        ),
      ),
    ),
  );
}

describe('join-waits-forever, compared with every game of tokens', () => {
  it('should only find joins that never go on', async () => {
    let found = 0;
    for (let seed = 1; seed <= 1_500; seed++) {
      // given
      const net = randomNet(new Random(seed));
      const active = everActive(net);
      // when
      const problems = lint(await definitionsOf(pictureOf(net))).filter(
        ({ rule }) => rule === 'join-waits-forever',
      );
      // then
      for (const { elementId = '' } of active ? problems : []) {
        const goesOn = active!.has(Number(elementId.slice(1)));
        expect([seed, elementId, goesOn]).toEqual([seed, elementId, false]);
        found += 1;
      }
    }
    expect(found).toBeGreaterThan(100);
  }, 60_000);
});
