import Button from '@material-ui/core/Button';
import { useRef } from 'react';

interface ImportButtonProps {
  readonly isDisabled: boolean;
  readonly onFile: (file: File) => void;
}

/** Takes a process or a form from a file. */
export const ImportButton = ({ isDisabled, onFile }: ImportButtonProps) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        size="small"
        disabled={isDisabled}
        onClick={() => input.current?.click()}
      >
        Import
      </Button>
      <input
        ref={input}
        type="file"
        accept=".bpmn,.xml,.form,.json"
        aria-label="File to import"
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file can be chosen again.
          target.value = '';
          if (file) {
            onFile(file);
          }
        }}
      />
    </>
  );
};
