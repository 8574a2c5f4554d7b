import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  code: {
    maxHeight: 480,
    overflow: 'auto',
    margin: 0,
    padding: theme.spacing(1, 0),
    fontFamily: 'Menlo, Consolas, monospace',
    fontSize: 13,
    lineHeight: '20px',
    border: `1px solid ${theme.palette.divider}`,
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.default,
  },
  line: { display: 'block', paddingRight: theme.spacing(2), minHeight: 20 },
  marked: {
    backgroundColor:
      theme.palette.type === 'dark'
        ? theme.palette.error.dark
        : theme.palette.error.light,
    color: theme.palette.getContrastText(
      theme.palette.type === 'dark'
        ? theme.palette.error.dark
        : theme.palette.error.light,
    ),
  },
  number: {
    display: 'inline-block',
    width: 48,
    paddingRight: theme.spacing(2),
    textAlign: 'right',
    userSelect: 'none',
    opacity: 0.7,
  },
}));

/** Lines of code that are marked, each with what is to be said of it. */
export type MarkedLines = Readonly<Record<number, string>>;

/** Code to be read, with the numbers of its lines. */
export const CodeView = ({
  code,
  marked = {},
  label = 'Code',
  firstLine = 1,
}: {
  code: string;
  /** Number of its first line. */
  firstLine?: number;
  marked?: MarkedLines;
  label?: string;
}) => {
  const classes = useStyles();
  return (
    <pre
      className={classes.code}
      role="region"
      aria-label={label}
      // Can be scrolled by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {code.split('\n').map((text, index) => {
        const number = firstLine + index;
        const said = marked[number];
        return (
          <code
            key={index}
            title={said}
            className={`${classes.line} ${
              said === undefined ? '' : classes.marked
            }`}
          >
            <span className={classes.number}>{number}</span>
            {text}
          </code>
        );
      })}
    </pre>
  );
};
