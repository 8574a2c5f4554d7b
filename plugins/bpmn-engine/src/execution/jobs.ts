import type { ModdleElement } from '../model/document';
import type { ModelValue } from '../model/graph';
import type { ModelReader } from '../model/vocabulary';
import type { JobWait } from '../state/state';
import { parseSchedule } from '../timers';
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
  if (retry) {
    checkBackOff(reader, retry);
  }
  return {
    jobType,
    retries:
      reader.value(definition?.retries, 'number', 'retries') ?? DEFAULT_RETRIES,
    backOff: retry && given(retry),
  };
}

function given({ delay, factor, maximum }: ModdleElement): JobWait['backOff'] {
  return {
    ...(delay !== undefined && { delay }),
    ...(factor !== undefined && { factor }),
    ...(maximum !== undefined && { maximum }),
  };
}

function checkBackOff(reader: ModelReader, retry: ModdleElement): void {
  for (const property of ['delay', 'maximum']) {
    const text: string | undefined = retry[property];
    const parsed = parseSchedule('duration', text ?? 'PT0S');
    if ('problem' in parsed) {
      reader.report({
        rule: 'retry-back-off',
        parameters: { property, text: text ?? '' },
        message: `${parsed.problem} (${property} between tries)`,
        path: ['extensionElements'],
      });
    }
  }
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
