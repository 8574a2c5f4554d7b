import type { HistoryEntry } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

type Change = HistoryEntry['changes'][number];

/** Names elements of the model. */
export type NameOf = (elementId: string) => string;

interface Told {
  readonly change: Change;
  readonly nameOf: NameOf;
}

const part = (change: Change, name: string) =>
  (change[name] ?? {}) as Readonly<Record<string, unknown>>;

const quoted = (value: unknown) => `“${String(value)}”`;

const WAITS: Readonly<Record<string, (name: string, wait: Wait) => string>> = {
  job: (name, { type }) =>
    String(type).startsWith('script:')
      ? `The script of ${name} is to run`
      : `${name} waits for a worker`,
  userTask: (name, { assignee }) =>
    assignee
      ? `${name} waits for ${String(assignee)}`
      : `${name} waits for somebody to take it`,
  timer: (name, { dueAt }) =>
    `${name} waits until ${new Date(Number(dueAt)).toLocaleString()}`,
  message: (name, wait) => `${name} waits for the message ${quoted(wait.name)}`,
  signal: (name, wait) => `${name} waits for the signal ${quoted(wait.name)}`,
  condition: name => `${name} waits until its condition holds`,
  childInstance: (name, { processId }) =>
    `${name} has called ${quoted(processId)}`,
};

type Wait = Readonly<Record<string, unknown>>;

function waitInWords({ change, nameOf }: Told): string | undefined {
  const wait = part(change, 'wait');
  return WAITS[String(wait.kind)]?.(nameOf(String(wait.elementId)), wait);
}

/** The history has the names of variables only: their values are in a history of their own. */
function variablesInWords({ variables }: Change): string | undefined {
  const names = Array.isArray(variables) ? variables : [];
  return names.length > 0 ? `Set ${names.join(', ')}` : undefined;
}

function movedInWords({ change, nameOf }: Told): string | undefined {
  const name = nameOf(String(change.elementId));
  switch (change.to) {
    case 'completed':
      return `${name} is done`;
    case 'terminated':
      return `${name} was stopped`;
    default:
      return undefined;
  }
}

const thrown = (what: string, { change, nameOf }: Told) => {
  const { elementId, code, caughtBy } = change;
  const caught = caughtBy ? `, caught by ${nameOf(String(caughtBy))}` : '';
  const named = code ? ` ${quoted(code)}` : '';
  return `${nameOf(String(elementId))} has thrown the ${what}${named}${caught}`;
};

const sent = (what: string, { change, nameOf }: Told) =>
  `${nameOf(String(change.elementId))} has sent the ${what} ${quoted(
    change.name,
  )}`;

const WORDS: Readonly<Record<string, (told: Told) => string | undefined>> = {
  instanceStarted: () => 'The run has begun',
  elementEntered: ({ change, nameOf }) =>
    `${nameOf(String(change.elementId))} has begun`,
  lifecycleMoved: movedInWords,
  variablesSet: ({ change }) => variablesInWords(change),
  waitOpened: waitInWords,
  incidentRaised: ({ change, nameOf }) => {
    const { elementId, message } = part(change, 'incident');
    return `${nameOf(String(elementId))} needs attention: ${String(message)}`;
  },
  incidentResolved: () => 'An incident is resolved',
  loopStarted: ({ change }) =>
    change.total === null ? undefined : `${String(change.total)} to do`,
  messageThrown: told => sent('message', told),
  signalThrown: told => sent('signal', told),
  errorThrown: told => thrown('error', told),
  escalationThrown: told => thrown('escalation', told),
  expressionWarned: ({ change, nameOf }) =>
    `${nameOf(String(change.elementId))}: ${(
      change.warnings as readonly string[]
    ).join('; ')}`,
  instanceSuspended: () => 'The run is suspended',
  instanceResumed: () => 'The run goes on',
  commandDropped: ({ change }) =>
    `What came while it was suspended no longer fits: ${String(change.reason)}`,
  instanceMigrated: () => 'The run goes on with another version',
  ownerMoved: () => 'The process has another owner',
  instanceEnded: ({ change }) =>
    change.state === 'completed' ? 'The run is completed' : 'The run has ended',
};

/** What has changed, as one would say it; undefined if it is of no interest to people. */
export function changeInWords(
  change: Change,
  nameOf: NameOf,
): string | undefined {
  return WORDS[change.type]?.({ change, nameOf });
}
