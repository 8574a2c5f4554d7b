import { setTimeout as sleep } from 'node:timers/promises';
import {
  createHost,
  startWorkers,
  type Host,
  type HostOptions,
} from '@bpmn-pipelines/backstage-plugin-bpmn-backend/testing';
import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import createKnex, { type Knex } from 'knex';
import { handlersThat } from '../chaos/backend/handlers';
import { loggerOf } from './loggerOf';

/** An instance that is to be started. */
export interface LocalStart {
  readonly id: string;
  readonly processId: string;
  readonly variables?: JsonObject;
}

/** Milliseconds between tries. */
const BREATH = 50;

/** A host with its workers in this process, on a database that is migrated. */
export class LocalHost {
  /** What it has complained of. */
  readonly complaints: string[] = [];
  readonly host: Host;
  private readonly workers: ReturnType<typeof startWorkers>;

  constructor({
    config,
    ...options
  }: { readonly config: Knex.Config } & Partial<HostOptions>) {
    this.host = createHost({
      knex: createKnex(config),
      clock: { now: () => Date.now() },
      logger: loggerOf(line => this.complaints.push(line)),
      handlers: handlersThat(() => {}),
      ...options,
    });
    this.workers = startWorkers(this.host);
  }

  /** Starts instances, each again until it is known to be there. */
  async startAll(starts: readonly LocalStart[]): Promise<void> {
    await Promise.all(starts.map(one => this.insist(one)));
  }

  async stop(): Promise<void> {
    await this.workers.stop();
    await this.host.knex.destroy();
  }

  private async insist(one: LocalStart): Promise<void> {
    for (;;) {
      try {
        await this.start(one);
        return;
      } catch (error) {
        if (error instanceof Rejection) {
          return;
        }
      }
      await sleep(BREATH);
    }
  }

  private async start({ id, processId, variables }: LocalStart): Promise<void> {
    const { stores, instances } = this.host;
    const found = (await stores.deployments.findLatest(processId))!;
    const { id: definitionId, processKey, ownerRef } = found;
    await instances.start(
      { id, definitionId, processKey, ownerRef, variables },
      { actor: 'user:default/tools' },
    );
  }
}
