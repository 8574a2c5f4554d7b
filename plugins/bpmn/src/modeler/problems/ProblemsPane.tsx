import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import Button from '@material-ui/core/Button';
import Collapse from '@material-ui/core/Collapse';
import { makeStyles } from '@material-ui/core/styles';
import ExpandLessIcon from '@material-ui/icons/ExpandLess';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { useState } from 'react';
import { ProblemList } from './ProblemList';

const useStyles = makeStyles(theme => ({
  pane: {
    flex: 'none',
    borderTop: `1px solid ${theme.palette.divider}`,
    background: theme.palette.background.paper,
  },
  list: { maxHeight: 180, overflowY: 'auto' },
}));

interface ProblemsPaneProps {
  readonly problems: readonly Problem[];
  readonly onSelect: (elementId: string) => void;
}

/** How many problems there are; all of them if one wants to see them. */
export const ProblemsPane = ({ problems, onSelect }: ProblemsPaneProps) => {
  const classes = useStyles();
  const [isOpen, setOpen] = useState(false);
  const isShown = isOpen && problems.length > 0;
  return (
    <section className={classes.pane} aria-label="Problems of the model">
      <Button
        fullWidth
        size="small"
        aria-expanded={isShown}
        disabled={problems.length === 0}
        endIcon={isShown ? <ExpandMoreIcon /> : <ExpandLessIcon />}
        onClick={() => setOpen(!isOpen)}
      >
        {summary(problems)}
      </Button>
      <Collapse in={isShown} unmountOnExit>
        <div className={classes.list}>
          <ProblemList problems={problems} onSelect={onSelect} />
        </div>
      </Collapse>
    </section>
  );
};

function summary(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  return (
    [
      errors > 0 && `${errors} ${errors === 1 ? 'error' : 'errors'}`,
      warnings > 0 && `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
    ]
      .filter(Boolean)
      .join(', ') || 'No problems'
  );
}
