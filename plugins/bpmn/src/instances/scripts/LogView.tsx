import { useEffect, useMemo, useRef, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ScriptLogLine } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Refused } from '../../parts/Refused';
import { counted } from '../../parts/quantities';
import { useLog } from './useLog';
import { ROW, useRowsInView } from './useRowsInView';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(1),
  },
  log: {
    position: 'relative',
    height: 320,
    overflow: 'auto',
    fontFamily: 'Menlo, Consolas, monospace',
    fontSize: 13,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.default,
  },
  line: {
    position: 'absolute',
    display: 'flex',
    gap: theme.spacing(1.5),
    height: ROW,
    lineHeight: `${ROW}px`,
    minWidth: '100%',
    padding: theme.spacing(0, 1),
    whiteSpace: 'pre',
  },
  meta: { color: theme.palette.text.secondary },
  level: { width: 62, fontWeight: 700 },
  debug: { color: theme.palette.text.secondary },
  info: { color: theme.palette.text.primary },
  warning: {
    color:
      theme.palette.type === 'dark'
        ? theme.palette.warning.light
        : theme.palette.warning.dark,
  },
  error: {
    color:
      theme.palette.type === 'dark'
        ? theme.palette.error.light
        : theme.palette.error.dark,
  },
}));

const timeOf = (at: string) => new Date(at).toLocaleTimeString();

const Line = ({ line, top }: { line: ScriptLogLine; top: number }) => {
  const classes = useStyles();
  return (
    <div className={classes.line} style={{ top }}>
      <span className={classes.meta}>{timeOf(line.at)}</span>
      <span className={`${classes.level} ${classes[line.level]}`}>
        {line.level}
      </span>
      <span
        className={classes.meta}
        title={line.line ? `Line ${line.line} of the script` : undefined}
      >
        {String(line.line ?? '').padStart(4)}
      </span>
      <span className={classes[line.level]}>{line.text}</span>
    </div>
  );
};

/** Lines, of which only those in view are in the page. */
const Lines = ({ lines }: { lines: readonly ScriptLogLine[] }) => {
  const classes = useStyles();
  const box = useRef<HTMLDivElement>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const { first, last, onScroll } = useRowsInView(box, lines.length);
  useEffect(() => {
    if (isAtEnd && box.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [isAtEnd, lines.length]);

  return (
    <>
      <div
        ref={box}
        className={classes.log}
        role="log"
        aria-label="Log"
        // Can be scrolled by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={({ currentTarget: it }) => {
          onScroll();
          setIsAtEnd(it.scrollHeight - it.scrollTop - it.clientHeight < ROW);
        }}
      >
        <div style={{ height: lines.length * ROW }}>
          {lines.slice(first, last).map((line, index) => (
            <Line key={line.seq} line={line} top={(first + index) * ROW} />
          ))}
        </div>
      </div>
      {!isAtEnd && (
        <Button size="small" onClick={() => setIsAtEnd(true)}>
          Go to the end
        </Button>
      )}
    </>
  );
};

/** What a script says, as it says it. */
export const LogView = ({ attemptId }: { attemptId: string }) => {
  const classes = useStyles();
  const { lines, isFollowed, error } = useLog(attemptId);
  const [search, setSearch] = useState('');
  const found = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return wanted
      ? lines.filter(({ text }) => text.toLowerCase().includes(wanted))
      : lines;
  }, [lines, search]);
  return (
    <>
      <div className={classes.bar}>
        <TextField
          size="small"
          variant="outlined"
          type="search"
          placeholder="Search the log"
          inputProps={{ 'aria-label': 'Search the log' }}
          value={search}
          onChange={event => setSearch(event.target.value)}
        />
        <Typography variant="caption" color="textSecondary">
          {search && `${found.length} of `}
          {counted(lines.length, 'line')}
          {isFollowed && ' · live'}
        </Typography>
      </div>
      <Refused error={error} />
      {found.length > 0 ? (
        <Lines lines={found} />
      ) : (
        <Typography variant="body2" color="textSecondary">
          {isFollowed ? 'It has said nothing yet.' : 'There is nothing.'}
        </Typography>
      )}
    </>
  );
};
