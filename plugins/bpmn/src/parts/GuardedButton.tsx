import Button, { type ButtonProps } from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  refused: {
    opacity: theme.palette.action.disabledOpacity,
    cursor: 'not-allowed',
  },
}));

/** A button. Who may not use it is told why, also by keyboard: it can be reached, but does nothing. */
export const GuardedButton = ({
  refusal,
  ...button
}: ButtonProps & {
  /** Why one may not use it; absent: one may. */
  refusal?: string;
}) => {
  const classes = useStyles();
  return refusal === undefined ? (
    <Button {...button} />
  ) : (
    <Tooltip title={refusal}>
      <Button
        {...button}
        aria-disabled
        disabled={false}
        disableRipple
        className={classes.refused}
        onClick={undefined}
      />
    </Tooltip>
  );
};
