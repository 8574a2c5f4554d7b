import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { PropsWithChildren } from 'react';

const useStyles = makeStyles(theme => ({
  surface: {
    backgroundColor: theme.palette.common.white,
    color: theme.palette.common.black,
    colorScheme: 'light',
    padding: theme.spacing(1),
    overflow: 'hidden',
  },
}));

/** Forms follow no dark theme: they lie on a light paper in any. */
export const LightSurface = ({ children }: PropsWithChildren<{}>) => (
  <Paper className={useStyles().surface} variant="outlined">
    {children}
  </Paper>
);
