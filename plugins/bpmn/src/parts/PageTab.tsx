import { makeStyles } from '@material-ui/core/styles';
import Tab, { type TabProps } from '@material-ui/core/Tab';

const useStyles = makeStyles(theme => ({
  // Backstage's own ground under the mouse is nearly white, in the dark theme as well.
  tab: {
    '&:hover': {
      backgroundColor: theme.palette.action.hover,
      color: theme.palette.text.primary,
    },
  },
}));

/** A tab that can be read in every theme, also while the mouse is over it. */
export const PageTab = (props: TabProps) => (
  <Tab className={useStyles().tab} {...props} />
);
