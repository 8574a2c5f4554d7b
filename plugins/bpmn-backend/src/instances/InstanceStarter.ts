import {
  Rejection,
  type Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { v7 as uuid } from 'uuid';
import type { Clock } from '../clock/Clock';
import type { FileGuard } from '../files/FileGuard';
import type { StartForms } from '../forms/StartForms';
import type { DefinitionRecord } from '../store/deployments';
import {
  claimOf,
  KeyReused,
  type IdempotencyStore,
} from '../store/idempotency';
import type { InstanceQueries } from '../store/instances';
import type { InstanceService } from './InstanceService';

/** What somebody wants to start. */
export interface InstanceStart {
  /** The version that is meant. */
  readonly definition: DefinitionRecord;
  /** The one that was asked for; absent: whichever is the latest. */
  readonly version?: number;
  readonly startEvent?: string;
  readonly variables?: Variables;
  readonly businessKey?: string;
  /** Names the request: it starts one instance, however often it is sent. */
  readonly idempotencyKey?: string;
}

/** Starts instances for people and other programs. */
export class InstanceStarter {
  constructor(
    private readonly options: {
      readonly instances: InstanceService;
      readonly queries: InstanceQueries;
      readonly keys: IdempotencyStore;
      readonly clock: Clock;
      readonly startForms: StartForms;
      readonly guard: FileGuard;
    },
  ) {}

  /**
   * Starts an instance, and gives its id. The key of the request is taken first, with the id that the instance is to have: whatever happens
   * then, the same request comes to the same instance. Throws {@link KeyReused} if the key was that of another request, and an InvalidForm if
   * the form of the start event is not filled in as it asks for.
   */
  async start(
    { idempotencyKey, ...start }: InstanceStart,
    actor: string,
  ): Promise<string> {
    if (idempotencyKey === undefined) {
      return this.begin(start, { actor });
    }
    const { definition, ...asked } = start;
    const now = this.options.clock.now();
    const body = { ...asked, processId: definition.processId };
    const { resultId, isFirst, isSame } = await this.options.keys.claim(
      claimOf(
        { caller: actor, route: 'startInstance', key: idempotencyKey },
        { body, now },
      ),
    );
    if (!isSame) {
      throw new KeyReused(idempotencyKey);
    }
    if (!isFirst && (await this.options.queries.find(resultId))) {
      return resultId;
    }
    return this.begin(start, { actor, id: resultId });
  }

  private async begin(
    { definition, ...start }: Omit<InstanceStart, 'idempotencyKey'>,
    { actor, id = uuid() }: { readonly actor: string; readonly id?: string },
  ): Promise<string> {
    const { instances, queries, guard, startForms } = this.options;
    const { id: definitionId, processKey, ownerRef } = definition;
    const { startEvent, businessKey } = start;
    const variables = await startForms.requireFilledIn(definitionId, start);
    const given = { startEvent, variables, businessKey };
    await guard.adopt(variables, { actor, instanceId: id });
    try {
      const { record } = await instances.start(
        { ...given, id, definitionId, processKey, ownerRef },
        { actor },
      );
      return record.id;
    } catch (error) {
      // The same request has come twice at a time, and the other one was faster.
      if (error instanceof Rejection && (await queries.find(id))) {
        return id;
      }
      throw error;
    }
  }
}
