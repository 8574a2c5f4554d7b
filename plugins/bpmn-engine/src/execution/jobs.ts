import type { ModelValue } from '../model/graph';
import type { ModelReader } from '../model/vocabulary';
import type { JobWait } from '../state/state';
import type { Visit } from './element';
import { Failure } from './failure';

/** What an element that is done by a job worker says about its job. */
export interface JobData {
  /** Absent: the model names none. */
  readonly jobType?: ModelValue;
  readonly retries: ModelValue;
  readonly backOff?: JobWait['backOff'];
}

const DEFAULT_RETRIES: ModelValue = { kind: 'literal', value: 3 };

/** Reads `zeebe:taskDefinition` and `pipeline:retry`. */
export function readJob(
  reader: ModelReader,
  fallbackType: string | undefined,
): JobData {
  const definition = reader.extension('zeebe:TaskDefinition');
  const retry = reader.extension('pipeline:Retry');
  const jobType = reader.value(
    definition?.type ?? fallbackType,
    'text',
    'job type',
  );
  return {
    jobType,
    retries:
      reader.value(definition?.retries, 'number', 'retries') ?? DEFAULT_RETRIES,
    backOff: retry && {
      delay: retry.delay,
      factor: retry.factor,
      maximum: retry.maximum,
    },
  };
}

/** Says that a task has no job type: it can be drawn, but not done. */
export function warnWithoutJob(reader: ModelReader): void {
  reader.report({
    rule: 'job-type',
    severity: 'warning',
    message: `Expected ${reader.source.$type} to say who does it, but it has no job type. Choose a template or set one; reaching it raises an incident`,
    path: ['extensionElements'],
  });
}

/** Opens the job of an element; it completes when the job does. */
export function openJob(
  visit: Visit<JobData>,
  extraHeaders?: Readonly<Record<string, string>>,
): void {
  const { node } = visit;
  const { jobType, retries, backOff } = node.data;
  const type = visit.text(jobType, 'job type');
  if (!type) {
    throw new Failure(
      'expressionFailed',
      `Expected ${
        node.name || node.id
      } to have a job type, but it has none. Set one and migrate the instance`,
    );
  }
  const tries = visit.number(retries, 'retries') ?? 3;
  const priority = visit.number(node.priority, 'priority');
  visit.waitFor({
    kind: 'job',
    type,
    retries: tries,
    ...(priority !== undefined && { priority }),
    ...(backOff && { backOff }),
    ...((node.headers || extraHeaders) && {
      headers: { ...extraHeaders, ...node.headers },
    }),
  });
}
