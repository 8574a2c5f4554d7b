import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import type {
  ProcessDefinition,
  StartForm as StartFormFound,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Shown } from '../../parts/Shown';
import type { Deed } from '../../parts/useDeed';
import { PlainStart } from './PlainStart';
import { StartForm } from './StartForm';
import { StartWith, useStart } from './useStart';
import { useStartForm } from './useStartForm';

const Start = ({
  found: { startEvent, formSchema },
  start,
  onClose,
}: {
  found: StartFormFound;
  start: Deed<StartWith>;
  onClose: () => void;
}) => {
  if (startEvent === undefined) {
    return (
      <>
        <DialogContent>
          <DialogContentText>
            This process begins by an event only: a timer, a message or a
            signal. To run it by hand, give it a start event without a trigger.
          </DialogContentText>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
        </DialogActions>
      </>
    );
  }
  return formSchema ? (
    <StartForm schema={formSchema} start={start} onClose={onClose} />
  ) : (
    <PlainStart start={start} onClose={onClose} />
  );
};

/** Begins a run: with the form of the process, if it has one. */
export const RunDialog = ({
  definition,
  onClose,
}: {
  definition: ProcessDefinition;
  onClose: () => void;
}) => {
  const start = useStart(definition);
  const loaded = useStartForm(definition);
  // What was filled in is left by a button only: Escape also closes what opens in a form, and a click beside it is soon made.
  const isToFill = loaded.value?.startEvent !== undefined;
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={isToFill ? undefined : onClose}
      aria-labelledby="run-title"
    >
      <DialogTitle id="run-title">
        Run {definition.name ?? definition.processId}
      </DialogTitle>
      <Shown loaded={loaded}>
        {found => <Start found={found} start={start} onClose={onClose} />}
      </Shown>
    </Dialog>
  );
};
