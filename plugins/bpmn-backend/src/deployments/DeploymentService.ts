import { createHash } from 'node:crypto';
import {
  findProcessIdProblem,
  type Problem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  compileDocument,
  readDocument,
  startSubscriptions,
  type ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import {
  lint,
  type LintLevels,
} from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { Clock } from '../clock/Clock';
import type {
  DefinitionRecord,
  DeployedProcess,
  DeploymentStore,
} from '../store/deployments';

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
    const { store, clock, lintLevels } = this.options;
    const deployedAt = clock.now();
    const models = request.resources.filter(({ name }) => isModel(name));
    const read = await Promise.all(
      models.map(model => readModel(model, { now: deployedAt, lintLevels })),
    );
    const problems = [
      ...(models.length === 0 ? [noModel()] : []),
      ...read.flatMap(model => model.problems),
    ];
    if (problems.some(({ severity }) => severity === 'error')) {
      return { definitions: [], problems };
    }
    const processes = read.flatMap(model => model.processes);
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

interface Model {
  readonly processes: readonly DeployedProcess[];
  readonly problems: readonly ResourceProblem[];
}

async function readModel(
  { name, content }: DeployRequest['resources'][number],
  {
    now,
    lintLevels,
  }: { readonly now: number; readonly lintLevels?: LintLevels },
): Promise<Model> {
  const { document, problems } = await readDocument(content);
  const compiled = document
    ? compileDocument(document)
    : { definitions: [], problems };
  const { definitions } = compiled;
  const found: Problem[] = [
    ...compiled.problems,
    ...(document ? lint(document.definitions, lintLevels) : []),
  ];
  const processes = definitions.map(definition => {
    const idProblem = findProcessIdProblem(definition.id);
    if (idProblem) {
      found.push(idProblem);
    }
    return processOf(definition, { name, now, found });
  });
  return {
    processes,
    problems: found.map(problem => ({ ...problem, resource: name })),
  };
}

function processOf(
  definition: ProcessDefinition,
  {
    name: resourceName,
    now,
    found,
  }: { readonly name: string; readonly now: number; readonly found: Problem[] },
): DeployedProcess {
  const { subscriptions, problems } = startSubscriptions(definition, now);
  for (const { elementId, message } of problems) {
    const rule = 'start-subscription';
    found.push({ elementId, rule, severity: 'error', message });
  }
  const { id: processId, name, versionTag } = definition;
  return { processId, name, versionTag, resourceName, subscriptions };
}
