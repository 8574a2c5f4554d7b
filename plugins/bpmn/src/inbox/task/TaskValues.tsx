import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  findFileReferences,
  type JsonObject,
  type JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

const useStyles = makeStyles(theme => ({
  section: { marginTop: theme.spacing(3) },
  title: {
    cursor: 'pointer',
    marginBottom: theme.spacing(1),
    '& h2': { display: 'inline' },
  },
  values: {
    display: 'grid',
    gridTemplateColumns: 'minmax(80px, auto) minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: theme.spacing(0, 0, 2),
  },
  name: { overflowWrap: 'anywhere' },
  value: {
    margin: 0,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
    maxHeight: 200,
    overflow: 'auto',
  },
}));

/** What the run knows so far. Files are beside it, so they are left out. */
export const TaskValues = ({
  values,
  isFolded,
}: {
  readonly values: JsonObject;
  /** Whether one has to ask for them: a form shows already what matters. */
  readonly isFolded: boolean;
}) => {
  const classes = useStyles();
  const shown = Object.entries(values).filter(
    ([, value]) => findFileReferences(value).length === 0,
  );
  return shown.length === 0 ? null : (
    <details open={!isFolded} className={classes.section}>
      <summary className={classes.title}>
        <Typography variant="h6" component="h2">
          Values
        </Typography>
      </summary>
      <dl className={classes.values}>
        {shown.map(([name, value]) => [
          <Typography
            key={`${name} name`}
            component="dt"
            variant="body2"
            className={classes.name}
          >
            {name}
          </Typography>,
          <Typography
            key={name}
            component="dd"
            variant="body2"
            className={classes.value}
            // Can be scrolled by keyboard.
            tabIndex={0}
          >
            {textOf(value)}
          </Typography>,
        ])}
      </dl>
    </details>
  );
};

function textOf(value: JsonValue): string {
  if (typeof value === 'string') {
    return value;
  }
  const isHidden =
    typeof value === 'object' && value !== null && '$redacted' in value;
  return isHidden ? 'hidden' : JSON.stringify(value, undefined, 1);
}
