import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import EditIcon from '@material-ui/icons/Edit';
import RunIcon from '@material-ui/icons/PlayArrow';
import type { ProcessDefinition } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Refused } from '../../parts/Refused';
import { RunDialog } from '../run/RunDialog';
import { useEditProcess } from './useEditProcess';

const useStyles = makeStyles(theme => ({
  actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** What one does with a process: run and edit it. */
export const ProcessActions = ({
  definition,
}: {
  definition: ProcessDefinition;
}) => {
  const classes = useStyles();
  const [isRunOpen, setIsRunOpen] = useState(false);
  const edit = useEditProcess(definition);
  return (
    <div>
      <div className={classes.actions}>
        {edit && (
          <Button
            variant="outlined"
            startIcon={<EditIcon />}
            disabled={edit.isRunning}
            onClick={() => edit.run()}
          >
            Edit
          </Button>
        )}
        <Button
          variant="contained"
          color="primary"
          startIcon={<RunIcon />}
          onClick={() => setIsRunOpen(true)}
        >
          Run
        </Button>
      </div>
      <Refused error={edit?.error} />
      {isRunOpen && (
        <RunDialog
          definition={definition}
          onClose={() => setIsRunOpen(false)}
        />
      )}
    </div>
  );
};
