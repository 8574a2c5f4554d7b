import type { ModdleElement } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { DiagramElement } from '../canvas/services';
import { noteEntry, selectEntry, textEntry, type Entry } from './entries';
import { extensionOf, updateExtension } from './extensionElements';
import { fields, names, type PanelGroup } from './groups';
import type { PanelTools } from './PanelTools';
import { durationProblem, memoryProblem } from './scriptLimits';

const SCRIPT = 'pipeline:Script';
const PREVIEW_LINES = 6;
const LANGUAGES = [
  { value: 'python', label: 'Python' },
  { value: 'r', label: 'R' },
  { value: 'feel', label: 'FEEL expression' },
];

interface Variables {
  readonly property: 'inputs' | 'outputs';
  readonly type: string;
  readonly label: string;
  readonly stem: string;
}

const INPUTS: Variables = {
  property: 'inputs',
  type: 'pipeline:Input',
  label: 'Script inputs',
  stem: 'input',
};
const OUTPUTS: Variables = {
  property: 'outputs',
  type: 'pipeline:Output',
  label: 'Script outputs',
  stem: 'output',
};

/** Whether it is a script task that says what to do by itself, not by Camunda's expression or by a job for a worker. */
export function hasScript({ type, businessObject }: DiagramElement): boolean {
  return (
    type === 'bpmn:ScriptTask' &&
    !extensionOf(businessObject, 'zeebe:Script') &&
    // One without a type says only how often the script is tried.
    !extensionOf(businessObject, 'zeebe:TaskDefinition')?.type
  );
}

/** The script of a task, what it sees and gives, and what it may take. */
export function scriptGroups(
  tools: PanelTools,
  element: DiagramElement,
): PanelGroup[] {
  const language = languageOf(element);
  const isRun = language !== 'feel';
  return [
    fields('pipeline-script', 'Script', {
      shouldOpen: true,
      entries: [
        languageEntry(tools, element),
        ...(isRun ? [environmentEntry(tools, element)] : []),
        codeEntry(tools, element),
      ],
    }),
    ...(isRun
      ? [
          variables(tools, element, INPUTS),
          variables(tools, element, OUTPUTS),
          fields('pipeline-script-limits', 'Script limits', {
            entries: limitEntries(tools, element),
          }),
        ]
      : []),
  ];
}

function languageOf({ businessObject }: DiagramElement): string {
  return String(businessObject.scriptFormat ?? '').toLocaleLowerCase('en-US');
}

function languageEntry(tools: PanelTools, element: DiagramElement): Entry {
  const language = languageOf(element);
  const isKnown = LANGUAGES.some(({ value }) => value === language);
  return selectEntry({
    id: 'pipeline-script-language',
    label: 'Language',
    choices: isKnown
      ? LANGUAGES
      : [...LANGUAGES, { value: language, label: language || 'Choose one' }],
    get: () => language,
    set: scriptFormat =>
      tools.modeling.updateProperties(element, { scriptFormat }),
  });
}

function environmentEntry(tools: PanelTools, element: DiagramElement): Entry {
  const environments = tools.data.environments.filter(
    ({ language }) => language === languageOf(element),
  );
  const standard = environments.find(({ isDefault }) => isDefault);
  const access = tools.attribute(element, {
    type: SCRIPT,
    name: 'environment',
  });
  const chosen = environments.find(
    ({ name }) => name === (access.get() ?? standard?.name),
  );
  const unknown = access.get();
  return selectEntry({
    id: 'pipeline-script-environment',
    label: 'Environment',
    description: describeEnvironment(chosen),
    choices: [
      { value: '', label: standard ? `Default (${standard.name})` : 'Default' },
      ...environments.map(({ name }) => ({ value: name, label: name })),
      ...(unknown && !environments.some(({ name }) => name === unknown)
        ? [{ value: unknown, label: `${unknown} (not configured here)` }]
        : []),
    ],
    ...access,
  });
}

function describeEnvironment(
  environment: PanelTools['data']['environments'][number] | undefined,
): string | undefined {
  if (!environment) {
    return undefined;
  }
  const { description, preload } = environment;
  const libraries = preload.length > 0 && `has ${preload.join(', ')}`;
  return [description, libraries].filter(Boolean).join('; ') || undefined;
}

function codeEntry(tools: PanelTools, element: DiagramElement): Entry {
  const code = String(element.businessObject.script ?? '').trim();
  const lines = code.split('\n');
  const shown = lines.slice(0, PREVIEW_LINES).join('\n');
  return noteEntry({
    id: 'pipeline-script-code',
    ...(code
      ? { code: lines.length > PREVIEW_LINES ? `${shown}\n…` : shown }
      : { text: 'There is no script yet.' }),
    buttons: [
      {
        label: code ? 'Edit script' : 'Write script',
        onClick: () =>
          tools.request({ kind: 'editScript', elementId: element.id }),
      },
    ],
  });
}

function variables(
  tools: PanelTools,
  element: DiagramElement,
  { property, type, label, stem }: Variables,
): PanelGroup {
  const given = namesIn(element, property);
  const write = (wanted: readonly string[]) =>
    updateExtension(tools.modeling, tools.bpmnFactory, {
      element,
      owner: element.businessObject,
      type: SCRIPT,
      properties: {
        [property]: wanted.map(name =>
          tools.bpmnFactory.create(type, { name }),
        ),
      },
    });
  const id = `pipeline-script-${property}`;
  return names(id, label, {
    items: given.map((name, index) => ({
      id: `${id}-${index}`,
      label: name,
      autoFocusEntry: `${id}-${index}-name`,
      entries: [
        textEntry({
          id: `${id}-${index}-name`,
          label: 'Variable',
          get: () => name,
          set: value =>
            write(given.map((old, at) => (at === index ? value ?? '' : old))),
        }),
      ],
      remove: (event: Event) => {
        event.stopPropagation();
        write(given.filter((_, at) => at !== index));
      },
    })),
    add: event => {
      event.stopPropagation();
      write([...given, `${stem}${given.length + 1}`]);
    },
  });
}

function namesIn(
  { businessObject }: DiagramElement,
  property: 'inputs' | 'outputs',
): readonly string[] {
  const listed = extensionOf(businessObject, SCRIPT)?.[property] as
    | readonly ModdleElement[]
    | undefined;
  return (listed ?? []).map(({ name }) => String(name ?? ''));
}

function limitEntries(tools: PanelTools, element: DiagramElement): Entry[] {
  const access = (name: string) =>
    tools.attribute(element, { type: SCRIPT, name });
  return [
    textEntry({
      id: 'pipeline-script-timeout',
      label: 'Longest time',
      placeholder: 'PT5M',
      description: 'A duration, such as PT5M for five minutes.',
      validate: durationProblem,
      ...access('timeout'),
    }),
    textEntry({
      id: 'pipeline-script-memory',
      label: 'Memory',
      placeholder: '512MiB',
      description: 'Such as 512MiB or 4GiB.',
      validate: memoryProblem,
      ...access('memory'),
    }),
    textEntry({
      id: 'pipeline-script-cpu',
      label: 'Processor time',
      placeholder: 'PT2M',
      description: 'A duration, such as PT2M for two minutes.',
      validate: durationProblem,
      ...access('cpu'),
    }),
  ];
}
