import type { ModdleElement } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { DiagramElement } from '../canvas/services';
import { noteEntry, selectEntry, textEntry, type Entry } from './entries';
import type { PanelTools } from './PanelTools';
import { previewTimer } from './previewTimer';

const TIMER = 'pipeline:Timer';
const CATCH_UP = [
  { value: '', label: 'As usual' },
  { value: 'skip', label: 'Leave out what was missed' },
  { value: 'once', label: 'Make up for it once' },
  { value: 'all', label: 'Make up for all of it' },
];

const KINDS = {
  timeDate: 'date',
  timeDuration: 'duration',
  timeCycle: 'cycle',
} as const;

/** What a timer does in words, its time zone, and what happens after a downtime. */
export function timerEntries(
  tools: PanelTools,
  element: DiagramElement,
): Entry[] {
  const definitions = (element.businessObject.eventDefinitions ??
    []) as readonly ModdleElement[];
  const owner = definitions.find(
    ({ $type }) => $type === 'bpmn:TimerEventDefinition',
  );
  if (!owner) {
    return [];
  }
  const access = (name: string) =>
    tools.attribute(element, { type: TIMER, name, owner });
  const timeZone = access('timeZone');
  return [
    previewEntry(owner, timeZone.get()),
    textEntry({
      id: 'pipeline-timer-zone',
      label: 'Time zone',
      placeholder: 'UTC',
      description: 'A name such as Europe/Berlin.',
      validate: zoneProblem,
      ...timeZone,
    }),
    ...(owner.timeCycle
      ? [
          selectEntry({
            id: 'pipeline-timer-catch-up',
            label: 'After a downtime',
            choices: CATCH_UP,
            ...access('catchUp'),
          }),
        ]
      : []),
  ];
}

function previewEntry(
  owner: ModdleElement,
  timeZone: string | undefined,
): Entry {
  const id = 'pipeline-timer-preview';
  for (const [property, kind] of Object.entries(KINDS)) {
    const text = (owner[property] as ModdleElement | undefined)?.body;
    if (typeof text === 'string' && text.trim()) {
      const preview = previewTimer(
        { kind, text: text.trim(), timeZone },
        Date.now(),
      );
      return noteEntry({ id, ...preview });
    }
  }
  return noteEntry({ id });
}

function zoneProblem(value: string | undefined): string | undefined {
  if (!value) {
    return undefined;
  }
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) && undefined;
  } catch {
    return `Expected the name of a time zone, but found "${value}". Write for example Europe/Berlin.`;
  }
}
