import {
  SelectEntry,
  TextFieldEntry,
  isSelectEntryEdited,
  isTextFieldEntryEdited,
} from '@bpmn-io/properties-panel';
import { h } from '@bpmn-io/properties-panel/preact';
import { useService } from 'bpmn-js-properties-panel';
import type { DiagramElement } from '../canvas/services';
import type { Choice } from './panelData';

// The panel is made of preact, not of React: `h`, and components that stay the same function, or a field would lose its focus.

/** A field of the panel, as a group lists it. */
export interface Entry {
  readonly id: string;
  readonly component: (props: any) => unknown;
  readonly [property: string]: unknown;
}

interface ValueEntry {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly get: () => string | undefined;
  readonly set: (value: string | undefined) => void;
}

interface TextOptions extends ValueEntry {
  readonly placeholder?: string;
  readonly validate?: (value: string | undefined) => string | undefined;
}

interface SelectOptions extends ValueEntry {
  readonly choices: readonly Choice[];
}

/** A line of text. */
export function textEntry(options: TextOptions): Entry {
  return { ...options, component: Text, isEdited: isTextFieldEntryEdited };
}

function Text(props: TextOptions & { element: DiagramElement }) {
  const debounce = useService('debounceInput');
  const { element, id, label, description, placeholder, validate, get, set } =
    props;
  return h(TextFieldEntry, {
    element,
    id,
    label,
    description,
    placeholder,
    validate,
    debounce,
    getValue: get,
    setValue: (value: string | undefined, problem?: string) => {
      if (!problem) {
        set(value);
      }
    },
  });
}

/** One of several. */
export function selectEntry(options: SelectOptions): Entry {
  return { ...options, component: Select, isEdited: isSelectEntryEdited };
}

function Select(props: SelectOptions & { element: DiagramElement }) {
  const { element, id, label, description, choices, get, set } = props;
  return h(SelectEntry, {
    element,
    id,
    label,
    description,
    getOptions: () => choices,
    getValue: () => get() ?? '',
    setValue: (value: string) => set(value || undefined),
  });
}

/** Choices that are taken over into another field: nothing stays chosen. */
export function suggestEntry(options: {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly choices: readonly Choice[];
  readonly take: (value: string) => void;
}): Entry {
  return { ...options, component: Suggest };
}

function Suggest({
  id,
  label,
  description,
  choices,
  take,
}: {
  id: string;
  label: string;
  description?: string;
  choices: readonly Choice[];
  take: (value: string) => void;
}) {
  return h(
    'div',
    { class: 'bio-properties-panel-entry', 'data-entry-id': id },
    h(
      'select',
      {
        class: 'bio-properties-panel-input',
        'aria-label': label,
        value: '',
        onChange: (event: { target: HTMLSelectElement }) => {
          take(event.target.value);
          event.target.value = '';
        },
      },
      h('option', { value: '' }, label),
      choices.map(({ value, label: text }) =>
        h('option', { key: value, value }, text),
      ),
    ),
    description &&
      h('div', { class: 'bio-properties-panel-description' }, description),
  );
}

/** Words, and buttons under them. */
export function noteEntry(options: {
  readonly id: string;
  readonly text?: string;
  readonly isError?: boolean;
  readonly lines?: readonly string[];
  readonly code?: string;
  readonly buttons?: readonly {
    readonly label: string;
    readonly onClick: () => void;
  }[];
}): Entry {
  return { ...options, component: Note };
}

function Note({
  id,
  text,
  isError,
  lines = [],
  code,
  buttons = [],
}: Parameters<typeof noteEntry>[0]) {
  return h(
    'div',
    { class: 'bio-properties-panel-entry', 'data-entry-id': id },
    code !== undefined && h('pre', { class: 'pipeline-code-preview' }, code),
    (text || lines.length > 0) &&
      h(
        'div',
        {
          class: `pipeline-note${isError ? ' is-error' : ''}`,
          role: isError ? 'alert' : undefined,
        },
        text,
        lines.length > 0 &&
          h(
            'ol',
            null,
            lines.map(line => h('li', { key: line }, line)),
          ),
      ),
    buttons.length > 0 &&
      h(
        'div',
        { class: 'pipeline-buttons' },
        buttons.map(({ label, onClick }) =>
          h(
            'button',
            {
              key: label,
              type: 'button',
              class: 'pipeline-entry-button',
              onClick,
            },
            label,
          ),
        ),
      ),
  );
}
