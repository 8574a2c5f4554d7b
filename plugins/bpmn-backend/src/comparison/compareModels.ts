import type {
  ElementChange,
  ResourceProblem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { readDocument } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { differencesOf } from './differencesOf';
import { elementsOf, type ComparedElement } from './elementsOf';

/** A model as it was and as it is; absent: there was, or is, none. */
export interface ModelPair {
  /** The later one; if there is none any more: the former. */
  readonly resource: string;
  readonly before?: string;
  readonly after?: string;
}

/** How models differ, or why that cannot be said. */
export interface ModelsCompared {
  readonly elements: readonly ElementChange[];
  readonly problems: readonly ResourceProblem[];
}

/** Compares the elements of models: what they are, not where they are drawn. */
export async function compareModels(
  pairs: readonly ModelPair[],
): Promise<ModelsCompared> {
  const compared = [];
  for (const pair of pairs) {
    compared.push(await comparePair(pair));
  }
  return {
    elements: compared.flatMap(({ elements }) => elements),
    problems: compared.flatMap(({ problems }) => problems),
  };
}

type Elements = ReadonlyMap<string, ComparedElement>;

const NONE: Elements = new Map();

async function comparePair({
  resource,
  before,
  after,
}: ModelPair): Promise<ModelsCompared> {
  const problems: ResourceProblem[] = [];
  const read = async (content: string | undefined): Promise<Elements> => {
    if (content === undefined) {
      return NONE;
    }
    const { document, problems: found } = await readDocument(content);
    if (document) {
      return elementsOf(document);
    }
    problems.push(...found.map(problem => ({ ...problem, resource })));
    return NONE;
  };
  const [former, latter] = [await read(before), await read(after)];
  // Where one of them cannot be read, the other one would look as if all of it were new.
  return problems.length > 0
    ? { elements: [], problems }
    : { elements: changesBetween(resource, former, latter), problems };
}

function changesBetween(
  resource: string,
  former: Elements,
  latter: Elements,
): readonly ElementChange[] {
  const removed = [...former.values()]
    .filter(({ id }) => !latter.has(id))
    .map(element => ({
      ...shown(resource, element),
      change: 'removed' as const,
    }));
  const others = [...latter.values()].flatMap<ElementChange>(element => {
    const before = former.get(element.id);
    if (!before) {
      return [{ ...shown(resource, element), change: 'added' }];
    }
    const properties = differencesOf(before.properties, element.properties);
    return properties.length === 0
      ? []
      : [{ ...shown(resource, element), change: 'changed', properties }];
  });
  return [...others, ...removed];
}

function shown(resource: string, { id, type, name }: ComparedElement) {
  return { resource, id, type, ...(name !== undefined && { name }) };
}
