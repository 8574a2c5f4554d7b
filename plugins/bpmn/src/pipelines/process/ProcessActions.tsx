import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import RunIcon from '@material-ui/icons/PlayArrow';
import type { ProcessDefinition } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
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
  const [isRunOpen, setIsRunOpen] = useState(false);
  return (
    <div>
      <div className={classes.actions}>
        <EditButton definition={definition} />
        <Button
          variant="contained"
          color="primary"
          startIcon={<RunIcon />}
          onClick={() => setIsRunOpen(true)}
        >
          Run
        </Button>
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
