import Typography from '@material-ui/core/Typography';
import type { SaveState } from './DraftSaver';

/** Says whether what is drawn is saved. */
export const SaveIndicator = ({ state }: { state: SaveState }) => (
  <Typography
    variant="body2"
    role="status"
    aria-live="polite"
    color={
      state.kind === 'failed' || state.kind === 'conflict'
        ? 'error'
        : 'textSecondary'
    }
    noWrap
  >
    {textOf(state)}
  </Typography>
);

function textOf(state: SaveState): string {
  switch (state.kind) {
    case 'saved':
      return 'Saved';
    case 'changed':
      return 'Unsaved changes';
    case 'saving':
      return 'Saving…';
    case 'failed':
      // What does not pass by itself is said at length below.
      return state.isFinal
        ? 'Not saved'
        : `Not saved: ${state.message} Trying again.`;
    case 'readOnly':
      return 'Read only';
    case 'conflict':
      return 'Not saved: somebody else has changed it';
    default:
      return state satisfies never;
  }
}
