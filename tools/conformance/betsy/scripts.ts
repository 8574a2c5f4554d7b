import type {
  JsonObject,
  JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  FlowNode,
  JobWait,
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

/** A script that is to be done. */
export interface Script {
  /** Its text, which says what to do. */
  readonly word: string;
  readonly variable: (name: string) => JsonValue | undefined;
  readonly observed: Observed;
  /** Milliseconds. */
  readonly now: number;
}

/** What came of a script, and after how many milliseconds; absent: at once. */
export interface ScriptAnswer {
  readonly answer:
    | { readonly kind: 'complete'; readonly variables: JsonObject }
    | { readonly kind: 'failForGood'; readonly message: string }
    | {
        readonly kind: 'throwError';
        readonly code: string;
        readonly variables: JsonObject;
      };
  readonly after?: number;
}

const completed = (
  variables: JsonObject = {},
  after?: number,
): ScriptAnswer => ({ answer: { kind: 'complete', variables }, after });

function increment({ variable }: Script): ScriptAnswer {
  return completed({
    integerVariable: Number(variable('integerVariable')) + 1,
  });
}

function noteTime({ observed, now }: Script): ScriptAnswer {
  observed.intervals.push({ begin: now, end: now + TEN_SECONDS });
  return completed({}, TEN_SECONDS);
}

/** What each word of the suite means; the other words are names of tasks. */
const WORDS: Readonly<Record<string, (script: Script) => ScriptAnswer>> = {
  CREATE_LOG_FILE: () => completed(),
  INCREMENT_INTEGER_VARIABLE: increment,
  INCREMENT_INTEGER_VARIABLE_AND_LOG(script) {
    script.observed.trace.push('INCREMENT_correct');
    return increment(script);
  },
  CREATE_MARKER_FILE({ observed }) {
    observed.hasMarker = true;
    return completed();
  },
  SET_STRING_DATA: () => completed({ data: 'String' }),
  LOG_DATA({ variable, observed }) {
    observed.data = variable('data');
    return completed();
  },
  THROW_ERROR: () => ({
    answer: { kind: 'throwError', code: 'ERR_CODE', variables: {} },
  }),
  WAIT_TEN_SECONDS: () => completed({}, TEN_SECONDS),
  CREATE_TIMESTAMP_LOG_1: noteTime,
  CREATE_TIMESTAMP_LOG_2: noteTime,
};

/** The word of a script task; of any other job, what cannot be one. */
export function wordOf(
  { data }: Pick<FlowNode, 'data'>,
  { type }: Pick<JobWait, 'type'>,
): string {
  const { script } = data as { readonly script?: string };
  return type === 'script' ? String(script).trim() : `a job of type ${type}`;
}

/** Does a script of the suite: its text is a word that says what to do. */
export function doScript(script: Script): ScriptAnswer {
  const { word, observed } = script;
  const known = WORDS[word];
  if (known) {
    return known(script);
  }
  if (!/^SCRIPT_task\d$/.test(word)) {
    const message = `Expected a word of the suite, but found ${word}`;
    return { answer: { kind: 'failForGood', message } };
  }
  observed.trace.push(word);
  return completed();
}

/** Whether two of the noted intervals overlap. */
export function ranInParallel({ intervals }: Observed): boolean {
  return intervals.some((one, index) =>
    intervals
      .slice(index + 1)
      .some(other => one.begin < other.end && other.begin < one.end),
  );
}
