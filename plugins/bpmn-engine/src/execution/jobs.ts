import { describeElement, type ModdleElement } from '../model/document';
import type { ModelValue } from '../model/graph';
import {
  DEFAULT_RETRIES,
  isNumberOfTries,
  MOST_RETRIES,
  readRetries,
} from '../model/jobRetries';
import type { ModelReader } from '../model/vocabulary';
import type { JobWait } from '../state/state';
import { parseSchedule } from '../timers';
import { describeNode } from './describeNode';
import type { Evaluator, Visit } from './element';
import { Failure } from './failure';
import { requiredJobType } from './requiredJobType';
import { wayToValue } from './requiredText';

/** What an element that is done by a job worker says about its job. */
export interface JobData {
  /** Absent: the model names none. */
  readonly jobType?: ModelValue;
  readonly retries?: ModelValue;
  readonly backOff?: JobWait['backOff'];
}

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
    retries: readRetries(reader, definition?.retries, 'retries'),
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
export function warnWithoutJob(reader: ModelReader, otherWay?: string): void {
  reader.report({
    rule: 'job-type',
    severity: 'warning',
    message: `Expected ${describeElement(
      reader.source,
    )} to have a job type, by which a worker finds its jobs, but it has none. Choose a template, or write <zeebe:taskDefinition type="…" /> into its extensionElements${
      otherWay ? `, or ${otherWay}` : ''
    }: without one, reaching it raises an incident`,
    path: ['extensionElements'],
  });
}

/** Tries of a job, as the model gives them; may throw a Failure. */
export function triesOf(
  evaluator: Evaluator,
  retries: ModelValue | undefined,
): number {
  const tries = evaluator.number(retries);
  if (retries && tries !== undefined && !isNumberOfTries(tries)) {
    throw new Failure(
      'expressionFailed',
      `Expected ${
        retries.place
      } to be a whole number from 1 to ${MOST_RETRIES}, but it is ${describeTries(
        tries,
      )}. Correct the variables that it reads`,
    );
  }
  return tries ?? DEFAULT_RETRIES;
}

function describeTries(tries: number): string {
  if (tries < 1) {
    return 'less than 1';
  }
  return tries > MOST_RETRIES ? 'more' : 'a fraction';
}

/** Opens the job of an element; it completes when the job does. */
export function openJob(
  visit: Visit<JobData>,
  extraHeaders?: Readonly<Record<string, string>>,
): void {
  const { node } = visit;
  const { jobType, retries, backOff } = node.data;
  if (!jobType) {
    throw new Failure(
      'expressionFailed',
      `Expected ${describeNode(
        node,
      )} to have a job type, but it has none. ${wayToValue(jobType)}`,
    );
  }
  const type = requiredJobType(visit, jobType);
  const tries = triesOf(visit, retries);
  const priority = visit.number(node.priority);
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
