import { lazy } from 'react';

export type { CodeEditorProps } from './CodeEditor';

/** An editor for code; CodeMirror is loaded when it is first shown, so it needs a `Suspense` around it. */
export const LazyCodeEditor = lazy(() =>
  import('./CodeEditor').then(({ CodeEditor }) => ({ default: CodeEditor })),
);
