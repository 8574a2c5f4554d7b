import type {
  ScriptAttempt,
  ScriptAttemptDetails,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { MarkedLines } from '../../code/CodeView';
import { bytesInWords, spanInWords } from '../../parts/quantities';

const STATES: Readonly<Record<ScriptAttempt['state'], string>> = {
  running: 'Running',
  completed: 'Completed',
  failed: 'Failed',
  thrown: 'Has thrown an error of the model',
  cancelled: 'Cancelled',
};

/** How a run of a script is, with the reason: `Failed (timeout)`. */
export function stateInWords({
  state,
  failureKind,
  errorCode,
}: ScriptAttempt): string {
  const reason = failureKind ?? errorCode;
  return reason ? `${STATES[state]} (${reason})` : STATES[state];
}

/** Which run of a script it is: `Try 2`, `Try 2, repeated`. */
export const attemptName = ({ number, rerunOf, isEdited }: ScriptAttempt) =>
  [`Try ${number}`, rerunOf && 'repeated', isEdited && 'edited']
    .filter(Boolean)
    .join(', ');

/** What a run of a script has taken, by name. */
export function costsOf({
  wall,
  cpu,
  memory,
}: ScriptAttempt): readonly (readonly [string, string])[] {
  return [
    ...(wall === undefined ? [] : [['Time', spanInWords(wall)] as const]),
    ...(cpu === undefined ? [] : [['Processor', spanInWords(cpu)] as const]),
    ...(memory === undefined
      ? []
      : [['Peak memory', bytesInWords(memory)] as const]),
  ];
}

/** Lines of the script where it has failed, the innermost included. */
export function markedLines({
  line,
  message,
  trace = [],
}: ScriptAttemptDetails): MarkedLines {
  const marked: Record<number, string> = {};
  for (const place of trace) {
    if (isOfScript(place.file)) {
      marked[place.line] = valuesInWords(place.values);
    }
  }
  if (line !== undefined) {
    marked[line] = [message, marked[line]].filter(Boolean).join('\n');
  }
  return marked;
}

/** Whether a place is in the script: files of libraries have a folder. */
function isOfScript(file: string): boolean {
  return !file.includes('/');
}

function valuesInWords(values: Readonly<Record<string, string>> = {}): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n');
}
