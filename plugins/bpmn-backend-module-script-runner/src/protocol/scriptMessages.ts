import type {
  ScriptEvent,
  ScriptFrame,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/** What it took, as the process of the script says itself. */
interface Took {
  /** Milliseconds. */
  readonly wall: number;
  /** Milliseconds of the processor, where nobody else can say. */
  readonly cpu?: number;
  /** Most bytes of memory at a time, where nobody else can say. */
  readonly memory?: number;
}

/** What comes out of a sandbox. Whoever wrote the script may have forged it: nothing here is trusted beyond its form. */
export type ScriptMessage =
  | Extract<ScriptEvent, { type: 'log' | 'metric' | 'progress' }>
  | {
      readonly type: 'artifact';
      readonly kind: 'file' | 'figure' | 'table';
      readonly name: string;
      readonly title?: string;
      readonly size: number;
      readonly preview?: object;
    }
  | (Took & { readonly type: 'result'; readonly outputs: object })
  | (Took & {
      readonly type: 'thrown';
      readonly code: string;
      readonly message: string;
      readonly variables: object;
    })
  | (Took & {
      readonly type: 'error';
      readonly kind: 'script-error' | 'bad-output' | 'output-limit' | 'memory';
      readonly message: string;
      readonly line?: number;
      readonly trace: readonly ScriptFrame[];
    });

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isText: Check = value => typeof value === 'string';
const isNumber: Check = value =>
  typeof value === 'number' && Number.isFinite(value);
const isCount: Check = value =>
  Number.isSafeInteger(value) && Number(value) >= 0;
const isAmount: Check = value => isNumber(value) && Number(value) >= 0;
const isObject: Check = value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const oneOf =
  (...texts: readonly string[]): Check =>
  value =>
    isText(value) && texts.includes(value as string);
const optional =
  (check: Check): Check =>
  value =>
    value === undefined || check(value);
const isFrame: Check = value =>
  isObject(value) &&
  isText((value as Fields).file) &&
  isCount((value as Fields).line);
const took: Readonly<Record<keyof Took, Check>> = {
  wall: isNumber,
  cpu: optional(isAmount),
  memory: optional(isAmount),
};
const isTrace: Check = value => Array.isArray(value) && value.every(isFrame);

const CHECKS: Readonly<
  Record<ScriptMessage['type'], Readonly<Record<string, Check>>>
> = {
  log: {
    level: oneOf('debug', 'info', 'warning', 'error'),
    time: isNumber,
    line: optional(isCount),
    text: isText,
  },
  metric: { name: isText, value: isNumber, time: isNumber },
  progress: { done: isNumber, text: optional(isText) },
  artifact: {
    kind: oneOf('file', 'figure', 'table'),
    name: isText,
    title: optional(isText),
    size: isCount,
    preview: optional(isObject),
  },
  result: { outputs: isObject, ...took },
  thrown: {
    code: isText,
    message: isText,
    variables: isObject,
    ...took,
  },
  error: {
    kind: oneOf('script-error', 'bad-output', 'output-limit', 'memory'),
    message: isText,
    line: optional(isCount),
    trace: isTrace,
    ...took,
  },
};

/** A message of a script; undefined if it is none. */
export function readScriptMessage(payload: Buffer): ScriptMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
  if (!isObject(value)) {
    return undefined;
  }
  const fields = value as Fields;
  const type = String(fields.type);
  if (!Object.hasOwn(CHECKS, type) || hasForbiddenName(payload, value)) {
    return undefined;
  }
  const checks = Object.entries(CHECKS[type as ScriptMessage['type']]);
  return checks.every(([name, check]) => check(fields[name]))
    ? (value as ScriptMessage)
    : undefined;
}

const FORBIDDEN = '__proto__';

/** A name that would change what an object is, wherever it is copied to. */
function hasForbiddenName(payload: Buffer, value: unknown): boolean {
  // It can be written with escapes, so a look at the bytes is enough only where there are none.
  return (
    (payload.includes('__proto__') || payload.includes('\\u')) &&
    holdsForbidden(value)
  );
}

function holdsForbidden(value: unknown): boolean {
  const rest: unknown[] = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next === 'object' && next !== null) {
      if (Object.hasOwn(next, FORBIDDEN)) {
        return true;
      }
      rest.push(...Object.values(next));
    }
  }
  return false;
}
