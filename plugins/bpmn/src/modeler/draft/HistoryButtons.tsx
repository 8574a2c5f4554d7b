import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import RedoIcon from '@material-ui/icons/Redo';
import UndoIcon from '@material-ui/icons/Undo';
import ZoomInIcon from '@material-ui/icons/ZoomIn';
import ZoomOutIcon from '@material-ui/icons/ZoomOut';
import ZoomOutMapIcon from '@material-ui/icons/ZoomOutMap';
import { useEffect, useReducer, type ReactNode } from 'react';
import type { PipelineModeler } from '../canvas/PipelineModeler';

/** Undo, redo and zoom. */
export const HistoryButtons = ({ modeler }: { modeler?: PipelineModeler }) => {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => modeler?.onChange(again), [modeler]);
  return (
    <div role="group" aria-label="Diagram tools">
      <Tool
        label="Undo"
        isDisabled={!modeler?.canUndo()}
        onClick={() => modeler?.undo()}
      >
        <UndoIcon fontSize="small" />
      </Tool>
      <Tool
        label="Redo"
        isDisabled={!modeler?.canRedo()}
        onClick={() => modeler?.redo()}
      >
        <RedoIcon fontSize="small" />
      </Tool>
      <Tool label="Zoom out" onClick={() => modeler?.zoom('out')}>
        <ZoomOutIcon fontSize="small" />
      </Tool>
      <Tool label="Zoom in" onClick={() => modeler?.zoom('in')}>
        <ZoomInIcon fontSize="small" />
      </Tool>
      <Tool label="Show all" onClick={() => modeler?.zoom('fit')}>
        <ZoomOutMapIcon fontSize="small" />
      </Tool>
    </div>
  );
};

function Tool({
  label,
  isDisabled,
  onClick,
  children,
}: {
  label: string;
  isDisabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Tooltip title={label}>
      <span>
        <IconButton
          size="small"
          aria-label={label}
          disabled={isDisabled}
          onClick={onClick}
        >
          {children}
        </IconButton>
      </span>
    </Tooltip>
  );
}
