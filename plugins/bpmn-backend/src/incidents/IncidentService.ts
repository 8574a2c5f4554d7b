import {
  Rejection,
  type Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Handled, InstanceService } from '../instances/InstanceService';
import type {
  IncidentQueries,
  IncidentRow,
  IncidentSearch,
} from '../store/incidents';
import type { PageOf } from '../store/cursor';
import type { Slice } from '../store/instances';

/** What was done about an incident. */
export interface Resolution {
  readonly variables?: Variables;
  readonly scopeKey?: number;
  readonly retries?: number;
}

/** What came of retrying many. */
export interface BulkRetry {
  readonly retried: readonly {
    readonly incident: IncidentRow;
    readonly handled: Handled;
  }[];
  readonly refused: readonly {
    readonly incident: IncidentRow;
    readonly rejection: Rejection;
  }[];
  readonly hasMore: boolean;
}

/** Shows incidents, and lets element instances try again. */
export class IncidentService {
  constructor(
    private readonly options: {
      readonly queries: IncidentQueries;
      readonly instances: InstanceService;
    },
  ) {}

  /** Open incidents, the youngest first. */
  list(search: IncidentSearch, slice: Slice): Promise<PageOf<IncidentRow>> {
    return this.options.queries.list(search, slice);
  }

  /** An open incident. */
  find(instanceId: string, key: number): Promise<IncidentRow | undefined> {
    return this.options.queries.find(instanceId, key);
  }

  /** Sets variables and lets the element instance try again: both or neither. Throws a Rejection if the incident is not open any more. */
  resolve(
    { instanceId, key }: Pick<IncidentRow, 'instanceId' | 'key'>,
    { variables, scopeKey, retries }: Resolution,
    actor: string,
  ): Promise<Handled> {
    return this.options.instances.handle(
      instanceId,
      { type: 'resolveIncident', incidentKey: key, retries },
      {
        actor,
        ...(variables && {
          precededBy: [{ type: 'setVariables', scopeKey, variables }],
        }),
      },
    );
  }

  /** Retries what is found, each by itself: one that is refused does not keep the others. */
  async retryAll(
    search: IncidentSearch,
    { limit, retries }: { readonly limit: number; readonly retries?: number },
    actor: string,
  ): Promise<BulkRetry> {
    const { rows, nextCursor } = await this.list(search, { limit });
    const retried: { incident: IncidentRow; handled: Handled }[] = [];
    const refused: { incident: IncidentRow; rejection: Rejection }[] = [];
    for (const incident of rows) {
      try {
        const handled = await this.resolve(incident, { retries }, actor);
        retried.push({ incident, handled });
      } catch (error) {
        if (!(error instanceof Rejection)) {
          throw error;
        }
        refused.push({ incident, rejection: error });
      }
    }
    return { retried, refused, hasMore: nextCursor !== undefined };
  }
}
