import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemIcon from '@material-ui/core/ListItemIcon';
import ListItemText from '@material-ui/core/ListItemText';
import { makeStyles } from '@material-ui/core/styles';
import ErrorIcon from '@material-ui/icons/Error';
import WarningIcon from '@material-ui/icons/Warning';

const useStyles = makeStyles(theme => ({
  icon: { minWidth: 36 },
  // All of it: the way out is at the end.
  text: { whiteSpace: 'normal', overflow: 'visible' },
  error: { color: theme.palette.error.main },
  warning: { color: theme.palette.warning.main },
}));

interface ProblemListProps {
  readonly problems: readonly Problem[];
  /** Shows the element that is meant. */
  readonly onSelect: (elementId: string) => void;
}

/** What is wrong with a model; a click leads to the element. */
export const ProblemList = ({ problems, onSelect }: ProblemListProps) => {
  const classes = useStyles();
  return (
    <List dense disablePadding aria-label="Problems">
      {problems.map(({ elementId, rule, severity, message }) => {
        const isError = severity === 'error';
        const content = (
          <>
            <ListItemIcon className={classes.icon}>
              {isError ? (
                <ErrorIcon className={classes.error} titleAccess="Error" />
              ) : (
                <WarningIcon
                  className={classes.warning}
                  titleAccess="Warning"
                />
              )}
            </ListItemIcon>
            <ListItemText
              classes={{ primary: classes.text }}
              primary={message}
              secondary={[elementId, rule].filter(Boolean).join(' · ')}
            />
          </>
        );
        const key = `${elementId} ${rule} ${message}`;
        return elementId === undefined ? (
          <ListItem key={key}>{content}</ListItem>
        ) : (
          <ListItem key={key} button onClick={() => onSelect(elementId)}>
            {content}
          </ListItem>
        );
      })}
    </List>
  );
};
