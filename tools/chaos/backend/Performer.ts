import type { Command } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { StartRequest } from './protocol';

/** A back end, as those who use it see it. What it rejects with says whether it was refused. */
export interface Performer {
  /** Starts an instance, once for each key. Returns its id. */
  start(request: StartRequest): Promise<string>;
  /** What an operator, or somebody who does a task, wants of an instance. */
  command(instanceId: string, command: Command): Promise<unknown>;
  /** Its clock jumps: from now on it is wrong by so many milliseconds. */
  shiftClock(by: number): Promise<void>;
  /** Brings what is being done to its end. */
  stop(): Promise<void>;
  /** What it waits for, for the log. */
  describe(): string;
  /** Whether an error means that what was asked for does not fit. */
  isRefusal(error: unknown): boolean;
}
