import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
} from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import {
  bracketMatching,
  defaultHighlightStyle,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  StreamLanguage,
  syntaxHighlighting,
} from '@codemirror/language';
import { r } from '@codemirror/legacy-modes/mode/r';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';

/** What a code editor shows and whom it tells. */
export interface CodeEditorOptions {
  readonly parent: HTMLElement;
  readonly code: string;
  /** `python` or `r`; others are plain text. */
  readonly language: string;
  /** For those who cannot see it. */
  readonly label: string;
  readonly isDark: boolean;
  readonly isReadOnly?: boolean;
  readonly onChange: (code: string) => void;
}

/** A code editor in a page. */
export interface CodeEditorHandle {
  focus(): void;
  /** Puts other code in the place of all that is there, unless it is the same. */
  setCode(code: string): void;
  destroy(): void;
}

/** The colours of CodeMirror's own style, which is made for a light ground, and what takes their place on a dark one. */
const ON_DARK: Readonly<Record<string, string>> = {
  '#404740': '#b0b0b0',
  '#708': '#c586c0',
  '#219': '#9cc4ff',
  '#164': '#b5cea8',
  '#a11': '#ce9178',
  '#e40': '#ff9d66',
  '#00f': '#dcdcaa',
  '#30a': '#9cdcfe',
  '#085': '#4ec9b0',
  '#167': '#4ec9b0',
  '#256': '#9cdcfe',
  '#00c': '#9cdcfe',
  '#940': '#8bab76',
  '#f00': '#ff7b72',
};

/** Those that are too light to be read on a light ground, and what takes their place. */
const ON_LIGHT: Readonly<Record<string, string>> = {
  '#e40': '#b83600',
  '#085': '#00764a',
  '#f00': '#c00000',
};

const styleWith = (colors: Readonly<Record<string, string>>) =>
  HighlightStyle.define(
    defaultHighlightStyle.specs.map(({ color, ...spec }) => ({
      ...spec,
      color: colors[color] ?? color,
    })),
  );
const darkStyle = styleWith(ON_DARK);
const lightStyle = styleWith(ON_LIGHT);

/** Puts a code editor into a page. The one module that loads CodeMirror. */
export function createCodeEditor(options: CodeEditorOptions): CodeEditorHandle {
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.code,
      extensions: extensionsFor(options),
    }),
  });
  return {
    focus: () => view.focus(),
    setCode: code => {
      const before = view.state.doc;
      if (before.toString() !== code) {
        view.dispatch({
          changes: { from: 0, to: before.length, insert: code },
        });
      }
    },
    destroy: () => view.destroy(),
  };
}

function extensionsFor(options: CodeEditorOptions): Extension {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      indentWithTab,
    ]),
    languageOf(options.language),
    syntaxHighlighting(options.isDark ? darkStyle : lightStyle),
    themeFor(options.isDark),
    EditorState.readOnly.of(options.isReadOnly ?? false),
    // It is focusable anyway; not everything that reads pages knows that of what can be edited.
    EditorView.contentAttributes.of({
      'aria-label': options.label,
      tabindex: '0',
    }),
    EditorView.updateListener.of(update => {
      if (update.docChanged) {
        options.onChange(update.state.doc.toString());
      }
    }),
  ];
}

function languageOf(language: string): Extension {
  switch (language) {
    case 'python':
      return [python(), indentUnit.of('    ')];
    case 'r':
      return [StreamLanguage.define(r), indentUnit.of('  ')];
    default:
      return [];
  }
}

function themeFor(isDark: boolean): Extension {
  return EditorView.theme(
    {
      '&': {
        height: '100%',
        fontSize: '13px',
        color: isDark ? '#e6e6e6' : '#1f2328',
        backgroundColor: isDark ? '#1e1e1e' : '#ffffff',
      },
      '&.cm-focused': { outline: 'none' },
      '.cm-scroller': { fontFamily: 'monospace', lineHeight: '1.55' },
      '.cm-content': { caretColor: isDark ? '#ffffff' : '#000000' },
      '.cm-cursor': { borderLeftColor: isDark ? '#ffffff' : '#000000' },
      '.cm-gutters': {
        color: isDark ? '#9aa0a6' : '#636c76',
        backgroundColor: isDark ? '#252526' : '#f6f8fa',
        border: 'none',
      },
      '.cm-activeLine, .cm-activeLineGutter': {
        backgroundColor: isDark ? '#ffffff12' : '#0000000a',
      },
      '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
        backgroundColor: isDark ? '#264f78' : '#b6d7ff',
      },
      '.cm-panels': {
        color: 'inherit',
        backgroundColor: isDark ? '#252526' : '#f6f8fa',
      },
    },
    { dark: isDark },
  );
}
