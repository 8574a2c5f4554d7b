// Measures the engine and writes the figures as JSON to the file that is named. Started by ../engine.mjs.
import { writeFileSync } from 'node:fs';
import type { Figure } from '../index.mjs';
import { measure } from './measure';
import {
  deepScopes,
  feelGateways,
  fork,
  linear,
  loop,
  multiInstance,
  type Dialect,
} from './models';
import { ours } from './ours';
import { AGAINST, theirs } from './theirs';

const UNIT = 'µs per activity';

interface Model {
  readonly name: string;
  /** How many activities one run executes. */
  readonly activities: number;
  readonly xml: (dialect: Dialect) => string;
  readonly variables?: Readonly<Record<string, string | number>>;
  /** The other engine takes minutes for it, or has no FEEL. */
  readonly isAlone?: boolean;
}

const MODELS: readonly Model[] = [
  { name: 'linear', activities: 10, xml: dialect => linear(10, dialect) },
  { name: 'loop', activities: 10, xml: dialect => loop(10, dialect) },
  { name: 'fork', activities: 8, xml: dialect => fork(8, dialect) },
  {
    name: 'multi-instance-100',
    activities: 100,
    xml: dialect => multiInstance(100, dialect),
  },
  {
    name: 'multi-instance-10000',
    activities: 10_000,
    xml: dialect => multiInstance(10_000, dialect),
    isAlone: true,
  },
  {
    name: 'deep-scopes',
    activities: 50,
    xml: dialect => deepScopes(50, dialect),
  },
  {
    name: 'feel-gateway',
    activities: 10,
    xml: () => feelGateways(10),
    variables: { amount: 50, status: 'new', region: 'east' },
    isAlone: true,
  },
];

async function measureModel({
  name,
  activities,
  xml,
  variables,
  isAlone,
}: Model): Promise<Figure> {
  const own = await ours(xml('feel'), variables);
  const other = isAlone ? undefined : await theirs(xml('function'));
  const measured = await measure(own, other);
  return {
    name,
    value: measured.ours / activities,
    unit: UNIT,
    ...(measured.ratio && { ratio: measured.ratio, against: AGAINST }),
  };
}

/** How much more one item costs among 10,000 than among 100. */
function growth(figures: readonly Figure[]): Figure {
  const valueOf = (name: string) =>
    figures.find(figure => figure.name === name)!.value;
  return {
    name: 'multi-instance-growth',
    value: valueOf('multi-instance-10000') / valueOf('multi-instance-100'),
    unit: 'times the cost per item',
  };
}

async function main(file: string): Promise<void> {
  const figures: Figure[] = [];
  for (const model of MODELS) {
    figures.push(await measureModel(model));
  }
  figures.push(growth(figures));
  writeFileSync(file, JSON.stringify(figures));
}

main(process.argv[2]).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
