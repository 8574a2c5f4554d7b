import type {
  ProcessComparison,
  ResourceChange,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { isModel } from '../deployments/storedResources';
import { EvaluationExceeded, type Evaluation } from '../evaluation';
import type { Resource } from '../store/deployments';
import type { ModelPair } from './compareModels';

/** Documents that belong together. */
type Bundle = readonly Resource[];

/** Says what differs between versions. */
export class ComparisonService {
  constructor(private readonly evaluation: Evaluation) {}

  /** Compares the documents of two versions, and the elements of their models. */
  async compare(before: Bundle, after: Bundle): Promise<ProcessComparison> {
    const pairs = changedModels(before, after);
    const resources = changedResources(before, after);
    if (pairs.length === 0) {
      return { resources, elements: [], problems: [] };
    }
    try {
      const compared = await this.evaluation.ask({
        kind: 'compareModels',
        pairs,
      });
      return { resources, ...compared };
    } catch (error) {
      if (!(error instanceof EvaluationExceeded)) {
        throw error;
      }
      const rule = 'evaluation-limit';
      const { message } = error;
      return {
        resources,
        elements: [],
        problems: [{ resource: '', rule, severity: 'error', message }],
      };
    }
  }
}

function changedResources(
  before: Bundle,
  after: Bundle,
): readonly ResourceChange[] {
  const former = byName(before);
  const latter = byName(after);
  return [
    ...after.flatMap<ResourceChange>(({ name, hash }) => {
      const was = former.get(name);
      const change = was ? 'changed' : 'added';
      return was?.hash === hash ? [] : [{ name, change }];
    }),
    ...before
      .filter(({ name }) => !latter.has(name))
      .map(({ name }) => ({ name, change: 'removed' as const })),
  ];
}

/** Models of the same name are the same one. If one is left on either side, it has been renamed. */
function changedModels(before: Bundle, after: Bundle): readonly ModelPair[] {
  const former = byName(before.filter(({ name }) => isModel(name)));
  const latter = byName(after.filter(({ name }) => isModel(name)));
  const gone = [...former.values()].filter(({ name }) => !latter.has(name));
  const added = [...latter.values()].filter(({ name }) => !former.has(name));
  const renamed = gone.length === 1 && added.length === 1 ? gone[0] : undefined;
  return [
    ...[...latter.values()]
      .map(model => ({ model, was: former.get(model.name) ?? renamed }))
      .filter(({ model, was }) => was?.hash !== model.hash)
      .map(({ model, was }) => ({
        resource: model.name,
        before: was?.content,
        after: model.content,
      })),
    ...(renamed ? [] : gone).map(({ name, content }) => ({
      resource: name,
      before: content,
    })),
  ];
}

function byName(bundle: Bundle): ReadonlyMap<string, Resource> {
  return new Map(bundle.map(resource => [resource.name, resource]));
}
