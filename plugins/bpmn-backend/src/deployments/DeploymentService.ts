import { createHash } from 'node:crypto';
import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { LintLevels } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { Clock } from '../clock/Clock';
import {
  EvaluationExceeded,
  type Evaluation,
  type ModelRead,
} from '../evaluation';
import type { DefinitionRecord, DeploymentStore } from '../store/deployments';

/** What somebody wants to deploy. */
export interface DeployRequest {
  /** Entity ref of the group that is to own its processes. */
  readonly ownerRef: string;
  /** Models (names ending in `.bpmn`), forms and other documents that belong to them. */
  readonly resources: readonly {
    readonly name: string;
    readonly contentType?: string;
    readonly content: string;
  }[];
}

/** A problem, and the document that it is in. */
export interface ResourceProblem extends Problem {
  readonly resource: string;
}

/** What came of it: the versions, or none where there are errors. */
export interface DeployResult {
  readonly definitions: readonly DefinitionRecord[];
  readonly problems: readonly ResourceProblem[];
}

const isModel = (name: string) => /\.(bpmn|bpmn20\.xml)$/i.test(name);

/** Deploys processes: checks them, gives them versions, and subscribes to what begins them. */
export class DeploymentService {
  constructor(
    private readonly options: {
      readonly store: DeploymentStore;
      readonly clock: Clock;
      readonly evaluation: Evaluation;
      /** How serious each rule of good practice is; absent: as it is by itself. */
      readonly lintLevels?: LintLevels;
    },
  ) {}

  /**
   * Deploys documents together. Nothing is deployed if one of them has an error; the same content again gives the same versions. Throws
   * `ProcessTaken` if a process id belongs to another owner.
   *
   * @param allow told of the processes before anything is written; throws if `actor` may not deploy them. Absent: everything is allowed
   */
  async deploy(
    request: DeployRequest,
    actor: string,
    allow?: (processIds: readonly string[]) => Promise<void>,
  ): Promise<DeployResult> {
    const { store, clock } = this.options;
    const deployedAt = clock.now();
    const models = request.resources.filter(({ name }) => isModel(name));
    const read = await Promise.all(
      models.map(async ({ name, content }) => ({
        name,
        ...(await this.read(content, deployedAt)),
      })),
    );
    const problems = [
      ...(models.length === 0 ? [noModel()] : []),
      ...read.flatMap(({ name, problems: found }) =>
        found.map(problem => ({ ...problem, resource: name })),
      ),
    ];
    if (problems.some(({ severity }) => severity === 'error')) {
      return { definitions: [], problems };
    }
    const processes = read.flatMap(({ name, processes: declared }) =>
      declared.map(process => ({ ...process, resourceName: name })),
    );
    await allow?.(processes.map(({ processId }) => processId));
    const resources = request.resources.map(resource => ({
      ...resource,
      contentType: resource.contentType ?? typeOf(resource.name),
      hash: sha256(resource.content),
    }));
    const definitions = await store.deploy({
      ownerRef: request.ownerRef,
      deployedBy: actor,
      deployedAt,
      contentHash: sha256(
        JSON.stringify(resources.map(({ name, hash }) => [name, hash]).sort()),
      ),
      resources,
      processes,
    });
    return { definitions, problems };
  }

  /** What is in a model. One that takes too long to read could not be run either. */
  private async read(content: string, now: number): Promise<ModelRead> {
    const { evaluation, lintLevels } = this.options;
    try {
      return await evaluation.ask({
        kind: 'readModel',
        content,
        now,
        lintLevels,
      });
    } catch (error) {
      if (!(error instanceof EvaluationExceeded)) {
        throw error;
      }
      return { processes: [], problems: [tooMuch(error)] };
    }
  }
}

function tooMuch({ message }: EvaluationExceeded): Problem {
  return {
    rule: 'evaluation-limit',
    severity: 'error',
    message: `Expected a model that can be read, but it takes too much: ${message}. Split it into processes that call each other, or shorten its expressions`,
  };
}

function typeOf(name: string): string {
  if (isModel(name)) {
    return 'application/xml';
  }
  return /\.(form|json)$/i.test(name) ? 'application/json' : 'text/plain';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function noModel(): ResourceProblem {
  return {
    resource: '',
    rule: 'no-model',
    severity: 'error',
    message:
      'Expected a BPMN model among what is deployed, but there is none. Add a document whose name ends in .bpmn',
  };
}
