import type { JobScript } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  firstDue,
  parseSchedule,
  type FlowNode,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/** What the model says of a script task. */
interface ScriptData {
  readonly language?: string;
  readonly script?: string;
  readonly environment?: string;
  readonly timeout?: string;
  readonly memory?: string;
  readonly cpu?: string;
  readonly inputs?: readonly string[];
  readonly outputs?: readonly string[];
}

type Limit = 'timeout' | 'cpu' | 'memory';

const EXAMPLES: Readonly<Record<Limit, string>> = {
  timeout: 'PT5M',
  cpu: 'PT1M',
  memory: '512MiB',
};

const UNITS: Readonly<Record<string, number>> = {
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** The script of an element; undefined: it has none that is a job. */
export function jobScriptOf(node: FlowNode | undefined): JobScript | undefined {
  if (node?.type !== 'scriptTask') {
    return undefined;
  }
  const data = node.data as ScriptData;
  const { language, script, environment } = data;
  if (language === undefined) {
    return undefined;
  }
  const limits = limitsOf(data);
  const problem =
    limits.problem ??
    (script?.trim()
      ? undefined
      : `Expected the script task ${node.id} to have a script, but it has none. Write one`);
  return {
    language,
    source: script ?? '',
    ...(environment && { environment }),
    ...limits.limits,
    ...(data.inputs?.length && { inputs: data.inputs }),
    ...(data.outputs?.length && { outputs: data.outputs }),
    ...(problem && { problem }),
  };
}

function limitsOf(data: ScriptData): {
  readonly limits: Partial<Record<Limit, number>>;
  readonly problem?: string;
} {
  const limits: Partial<Record<Limit, number>> = {};
  for (const name of Object.keys(EXAMPLES) as Limit[]) {
    const { [name]: text } = data;
    if (text !== undefined) {
      const value = name === 'memory' ? readBytes(text) : readDuration(text);
      if (value === undefined) {
        const problem = `Expected the ${name} of the script to be such as ${EXAMPLES[name]}, but found ${text}. Correct the model`;
        return { limits, problem };
      }
      limits[name] = value;
    }
  }
  return { limits };
}

/** Bytes. */
function readBytes(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9})(KiB|MiB|GiB)$/.exec(text.trim()) ?? [];
  const bytes = Number(count) * UNITS[unit];
  return bytes > 0 ? bytes : undefined;
}

/** Milliseconds. */
function readDuration(text: string): number | undefined {
  const parsed = parseSchedule('duration', text.trim());
  const duration =
    'schedule' in parsed ? firstDue(parsed.schedule, 0) : undefined;
  return duration !== undefined && duration > 0 ? duration : undefined;
}
