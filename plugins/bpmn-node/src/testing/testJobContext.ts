import { Readable } from 'node:stream';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { JobContext } from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/**
 * A `JobContext` that keeps what it is told.
 *
 * @public
 */
export interface TestJobContext extends JobContext {
  /** Lines of the job's log, in order. */
  readonly lines: readonly string[];
  /** What was said to the logger, messages and metadata, as text. */
  readonly logged: readonly string[];
  /** Aborts the signal as a host does when the work is no longer wanted. */
  abort(): void;
}

/**
 * Makes a {@link TestJobContext}.
 *
 * @public
 */
export function testJobContext({
  files = [],
}: {
  /** Files of the instance, with their bytes. */
  readonly files?: readonly (readonly [FileReference, Uint8Array])[];
} = {}): TestJobContext {
  const controller = new AbortController();
  const lines: string[] = [];
  const logged: string[] = [];
  return {
    signal: controller.signal,
    logger: keepingLogger(logged),
    log: line => lines.push(line),
    openFile: async ({ $file: key }) => {
      const found = files.find(([{ $file }]) => $file === key);
      if (!found) {
        const code = 'invalidArgument';
        throw Object.assign(new Error(`File ${key} is not ours`), { code });
      }
      return Readable.from([Buffer.from(found[1])]);
    },
    listFiles: async () => files.map(([reference]) => reference),
    lines,
    logged,
    abort: () =>
      controller.abort(new Error('The work is no longer wanted: a test')),
  };
}

function keepingLogger(logged: string[]): LoggerService {
  const keep = (message: string, meta?: unknown) => {
    const details = meta instanceof Error ? meta.stack : JSON.stringify(meta);
    logged.push(details ? `${message} ${details}` : message);
  };
  const logger: LoggerService = {
    error: keep,
    warn: keep,
    info: keep,
    debug: keep,
    child: () => logger,
  };
  return logger;
}
