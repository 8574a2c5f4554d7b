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

/** Does a script of the suite: its text is a word that says what to do. */
export function doScript(
  { node, variable, wait }: HostedJob,
  observed: Observed,
  now: number,
): JobAnswer {
  if (wait.type !== 'script') {
    return {
      fail: `Expected a script, but it is a job of type ${wait.type}`,
      retries: 0,
    };
  }
  const word = String((node.data as { script?: string }).script).trim();
  const increment = {
    integerVariable: Number(variable('integerVariable')) + 1,
  };
  switch (word) {
    case 'CREATE_LOG_FILE':
      return { complete: {} };
    case 'INCREMENT_INTEGER_VARIABLE':
      return { complete: increment };
    case 'INCREMENT_INTEGER_VARIABLE_AND_LOG':
      observed.trace.push('INCREMENT_correct');
      return { complete: increment };
    case 'CREATE_MARKER_FILE':
      observed.hasMarker = true;
      return { complete: {} };
    case 'SET_STRING_DATA':
      return { complete: { data: 'String' } };
    case 'LOG_DATA':
      observed.data = variable('data');
      return { complete: {} };
    case 'THROW_ERROR':
      return { error: 'ERR_CODE' };
    case 'WAIT_TEN_SECONDS':
      return { complete: {}, after: TEN_SECONDS };
    case 'CREATE_TIMESTAMP_LOG_1':
    case 'CREATE_TIMESTAMP_LOG_2':
      observed.intervals.push({ begin: now, end: now + TEN_SECONDS });
      return { complete: {}, after: TEN_SECONDS };
    default:
      return doTask(word, observed);
  }
}

function doTask(word: string, observed: Observed): JobAnswer {
  if (!/^SCRIPT_task\d$/.test(word)) {
    return {
      fail: `Expected a word of the suite, but found ${word}`,
      retries: 0,
    };
  }
  observed.trace.push(word);
  return { complete: {} };
}

/** Whether two of the noted intervals overlap. */
export function ranInParallel({ intervals }: Observed): boolean {
  return intervals.some((one, index) =>
    intervals
      .slice(index + 1)
      .some(other => one.begin < other.end && other.begin < one.end),
  );
}
