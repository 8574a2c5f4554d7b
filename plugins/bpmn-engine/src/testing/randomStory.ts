import type { ProcessDefinition } from '../model/graph';
import type { StateChange } from '../state/change';
import { InstanceRows } from '../state/rows';
import { step } from '../step';
import { findBrokenInvariants } from './invariants';
import { definitionOf } from './migration';
import { Random } from './random';
import { randomProcess, type RandomProcess } from './randomProcess';
import { RandomDriver, type Given } from './randomRun';
import { rowsToJson } from './rowsJson';

/** More commands than any of the processes needs. */
const MAX_COMMANDS = 500;

/** One command of a story. */
export interface Chapter {
  readonly given: Given;
  /** Rows before, as JSON text. */
  readonly before: string;
  /** Key that was given last before. */
  readonly lastKey: number;
  readonly changes: readonly StateChange[];
}

/** A process of dice with everything that has happened in it. */
export interface Story {
  readonly seed: number;
  readonly process: RandomProcess;
  readonly definition: ProcessDefinition;
  readonly chapters: Chapter[];
  readonly rows: InstanceRows;
  /** What went wrong: then the last chapter is missing. */
  problem?: string;
}

/** Rows as text, to be compared. */
export function textOf(rows: InstanceRows): string {
  return JSON.stringify(rowsToJson(rows));
}

/** Makes a process, and drives an instance of it to its end. Stops at the first thing that is wrong. */
export async function tell(seed: number): Promise<Story> {
  const process = randomProcess(seed);
  const definition = await definitionOf(process.xml);
  const rows = new InstanceRows();
  const story: Story = { seed, process, definition, chapters: [], rows };
  const { needed, variables } = process;
  const driver = new RandomDriver(new Random(seed), { definition, needed });
  let given: Given | undefined = {
    command: { type: 'startInstance', instanceId: `seed ${seed}`, variables },
    now: 0,
  };
  let key = 0;
  const nextKey = () => ++key;
  while (given && story.chapters.length < MAX_COMMANDS) {
    const [before, lastKey] = [textOf(rows), key];
    try {
      const changes = step({ definition, view: rows, ...given, nextKey });
      story.chapters.push({ given, before, lastKey, changes });
    } catch (error) {
      story.problem = `${JSON.stringify(given)}: ${(error as Error).stack}`;
      return story;
    }
    const broken = findBrokenInvariants(rows, definition);
    if (broken.length > 0) {
      story.problem = broken.join('\n');
      return story;
    }
    given = isOver(rows) ? undefined : driver.next(rows);
  }
  return story;
}

/** Whether an instance has ended. */
export function isOver({ instanceRow }: InstanceRows): boolean {
  return ['completed', 'terminated'].includes(instanceRow!.state);
}
