import {
  unpackInSteps,
  type PortableDefinition,
  type ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { LRUCache } from 'lru-cache';
import { fromParts, type Evaluation, type Parts } from '../evaluation';
import type { DefinitionSource } from '../store/deployments';
import { giveWay } from '../store/giveWay';

/** A version of a process, ready to run. */
export interface DeployedDefinition {
  readonly id: string;
  readonly definition: ProcessDefinition;
  /** The same for another thread. */
  readonly portable: Parts;
  /** Variables whose values are nobody's business. */
  readonly sensitive: ReadonlySet<string>;
}

/** Most versions that are kept compiled. */
const MOST = 500;

/** Versions of processes, each compiled once: they never change. */
export class Definitions {
  private readonly compiled: LRUCache<string, Promise<DeployedDefinition>>;

  constructor(
    private readonly find: (
      definitionId: string,
    ) => Promise<DefinitionSource | undefined>,
    private readonly evaluation: Evaluation,
  ) {
    this.compiled = new LRUCache({ max: MOST });
  }

  /** A version by its id. Rejects if there is none. */
  get(definitionId: string): Promise<DeployedDefinition> {
    let found = this.compiled.get(definitionId);
    if (!found) {
      found = this.compile(definitionId);
      this.compiled.set(definitionId, found);
      found.catch(() => this.compiled.delete(definitionId));
    }
    return found;
  }

  private async compile(id: string): Promise<DeployedDefinition> {
    const source = await this.find(id);
    if (!source) {
      throw new Error(
        `Expected process definition ${id} to be deployed, but it is not`,
      );
    }
    const compiled = await this.evaluation.ask({ kind: 'compile', ...source });
    if ('problem' in compiled) {
      throw new Error(
        `Expected process definition ${id} to be executable as it was when it was deployed, but it is not: ${compiled.problem}`,
      );
    }
    const definition = await unpacked(compiled.portable);
    const sensitive = new Set(definition.sensitiveVariables);
    return { id, definition, portable: compiled.portable, sensitive };
  }
}

/** However long a process is, others have their turn in between. */
async function unpacked(parts: Parts): Promise<ProcessDefinition> {
  const steps = unpackInSteps(await fromParts<PortableDefinition>(parts));
  let step = steps.next();
  while (!step.done) {
    await giveWay();
    step = steps.next();
  }
  return step.value;
}
