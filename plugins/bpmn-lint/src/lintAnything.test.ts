import { lint } from './lint';
import type { ModdleElement } from './model';
import { everything } from './__testUtils__/everything';
import { bpmn, definitionsOf, flow } from './__testUtils__/picture';
import { Random } from './__testUtils__/random';

/** Every element of the tree, also those that only extensions hold. */
function elementsIn(root: ModdleElement): readonly ModdleElement[] {
  const found = new Set<ModdleElement>();
  const visit = (value: unknown) => {
    if (Array.isArray(value)) {
      value.forEach(visit);
    } else if (typeof value === 'object' && value !== null) {
      if (!found.has(value as ModdleElement)) {
        found.add(value as ModdleElement);
        Object.values(value).forEach(visit);
      }
    }
  };
  visit(root);
  return Array.from(found);
}

/** Takes something away from the tree, or puts something else in its place. */
function damage(root: ModdleElement, random: Random): void {
  const elements = elementsIn(root);
  const element = random.one(elements) as Record<string, unknown>;
  const properties = Object.keys(element).filter(name => name !== '$type');
  if (properties.length === 0) {
    return;
  }
  const property = random.one(properties);
  const others: readonly unknown[] = [
    undefined,
    null,
    '',
    '=',
    7,
    true,
    {},
    [],
    [null, undefined, 'text', {}],
    random.one(elements),
    [random.one(elements), random.one(elements)],
  ];
  const choice = random.below(others.length + 3);
  if (choice < others.length) {
    element[property] = others[choice];
  } else {
    delete element[property];
  }
}

describe('lint of anything', () => {
  it('should never throw, whatever is missing from the tree or does not belong there', async () => {
    for (let seed = 1; seed <= 150; seed++) {
      // given
      const random = new Random(seed);
      const definitions = await definitionsOf(everything);
      for (let hit = 0; hit < 40; hit++) {
        damage(definitions, random);
        // when
        const problems = lint(definitions);
        // then
        expect(Array.isArray(problems)).toBe(true);
      }
    }
  });

  it.each([
    ['an element without anything', { $type: 'bpmn:Definitions' }],
    ['another element', { $type: 'bpmn:Task', rootElements: 7 }],
    ['a root with strange content', { $type: 'x', rootElements: [null, 'x'] }],
  ])('should find nothing in %s', (_, definitions) => {
    expect(lint(definitions)).toEqual([]);
  });

  it('should find nothing in an element that is not of BPMN', async () => {
    // given
    const definitions = await definitionsOf(
      bpmn(
        '<extensionElements><other:thing xmlns:other="https://example.com/other" a="b"><other:inner/></other:thing></extensionElements>',
      ),
    );
    // then
    expect(lint(definitions)).toEqual([]);
  });

  it('should get through a graph that was made to be slow', async () => {
    // given
    const names = Array.from({ length: 1_000 }, (_, index) => `g${index}`);
    const gateways = names
      .map(name => `<parallelGateway id="${name}"/>`)
      .join('');
    const ways = names
      .flatMap((name, index) =>
        [1, 2, 3, 5, 7].map(step =>
          flow(name, names[(index * step + step) % names.length]),
        ),
      )
      .join('')
      .replace(/id="[^"]*-[^"]*"/g, '');
    const definitions = await definitionsOf(bpmn(gateways + ways));
    // then
    expect(lint(definitions)).toEqual([]);
  }, 20_000);
});
