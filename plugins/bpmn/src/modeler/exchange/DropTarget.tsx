import type { DragEvent, ReactNode } from 'react';

interface DropTargetProps {
  readonly className: string;
  readonly onFile: (file: File) => void;
  readonly children: ReactNode;
}

const hasFiles = ({ dataTransfer }: DragEvent) =>
  Array.from(dataTransfer.types).includes('Files');

/** Files can be dropped here. */
export const DropTarget = ({
  className,
  onFile,
  children,
}: DropTargetProps) => (
  <div
    className={className}
    onDragOver={event => {
      if (hasFiles(event)) {
        event.preventDefault();
      }
    }}
    onDrop={event => {
      const [file] = Array.from(event.dataTransfer.files);
      if (file) {
        event.preventDefault();
        onFile(file);
      }
    }}
  >
    {children}
  </div>
);
