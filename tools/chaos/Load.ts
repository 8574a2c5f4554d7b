import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Dice } from './Dice';
import type { Fleet } from './Fleet';
import { kinds } from './mix';

/** An instance that was started here. */
export interface Started {
  readonly id: string;
  readonly processId: string;
  readonly variables: JsonObject;
  /** Whether a back end has said that it is there. */
  isKnown: boolean;
}

/** Starts instances, and again those of which nobody knows whether they have been. */
export class Load {
  readonly started = new Map<string, Started>();
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
    const id = `${processId} ${++this.count}`;
    const started = { id, processId, variables, isKnown: false };
    this.started.set(id, started);
    await this.ask(started);
  }

  /** Asks again for what nobody has answered. Returns whether all is answered. */
  async insist(): Promise<boolean> {
    const open = Array.from(this.started.values()).filter(
      ({ isKnown }) => !isKnown,
    );
    await Promise.all(open.map(one => this.ask(one)));
    return open.every(({ isKnown }) => isKnown);
  }

  private async ask(started: Started): Promise<void> {
    const { id, processId, variables } = started;
    const request = { type: 'start', id, processId, variables } as const;
    const fate = await this.fleet.ask(request);
    started.isKnown ||= fate === 'done' || fate === 'rejected';
  }
}
