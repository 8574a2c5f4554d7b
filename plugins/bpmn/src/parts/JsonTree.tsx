import { makeStyles } from '@material-ui/core/styles';
import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

const useStyles = makeStyles(theme => ({
  root: {
    fontFamily: 'Menlo, Consolas, monospace',
    fontSize: theme.typography.body2.fontSize,
    overflowWrap: 'anywhere',
  },
  children: { paddingLeft: theme.spacing(2.5) },
  leaf: { paddingLeft: theme.spacing(2) },
  name: { color: theme.palette.text.secondary },
  redacted: { color: theme.palette.text.secondary, fontStyle: 'italic' },
  fold: { cursor: 'pointer' },
}));

/** Most parts of one value that are shown. */
const MOST = 200;
const SHORT = 3;

/** Whether a value is one that nobody is to see. */
export const isRedacted = (value: JsonValue | undefined): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (value as { readonly $redacted?: unknown }).$redacted === true;

const Leaf = ({ name, value }: { name?: string; value: JsonValue }) => {
  const classes = useStyles();
  return (
    <div className={classes.leaf}>
      {name !== undefined && <span className={classes.name}>{name}: </span>}
      {isRedacted(value) ? (
        <span className={classes.redacted}>
          hidden, because it is sensitive
        </span>
      ) : (
        JSON.stringify(value)
      )}
    </div>
  );
};

const sizeOf = (value: JsonValue, length: number): string =>
  Array.isArray(value) ? `[${length}]` : `{${length}}`;

const Node = ({
  name,
  value,
  isOpen,
}: {
  name?: string;
  value: JsonValue;
  isOpen?: boolean;
}) => {
  const classes = useStyles();
  if (typeof value !== 'object' || value === null || isRedacted(value)) {
    return <Leaf name={name} value={value} />;
  }
  const parts = Object.entries(value as Readonly<Record<string, JsonValue>>);
  if (parts.length === 0) {
    return <Leaf name={name} value={value} />;
  }
  return (
    <details open={isOpen || parts.length <= SHORT}>
      <summary className={classes.fold}>
        {name !== undefined && <span className={classes.name}>{name} </span>}
        {sizeOf(value, parts.length)}
      </summary>
      <div className={classes.children}>
        {parts.slice(0, MOST).map(([key, part]) => (
          <Node key={key} name={key} value={part} />
        ))}
        {parts.length > MOST && (
          <Leaf value={`… and ${parts.length - MOST} more`} />
        )}
      </div>
    </details>
  );
};

/** A value that one can fold out. */
export const JsonTree = ({ value }: { value: JsonValue }) => {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <Node value={value} isOpen />
    </div>
  );
};
