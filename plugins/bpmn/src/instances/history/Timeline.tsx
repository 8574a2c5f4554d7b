import { useCallback, useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Actor } from '../../parts/Actor';
import { Moment } from '../../parts/Moment';
import { useDeed } from '../../parts/useDeed';
import type { RunHistory } from '../useHistory';
import type { NameOf } from './changeInWords';
import { TimelineEntry, timelineOf } from './entryInWords';

/** Entries that are shown at first, and each time that one wants to see more. */
const SOME = 50;

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  entry: {
    position: 'relative',
    padding: theme.spacing(0, 0, 2, 3),
    borderLeft: `2px solid ${theme.palette.divider}`,
    marginLeft: theme.spacing(1),
    '&::before': {
      content: '""',
      position: 'absolute',
      left: -6,
      top: 6,
      width: 10,
      height: 10,
      borderRadius: '50%',
      backgroundColor: theme.palette.primary.main,
    },
  },
  trouble: { '&::before': { backgroundColor: theme.palette.error.main } },
  lines: { margin: 0, paddingLeft: theme.spacing(2) },
}));

const Entry = ({ entry }: { entry: TimelineEntry }) => {
  const classes = useStyles();
  const { at, actor, lines, isTrouble } = entry;
  return (
    <li className={`${classes.entry} ${isTrouble ? classes.trouble : ''}`}>
      <Typography variant="caption" color="textSecondary">
        <Moment at={at} /> · <Actor of={actor} />
      </Typography>
      {lines.length === 1 ? (
        <Typography variant="body2">{lines[0]}</Typography>
      ) : (
        <ul className={classes.lines}>
          {lines.map((line, index) => (
            <Typography key={index} component="li" variant="body2">
              {line}
            </Typography>
          ))}
        </ul>
      )}
    </li>
  );
};

/** What has happened in a run, in words, the latest first. */
export const Timeline = ({
  history: { entries, isMore, readEarlier },
  nameOf,
  rootKey,
}: {
  history: RunHistory;
  nameOf: NameOf;
  rootKey: number;
}) => {
  const classes = useStyles();
  const [most, setMost] = useState(SOME);
  const timeline = useMemo(
    () => timelineOf(entries, nameOf, rootKey),
    [entries, nameOf, rootKey],
  );
  const isAllShown = timeline.length <= most;
  const more = useDeed(
    useCallback(async () => {
      if (isAllShown) {
        await readEarlier();
      }
      setMost(last => last + SOME);
    }, [isAllShown, readEarlier]),
  );
  return (
    <>
      <ol className={classes.list} aria-label="Timeline" reversed>
        {timeline.slice(0, most).map(entry => (
          <Entry key={entry.revision} entry={entry} />
        ))}
      </ol>
      {(!isAllShown || isMore) && (
        <Button onClick={() => more.run()}>Show earlier</Button>
      )}
    </>
  );
};
