import { useTheme } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';
import { createCodeEditor, type CodeEditorHandle } from './createCodeEditor';

/** What a code editor shows. */
export interface CodeEditorProps {
  readonly code: string;
  /** `python` or `r`; others are plain text. */
  readonly language: string;
  /** For those who cannot see it. */
  readonly label: string;
  readonly isReadOnly?: boolean;
  readonly onChange?: (code: string) => void;
}

/** An editor for code, as high as what it is in. Load it lazily: it brings CodeMirror. */
export const CodeEditor = ({
  code,
  language,
  label,
  isReadOnly,
  onChange,
}: CodeEditorProps) => {
  const isDark = useTheme().palette.type === 'dark';
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditorHandle>();
  // Made anew only if it has to look different; its text and listener change within it.
  const latest = useRef({ code, onChange });
  latest.current = { code, onChange };

  useEffect(() => {
    const made = createCodeEditor({
      parent: parent.current!,
      code: latest.current.code,
      language,
      label,
      isDark,
      isReadOnly,
      onChange: text => latest.current.onChange?.(text),
    });
    editor.current = made;
    if (!isReadOnly) {
      made.focus();
    }
    return () => made.destroy();
  }, [language, label, isDark, isReadOnly]);

  useEffect(() => editor.current?.setCode(code), [code]);

  return <div ref={parent} style={{ height: '100%', overflow: 'hidden' }} />;
};
