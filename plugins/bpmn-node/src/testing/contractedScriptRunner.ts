import type { ScriptRunner } from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/**
 * A runner, and what it is to run.
 *
 * @public
 */
export interface ScriptRunnerContract {
  /** Gives the runner. It may be the same each time; whoever calls ends it. */
  createRunner(): ScriptRunner | Promise<ScriptRunner>;
  /** What the scripts of the suite are to be written in. */
  readonly language: 'python' | 'r';
  /** Absent: the default one of the language. */
  readonly environment?: string;
}
