import { makeStyles } from '@material-ui/core/styles';

const PANEL_WIDTH = 340;

/** Header above; canvas with the problems under it at the left, properties at the right. */
export const useEditorStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexDirection: 'column',
    height: '100vh',
    minHeight: 420,
    overflow: 'hidden',
    background: theme.palette.background.paper,
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
    // The tokens of bpmn.io are set again on elements within, so they are taken back to ours there.
    '& .bio-theme-parent': {
      '--bio-surface': 'inherit',
      '--bio-surface-overlay': 'inherit',
      '--bio-surface-subtle': 'inherit',
      '--bio-surface-medium': 'inherit',
      '--bio-surface-strong': 'inherit',
      '--bio-text': 'inherit',
      '--bio-text-subtle': 'inherit',
      '--bio-text-subtlest': 'inherit',
      '--bio-border': 'inherit',
      '--bio-border-subtle': 'inherit',
      '--bio-border-disabled': 'inherit',
      '--bio-border-input': 'inherit',
      '--bio-primary': 'inherit',
      '--bio-primary-hover': 'inherit',
      '--bio-primary-surface': 'inherit',
      '--bio-danger': 'inherit',
      '--bio-danger-surface': 'inherit',
      '--bio-neutral': 'inherit',
      '--bio-info': 'inherit',
    },
  },
}));
