import type {
  BundleResource,
  DraftRevision,
  ResourceProblem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { LintLevels } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { Clock } from '../clock/Clock';
import type { Evaluation } from '../evaluation';
import type { DefinitionRecord, DeploymentStore } from '../store/deployments';
import { isRefused, readBundle, type BundleRead } from './readBundle';
import { contentHashOf, storedResources } from './storedResources';

/** What somebody wants to deploy. */
export interface DeployRequest {
  /** Entity ref of the group that is to own its processes. */
  readonly ownerRef: string;
  /** Models (names ending in `.bpmn`), forms and other documents that belong to them. */
  readonly resources: readonly BundleResource[];
  /** The draft that it comes from. */
  readonly draft?: DraftRevision;
}

/** What came of it: the versions, or none where there are errors. */
export interface DeployResult {
  readonly definitions: readonly DefinitionRecord[];
  readonly problems: readonly ResourceProblem[];
}

/** Deploys processes: checks them, gives them versions, and subscribes to what begins them. */
export class DeploymentService {
  private readonly listeners: ((processIds: readonly string[]) => void)[] = [];

  constructor(
    private readonly options: {
      readonly store: DeploymentStore;
      readonly clock: Clock;
      readonly evaluation: Evaluation;
      /** How serious each rule of good practice is; absent: as it is by itself. */
      readonly lintLevels?: LintLevels;
    },
  ) {}

  /** Tells of the processes of every deployment from now on. */
  onDeployed(listener: (processIds: readonly string[]) => void): void {
    this.listeners.push(listener);
  }

  /** Reads documents as for a deployment, but deploys nothing. */
  async check(resources: readonly BundleResource[]): Promise<BundleRead> {
    const { clock, evaluation, lintLevels } = this.options;
    return readBundle(storedResources(resources), {
      evaluation,
      now: clock.now(),
      lintLevels,
    });
  }

  /**
   * Deploys documents together. Nothing is deployed if one of them has an error; the same content again gives the same versions. Throws
   * `ProcessTaken` if a process id belongs to another owner, and `DraftConflict` if the draft is another one by now.
   *
   * @param allow told of the processes before anything is written; throws if `actor` may not deploy them. Absent: everything is allowed
   */
  async deploy(
    request: DeployRequest,
    actor: string,
    allow?: (processIds: readonly string[]) => Promise<void>,
  ): Promise<DeployResult> {
    const { store, clock, evaluation, lintLevels } = this.options;
    const { ownerRef, draft } = request;
    const deployedAt = clock.now();
    const resources = storedResources(request.resources);
    const { processes, problems } = await readBundle(resources, {
      evaluation,
      now: deployedAt,
      lintLevels,
    });
    if (isRefused(problems)) {
      return { definitions: [], problems };
    }
    await allow?.(processes.map(({ processId }) => processId));
    const definitions = await store.deploy({
      ownerRef,
      deployedBy: actor,
      deployedAt,
      contentHash: contentHashOf(resources),
      resources,
      processes,
      ...(draft && { draft }),
    });
    const ids = definitions.map(({ processId }) => processId);
    this.listeners.forEach(listener => listener(ids));
    return { definitions, problems };
  }
}
