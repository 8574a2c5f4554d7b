import Button from '@material-ui/core/Button';
import { useState } from 'react';
import { ReassignDialog } from './ReassignDialog';

/** Gives a task to somebody else. */
export const ReassignButton = ({
  taskId,
  onAssigned,
}: {
  readonly taskId: string;
  onAssigned(): void;
}) => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="outlined" onClick={() => setIsOpen(true)}>
        Reassign
      </Button>
      {isOpen && (
        <ReassignDialog
          taskId={taskId}
          onClose={() => setIsOpen(false)}
          onAssigned={onAssigned}
        />
      )}
    </>
  );
};
