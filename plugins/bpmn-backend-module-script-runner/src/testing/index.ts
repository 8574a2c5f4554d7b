/**
 * For benchmarks and trials: a runner without a portal around it.
 *
 * @packageDocumentation
 */
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { SandboxedScriptRunner } from '../client/SandboxedScriptRunner';
import { readRunnerConfig } from '../config/readRunnerConfig';

/** A runner, as the module makes it of what `bpmn.scripts` says. */
export function createScriptRunner(
  logger: LoggerService,
  scripts: JsonObject = {},
): SandboxedScriptRunner {
  return new SandboxedScriptRunner(
    readRunnerConfig(new ConfigReader({ bpmn: { scripts } })),
    logger,
  );
}
