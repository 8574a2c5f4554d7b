import type {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  BpmnApiError,
  isProcessFromGit,
  PROCESS_ENTITY_TYPE,
  PROCESSES_CHANGED_TOPIC,
  type ProcessDefinition,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { BpmnService } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { entityOf } from './entityOf';

/** Processes that are asked for at a time. */
const PAGE_SIZE = 200;

/** What it needs. */
export interface ProcessEntityProviderOptions {
  readonly bpmn: Pick<BpmnService, 'listProcesses' | 'getProcess'>;
  readonly catalog: Pick<CatalogService, 'getEntities'>;
  readonly auth: AuthService;
  readonly events: EventsService;
  readonly logger: LoggerService;
  /** Has all processes looked at now and then. */
  readonly schedule: SchedulerServiceTaskRunner;
  /** Without a slash at its end. */
  readonly portalUrl: string;
  /** Whether processes can come from git: then entities of deployed ones give way to any other that has their name, else to none. */
  readonly givesWay: boolean;
}

/**
 * Deployed processes as entities of the catalog: at once after a deployment or handover, and now and then all of them, should an event have
 * been missed. Those that are kept in git have an entity of their own.
 */
export class ProcessEntityProvider implements EntityProvider {
  private connection?: EntityProviderConnection;
  /** What was updated since a refresh has begun: it may have come too late for the list. */
  private updatedMeanwhile?: Set<string>;

  constructor(private readonly options: ProcessEntityProviderOptions) {}

  getProviderName(): string {
    return 'bpmn-processes';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.connection = connection;
    const { schedule, events } = this.options;
    await schedule.run({
      id: 'bpmn-processes-refresh',
      fn: () => this.refresh(),
    });
    await events.subscribe({
      id: 'bpmn-processes',
      topics: [PROCESSES_CHANGED_TOPIC],
      onEvent: async ({ eventPayload }) => {
        const { processIds = [] } = eventPayload as {
          readonly processIds?: readonly string[];
        };
        await this.update(processIds);
      },
    });
  }

  /** Brings all processes into the catalog, and takes out what is no process any more. */
  async refresh(): Promise<void> {
    const updated = new Set<string>();
    this.updatedMeanwhile = updated;
    try {
      await this.replaceAll();
    } finally {
      this.updatedMeanwhile = undefined;
    }
    await this.update([...updated]);
  }

  private async replaceAll(): Promise<void> {
    const fromGit = await this.processesFromGit();
    const processes: ProcessDefinition[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.options.bpmn.listProcesses(
        { limit: PAGE_SIZE, cursor },
        { credentials: await this.credentials() },
      );
      processes.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    const entities = processes
      .filter(({ processId }) => !fromGit.has(nameOf(processId)))
      .map(process => this.deferred(process));
    await this.connection!.applyMutation({ type: 'full', entities });
  }

  /** Brings some processes into the catalog as they are now. */
  async update(processIds: readonly string[]): Promise<void> {
    processIds.forEach(id => this.updatedMeanwhile?.add(id));
    const fromGit = await this.processesFromGit();
    const added = [];
    for (const processId of processIds) {
      const process = await this.find(processId);
      if (process && !fromGit.has(nameOf(processId))) {
        added.push(this.deferred(process));
      }
    }
    if (added.length > 0) {
      await this.connection!.applyMutation({
        type: 'delta',
        added,
        removed: [],
      });
    }
  }

  private async find(
    processId: string,
  ): Promise<ProcessDefinition | undefined> {
    try {
      return await this.options.bpmn.getProcess(
        { processId },
        { credentials: await this.credentials() },
      );
    } catch (error) {
      if (error instanceof BpmnApiError && error.problem.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  /** Names of entities that hold their model themselves. */
  private async processesFromGit(): Promise<ReadonlySet<string>> {
    const { items } = await this.options.catalog.getEntities(
      { filter: { kind: 'Component', 'spec.type': PROCESS_ENTITY_TYPE } },
      { credentials: await this.credentials() },
    );
    return new Set(
      items
        .filter(isProcessFromGit)
        .map(({ metadata: { name } }) => nameOf(name)),
    );
  }

  /** The catalog lets go of an entity that has no key of a location as soon as another location has one of its name. */
  private deferred(process: ProcessDefinition) {
    const { portalUrl, givesWay } = this.options;
    return {
      entity: entityOf(process, portalUrl),
      ...(!givesWay && { locationKey: this.getProviderName() }),
    };
  }

  private credentials() {
    return this.options.auth.getOwnServiceCredentials();
  }
}

/** The catalog does not tell names apart by their case. */
function nameOf(processId: string): string {
  return processId.toLocaleLowerCase('en-US');
}
