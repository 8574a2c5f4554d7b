import type {
  ScriptEnd,
  ScriptFrame,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Hiding } from './hidingOf';

/** A line of a log. */
export interface FailureLine {
  /** Of the script; absent: not known, or that of a library. */
  readonly line?: number;
  readonly text: string;
}

/** How a script named like this got to where it failed, outermost first, with what its variables were; then why. */
export function failureLines(
  { message, line, trace = [] }: Extract<ScriptEnd, { readonly type: 'error' }>,
  name: string,
  { frame: shown }: Pick<Hiding, 'frame'>,
): readonly FailureLine[] {
  const steps = trace.map(shown).map(frame => ({
    line: frame.file === name ? frame.line : undefined,
    text: stepOf(frame, name),
  }));
  return [...steps, { line, text: message }];
}

function stepOf(
  { file, line, function: called, code, values = {} }: ScriptFrame,
  name: string,
): string {
  const place = file === name ? `line ${line}` : `${file}:${line}`;
  const inside = called === undefined ? '' : `, in ${called}`;
  const shown = Object.entries(values).map(
    ([variable, value]) => `${variable} = ${value.trim()}`,
  );
  const known = shown.length > 0 ? `  (${shown.join(', ')})` : '';
  return `${place}${inside}${code === undefined ? '' : `: ${code}`}${known}`;
}
