import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import RunIcon from '@material-ui/icons/PlayArrow';
import type { ProcessDefinition } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { GuardedButton } from '../../parts/GuardedButton';
import { useStartRefusal } from '../../parts/refusals';
import { RunDialog } from '../run/RunDialog';
import { EditButton } from './EditButton';

const useStyles = makeStyles(theme => ({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

/** What one does with a process: run and edit it. */
export const ProcessActions = ({
  definition,
}: {
  definition: ProcessDefinition;
}) => {
  const classes = useStyles();
  const refusal = useStartRefusal(definition.processId);
  const [isRunOpen, setIsRunOpen] = useState(false);
  return (
    <div>
      <div className={classes.actions}>
        <EditButton definition={definition} />
        <GuardedButton
          refusal={refusal}
          variant="contained"
          color="primary"
          startIcon={<RunIcon />}
          onClick={() => setIsRunOpen(true)}
        >
          Run
        </GuardedButton>
      </div>
      {isRunOpen && (
        <RunDialog
          definition={definition}
          onClose={() => setIsRunOpen(false)}
        />
      )}
    </div>
  );
};
