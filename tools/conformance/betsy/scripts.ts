import type {
  HostedJob,
  JobAnswer,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

const TEN_SECONDS = 10_000;

/** What the scripts of one case have done. */
export interface Observed {
  readonly trace: string[];
  hasMarker: boolean;
  data?: unknown;
  /** Begin and end of the scripts that note the time; milliseconds. */
  readonly intervals: { readonly begin: number; readonly end: number }[];
}

interface Doing {
  readonly job: HostedJob;
  readonly observed: Observed;
  readonly now: number;
}

const DONE: JobAnswer = { complete: {} };

function increment({ job }: Doing): JobAnswer {
  const integerVariable = Number(job.variable('integerVariable')) + 1;
  return { complete: { integerVariable } };
}

function noteTime({ observed, now }: Doing): JobAnswer {
  observed.intervals.push({ begin: now, end: now + TEN_SECONDS });
  return { complete: {}, after: TEN_SECONDS };
}

/** What each word of the suite means; the other words are names of tasks. */
const WORDS: Readonly<Record<string, (doing: Doing) => JobAnswer>> = {
  CREATE_LOG_FILE: () => DONE,
  INCREMENT_INTEGER_VARIABLE: increment,
  INCREMENT_INTEGER_VARIABLE_AND_LOG(doing) {
    doing.observed.trace.push('INCREMENT_correct');
    return increment(doing);
  },
  CREATE_MARKER_FILE({ observed }) {
    observed.hasMarker = true;
    return DONE;
  },
  SET_STRING_DATA: () => ({ complete: { data: 'String' } }),
  LOG_DATA({ job, observed }) {
    observed.data = job.variable('data');
    return DONE;
  },
  THROW_ERROR: () => ({ error: 'ERR_CODE' }),
  WAIT_TEN_SECONDS: () => ({ complete: {}, after: TEN_SECONDS }),
  CREATE_TIMESTAMP_LOG_1: noteTime,
  CREATE_TIMESTAMP_LOG_2: noteTime,
};

/** Does a script of the suite: its text is a word that says what to do. */
export function doScript(
  job: HostedJob,
  observed: Observed,
  now: number,
): JobAnswer {
  const { node, wait } = job;
  const word = String((node.data as { script?: string }).script).trim();
  const known = wait.type === 'script' ? WORDS[word] : undefined;
  if (known) {
    return known({ job, observed, now });
  }
  if (!/^SCRIPT_task\d$/.test(word)) {
    return {
      fail: `Expected a word of the suite, but found ${word}`,
      retries: 0,
    };
  }
  observed.trace.push(word);
  return DONE;
}

/** Whether two of the noted intervals overlap. */
export function ranInParallel({ intervals }: Observed): boolean {
  return intervals.some((one, index) =>
    intervals
      .slice(index + 1)
      .some(other => one.begin < other.end && other.begin < one.end),
  );
}
