import { makeStyles } from '@material-ui/core/styles';
import { inheritedColours } from './panelColours';

const PANEL_WIDTH = 340;

/** Header and notices above; canvas with the problems under it at the left, properties at the right. */
export const useEditorStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexDirection: 'column',
    height: '100vh',
    minHeight: 420,
    overflow: 'hidden',
    background: theme.palette.background.paper,
  },
  // However much there is to say, there is room left to draw.
  notices: {
    flex: 'none',
    maxHeight: '35%',
    overflowY: 'auto',
    '& > .MuiAlert-root': { margin: 0, borderRadius: 0 },
  },
  work: {
    position: 'relative',
    display: 'flex',
    flex: 1,
    minHeight: 0,
  },
  drawing: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    flex: 1,
    minWidth: 0,
  },
  loading: { position: 'absolute', top: 0, left: 0, right: 0 },
  canvas: {
    flex: 1,
    minHeight: 0,
    background: theme.palette.common.white,
  },
  panel: {
    width: PANEL_WIDTH,
    flex: 'none',
    overflow: 'hidden',
    borderLeft: `1px solid ${theme.palette.divider}`,
    background: theme.palette.background.paper,
    '& .bio-theme-parent': inheritedColours,
    // Expressions have the colours of their syntax, which are made for paper.
    '& .cm-editor': {
      backgroundColor: theme.palette.common.white,
      color: theme.palette.getContrastText(theme.palette.common.white),
    },
  },
}));
