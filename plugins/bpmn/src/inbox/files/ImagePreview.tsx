import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useState } from 'react';

const useStyles = makeStyles(theme => ({
  image: {
    maxWidth: '100%',
    // Plots are drawn for white paper.
    backgroundColor: theme.palette.common.white,
  },
}));

/** A picture, no wider than its place. */
export const ImagePreview = ({
  blob,
  name,
}: {
  readonly blob: Blob;
  readonly name: string;
}) => {
  const classes = useStyles();
  const [source, setSource] = useState<string>();
  useEffect(() => {
    const url = URL.createObjectURL(blob);
    setSource(url);
    return () => URL.revokeObjectURL(url);
  }, [blob]);
  return source ? (
    <img src={source} alt={name} className={classes.image} />
  ) : null;
};
