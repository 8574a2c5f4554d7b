import type {
  JobScript,
  JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import {
  complete,
  fail,
  failForGood,
  throwError,
  type Job,
  type JobAnswer,
  type JobHandler,
  type ScriptEnd,
  type ScriptFailureKind,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { v7 as uuid } from 'uuid';
import type { HostJobContext } from '../jobs/HostJobContext';
import { whyUnavailable } from '../store/whyUnavailable';
import { filesAmong } from './ScriptFiles';
import { hashOf } from './hashOf';
import { hidingOf, type Hiding } from './hidingOf';
import type { ScriptParts } from './ScriptParts';
import type { ScriptHome } from './ScriptRunners';
import { taskOf } from './taskOf';

/** Milliseconds that a script may wait for its turn, besides the longest time that one may take. */
const LONGEST_QUEUE = 60 * 60_000;
/** Longest time that can be waited for, in milliseconds. */
const LONGEST = 2 ** 31 - 1;
/** Milliseconds after which what was no fault of the script is tried again. */
const SOON = 1000;

/** Does script tasks of one language: has the script run, and tells the process what came of it. */
export class ScriptJobHandler implements JobHandler {
  readonly type: string;
  readonly timeout: number;

  constructor(language: string, private readonly parts: ScriptParts) {
    this.type = `script:${language}`;
    const ceilings = parts.runners
      .list()
      .filter(environment => environment.language === language)
      .map(({ ceilings: { timeout } }) => timeout);
    this.timeout = Math.min(LONGEST, Math.max(...ceilings) + LONGEST_QUEUE);
  }

  async handle(job: Job, context: HostJobContext): Promise<JobAnswer> {
    const { script } = job;
    if (!script) {
      return failForGood(
        `Expected ${job.elementId} to be a script task, but its job is of type ${job.type} and has no script. Choose another job type, or make it a script task`,
      );
    }
    const home = this.parts.runners.find(script.language, script.environment);
    const problem = script.problem ?? (typeof home === 'string' && home);
    return problem
      ? failForGood(problem)
      : this.run({ job, script, home: home as ScriptHome }, context);
  }

  private async run(
    given: {
      readonly job: Job;
      readonly script: JobScript;
      readonly home: ScriptHome;
    },
    context: HostJobContext,
  ): Promise<JobAnswer> {
    const { job, script, home } = given;
    const { runs, definitions } = this.parts;
    const inputs = inputsOf(job.variables, script.inputs);
    const { sensitive } = await definitions.get(context.activated.definitionId);
    const hiding = hidingOf(sensitive, inputs);
    const id = uuid();
    try {
      const files = await filesAmong(inputs, job.instanceId, this.parts);
      const shown = hiding.variables(inputs);
      const number = await this.begin({ ...given, id, inputs: shown }, context);
      if (number === undefined) {
        return lost('Expected the instance to be there, but it is gone', job);
      }
      const place = { ...job, id, number };
      const end = await runs.run({
        runner: home.runner,
        task: taskOf({
          place,
          script: { ...script, environment: home.environment.name },
          inputs,
          files,
        }),
        attempt: {
          id,
          instanceId: job.instanceId,
          createdBy: job.owner,
          hiding,
        },
        signal: context.signal,
      });
      return answerOf(end, job, hiding);
    } catch (error) {
      return this.answerOfError(error, job);
    }
  }

  private begin(
    {
      id,
      job,
      script,
      home,
      inputs,
    }: {
      readonly id: string;
      readonly job: Job;
      readonly script: JobScript;
      readonly home: ScriptHome;
      readonly inputs: JsonObject;
    },
    { activated: { definitionId, wait } }: HostJobContext,
  ): Promise<number | undefined> {
    const { store, clock } = this.parts;
    return store.begin({
      id,
      definitionId,
      inputs,
      instanceId: job.instanceId,
      elementId: job.elementId,
      elementInstanceKey: wait.elementInstanceKey,
      waitKey: wait.key,
      language: script.language,
      environment: home.environment.name,
      sourceHash: hashOf(script.source),
      startedAt: clock.now(),
      startedBy: job.owner,
    });
  }

  /** A file that the instance may not have stays so; a database that is away comes back. */
  private answerOfError(error: unknown, job: Job): JobAnswer {
    if (error instanceof Rejection) {
      return failForGood(error.message);
    }
    const why = whyUnavailable(error);
    if (why === undefined) {
      throw error;
    }
    return lost(
      `Expected the database to note that the script begins, but ${why}`,
      job,
    );
  }
}

/** What a script sees; names that it wants and that are not there are null. */
function inputsOf(
  variables: JsonObject,
  names: readonly string[] | undefined,
): JsonObject {
  return names
    ? Object.fromEntries(
        names.map(name => [
          name,
          Object.hasOwn(variables, name) ? variables[name] : null,
        ]),
      )
    : variables;
}

/** The try was not the fault of the script: it does not count. */
function lost(message: string, { retries }: Job): JobAnswer {
  return fail(message, { retries, retryAfter: SOON });
}

function answerOf(end: ScriptEnd, job: Job, hiding: Hiding): JobAnswer {
  switch (end.type) {
    case 'result':
      return complete(end.outputs);
    case 'thrown':
      return throwError(end.code, hiding.text(end.message), end.variables);
    case 'error':
      return answerOfFailure(end, job, hiding);
    default:
      throw new Error(`Unknown end ${end satisfies never}`);
  }
}

type Answering = (message: string, job: Job) => JobAnswer;

/** Uses up a try: the model says how often, and when again. */
const failed: Answering = message => fail(message);

const FAILURES: Readonly<Record<ScriptFailureKind, Answering>> = {
  'script-error': failed,
  'bad-input': failed,
  'bad-output': failed,
  'output-limit': failed,
  crashed: failed,
  memory: failed,
  timeout: failed,
  // Whoever has cancelled it does not look at the answer, unless that was the runner.
  cancelled: lost,
  lost,
  'sandbox-unavailable': message => failForGood(message),
};

function answerOfFailure(
  { kind, message, line }: Extract<ScriptEnd, { type: 'error' }>,
  job: Job,
  hiding: Hiding,
): JobAnswer {
  const place = line === undefined ? '' : ` (line ${line})`;
  return FAILURES[kind](hiding.text(message) + place, job);
}
