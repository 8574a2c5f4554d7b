import { createHash } from 'node:crypto';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type {
  CatalogProcessor,
  CatalogProcessorCache,
  CatalogProcessorEmit,
  LocationSpec,
} from '@backstage/plugin-catalog-node';
import {
  BpmnApiError,
  isProcessFromGit,
  type DeploymentRequest,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { BpmnService } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { isWithin, placeOf } from '../places/places';
import { readProcess } from './readProcess';
import { withProblem } from './withProblem';

/** What it needs. */
export interface ProcessFromGitProcessorOptions {
  readonly bpmn: Pick<BpmnService, 'deploy'>;
  readonly auth: AuthService;
  /** Places whose processes deploy themselves. */
  readonly deployFrom: readonly string[];
}

const DEPLOYED = 'deployed';

const NOT_TRUSTED =
  'Expected the process to come from a place that deploys itself, but it does not. Whoever runs the portal names such places in bpmn.catalog.deployFrom; an address with ".." or the like in it is in none of them';

/**
 * Deploys processes whose entities hold their model, whenever the catalog has read something new: the same content again gives the same
 * version.
 */
export class ProcessFromGitProcessor implements CatalogProcessor {
  constructor(private readonly options: ProcessFromGitProcessorOptions) {}

  getProcessorName(): string {
    return 'ProcessFromGitProcessor';
  }

  /**
   * After everything it refers to was read (`$text`). What is wrong is shown with the entity. One that comes from elsewhere loses its model, so
   * that nobody takes it for the source of a process that is deployed.
   */
  async postProcessEntity(
    entity: Entity,
    location: LocationSpec,
    _emit: CatalogProcessorEmit,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    if (!isProcessFromGit(entity)) {
      return entity;
    }
    if (!this.isTrusted(location)) {
      return withProblem(withoutModel(entity), NOT_TRUSTED);
    }
    try {
      const request = readProcess(entity);
      const hash = hashOf(request);
      if ((await cache.get(DEPLOYED)) !== hash) {
        await this.deploy(entity.metadata.name, request);
      }
      await cache.set(DEPLOYED, hash);
      return entity;
    } catch (error) {
      return withProblem(entity, messageOf(error));
    }
  }

  private isTrusted(location: LocationSpec): boolean {
    const place = placeOf(location);
    return (
      place !== undefined &&
      this.options.deployFrom.some(folder => isWithin(place, folder))
    );
  }

  private async deploy(
    name: string,
    request: DeploymentRequest,
  ): Promise<void> {
    const { bpmn, auth } = this.options;
    requireProcessId(name, request);
    const credentials = await auth.getOwnServiceCredentials();
    await bpmn.deploy({ body: request }, { credentials });
  }
}

function withoutModel(entity: Entity): Entity {
  const { definition: _, ...spec } = entity.spec ?? {};
  return { ...entity, spec };
}

/** Start tags of processes, and in them their ids. */
const PROCESSES = /<(?:[\w-]+:)?process\b[^>]*?\bid\s*=\s*["']([^"']+)["']/g;

/** The entity is that of its process, and of no other. */
function requireProcessId(
  name: string,
  { resources: [{ content }] }: DeploymentRequest,
): void {
  const ids = Array.from(content.matchAll(PROCESSES), ([, id]) => id);
  if (ids.length !== 1 || ids[0] !== name) {
    throw new InputError(
      `Expected spec.definition to have one process, with the id ${name} as the name of the entity, but found ${
        ids.join(', ') || 'none'
      }`,
    );
  }
}

function hashOf(request: DeploymentRequest): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}

function messageOf(error: unknown): string {
  if (error instanceof BpmnApiError) {
    const { detail, problems = [] } = error.problem;
    return [
      `Could not deploy the process: ${detail}`,
      ...problems
        .filter(({ severity }) => severity === 'error')
        .map(({ elementId, message }) =>
          [elementId, message].filter(Boolean).join(': '),
        ),
    ].join('\n');
  }
  return `Could not deploy the process: ${(error as Error).message}`;
}
