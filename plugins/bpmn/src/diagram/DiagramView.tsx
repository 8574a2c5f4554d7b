import { useMemo, useRef } from 'react';
import IconButton from '@material-ui/core/IconButton';
import Paper from '@material-ui/core/Paper';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import ZoomInIcon from '@material-ui/icons/Add';
import FitIcon from '@material-ui/icons/CropFree';
import ZoomOutIcon from '@material-ui/icons/Remove';
import { Progress } from '@backstage/core-components';
import type { Diagram } from './createDiagram';
import { DiagramMarks, markInWords } from './marks';
import { readModel } from './readModel';
import { useDiagram } from './useDiagram';
import { useStyles } from './useStyles';

const ZOOMS = [
  { how: 'in', label: 'Zoom in', Icon: ZoomInIcon },
  { how: 'out', label: 'Zoom out', Icon: ZoomOutIcon },
  { how: 'fit', label: 'Show the whole diagram', Icon: FitIcon },
] as const;

const NO_MARKS: DiagramMarks = {};

const ZoomButtons = ({ zoom }: { zoom: Diagram['zoom'] }) => (
  <Paper className={useStyles().zoom}>
    {ZOOMS.map(({ how, label, Icon }) => (
      <Tooltip key={how} title={label} placement="left">
        <IconButton size="small" aria-label={label} onClick={() => zoom(how)}>
          <Icon fontSize="small" />
        </IconButton>
      </Tooltip>
    ))}
  </Paper>
);

/** What happens where, for those who do not see the diagram. */
const Heard = ({ xml, marks }: { xml: string; marks: DiagramMarks }) => {
  const classes = useStyles();
  const { elements } = useMemo(() => readModel(xml, ''), [xml]);
  const told = Object.entries(marks).filter(
    ([, { tokens, incidents }]) => tokens || incidents,
  );
  return (
    <ul className={classes.heard} aria-label="Active elements">
      {told.map(([id, mark]) => (
        <li key={id}>
          {elements.get(id)?.name ?? id}: {markInWords(mark)}
        </li>
      ))}
      {told.length === 0 && <li>Nothing is running.</li>}
    </ul>
  );
};

/** The diagram of a process, with what happens at its elements. It is light in every theme. */
export const DiagramView = ({
  xml,
  marks,
  selected,
  onSelect,
  height = 380,
}: {
  xml: string;
  /** What happens where; absent: it is not about a run. */
  marks?: DiagramMarks;
  selected?: string;
  onSelect?: (elementId: string | undefined) => void;
  height?: number;
}) => {
  const classes = useStyles();
  const canvas = useRef<HTMLDivElement>(null);
  const content = { xml, marks: marks ?? NO_MARKS, selected, onSelect };
  const { diagram, error } = useDiagram(canvas, content);

  return (
    <Paper
      className={classes.surface}
      style={{ height }}
      role="group"
      aria-label="Diagram"
    >
      {!diagram && !error && <Progress />}
      {error && (
        <Typography className={classes.note}>
          This model cannot be drawn: {error.message}. Open it in the modeler,
          and draw it.
        </Typography>
      )}
      <div ref={canvas} className={classes.canvas} />
      {diagram && <ZoomButtons zoom={diagram.zoom} />}
      {marks && <Heard xml={xml} marks={marks} />}
    </Paper>
  );
};
