import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ProcessInstance } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { outcomeOf, type RunOutcome } from '../parts/RunState';
import { trendInWords } from './trendInWords';

/** Runs that are drawn. */
export const TREND_RUNS = 12;

const BAR = 6;
const GAP = 2;
const HEIGHT = 22;

const useStyles = makeStyles((theme: Theme) => ({
  completed: { fill: theme.palette.success.main },
  incident: { fill: theme.palette.error.main },
  waiting: { fill: theme.palette.info.main },
  running: { fill: theme.palette.info.main },
  suspended: { fill: theme.palette.warning.main },
  cancelled: { fill: theme.palette.text.disabled },
  none: { fill: theme.palette.divider },
}));

/** Heights differ as well: not everybody tells colours apart. */
const HEIGHTS: Readonly<Record<RunOutcome, number>> = {
  completed: 14,
  incident: 22,
  waiting: 18,
  running: 10,
  suspended: 10,
  cancelled: 5,
};

/** How the latest runs ended, the last one on the right. */
export const Trend = ({ runs }: { runs: readonly ProcessInstance[] }) => {
  const classes = useStyles();
  const shown = runs.slice(0, TREND_RUNS).reverse();
  const first = TREND_RUNS - shown.length;
  const text = trendInWords(runs.slice(0, TREND_RUNS));
  return (
    <svg
      role="img"
      aria-label={text}
      width={TREND_RUNS * (BAR + GAP)}
      height={HEIGHT}
    >
      <title>{text}</title>
      {Array.from({ length: TREND_RUNS }, (_, index) => {
        const run = shown[index - first];
        const outcome = run && outcomeOf(run);
        const height = outcome ? HEIGHTS[outcome] : 2;
        return (
          <rect
            key={index}
            className={classes[outcome ?? 'none']}
            x={index * (BAR + GAP)}
            y={HEIGHT - height}
            width={BAR}
            height={height}
            rx={1}
          />
        );
      })}
    </svg>
  );
};
