import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  findFileReferences,
  type JsonObject,
  type JsonValue,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';

const useStyles = makeStyles(theme => ({
  section: { marginTop: theme.spacing(3) },
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
export const TaskValues = ({ values }: { readonly values: JsonObject }) => {
  const classes = useStyles();
  const shown = Object.entries(values).filter(
    ([, value]) => findFileReferences(value).length === 0,
  );
  return shown.length === 0 ? null : (
    <section aria-labelledby="task-values" className={classes.section}>
      <Typography id="task-values" variant="h6" component="h2" gutterBottom>
        Values
      </Typography>
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
    </section>
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
