import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Dice } from './Dice';
import type { Fleet } from './Fleet';
import { kinds } from './mix';

/** An instance that was started here. */
export interface Started {
  readonly key: string;
  readonly processId: string;
  readonly variables: JsonObject;
  /** Its id, as soon as a back end has said that it is there. */
  id?: string;
}

/** Starts instances, and again those of which nobody knows whether they have been. */
export class Load {
  readonly started: Started[] = [];
  private count = 0;

  constructor(private readonly fleet: Fleet, private readonly dice: Dice) {}

  /** Starts what belongs together. */
  async begin(): Promise<void> {
    const { dice } = this;
    const key = `key ${++this.count}`;
    const beginnings = dice.weighted(kinds).begin(dice, key);
    await Promise.all(
      beginnings.map(({ processId, variables }) =>
        this.start(processId, variables),
      ),
    );
  }

  async start(processId: string, variables: JsonObject = {}): Promise<void> {
    const key = `${processId} ${++this.count}`;
    const started: Started = { key, processId, variables };
    this.started.push(started);
    await this.ask(started);
  }

  /** Asks again for what nobody has answered. Returns whether all is answered. */
  async insist(): Promise<boolean> {
    const open = this.started.filter(({ id }) => id === undefined);
    await Promise.all(open.map(one => this.ask(one)));
    return open.every(({ id }) => id !== undefined);
  }

  private async ask(started: Started): Promise<void> {
    const { key, processId, variables } = started;
    const request = { type: 'start', key, processId, variables } as const;
    started.id ??= (await this.fleet.ask(request)).instanceId;
  }
}
