import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { DownloadButton } from './DownloadButton';
import { FileContents } from './FileContents';
import { canBeSeen } from './fileKind';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(1),
  },
}));

/** A file: what is in it, if one can look at that, and a way to save it. */
export const FileView = ({
  file,
  instanceId,
  title,
  isFolded = false,
}: {
  file: FileReference;
  instanceId: string;
  /** Instead of the name of the file. */
  title?: string;
  /** Whether one has to ask for what is in it. */
  isFolded?: boolean;
}) => {
  const classes = useStyles();
  const [isOpen, setIsOpen] = useState(!isFolded);
  const isSeen = canBeSeen(file);
  return (
    <div>
      <div className={classes.bar}>
        <Typography variant="body2">{title ?? file.name}</Typography>
        {isSeen && (
          <Button
            size="small"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Hide' : 'Show'} ${file.name}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? 'Hide' : 'Show'}
          </Button>
        )}
        <DownloadButton file={file} instanceId={instanceId} />
      </div>
      {isSeen && isOpen && <FileContents file={file} instanceId={instanceId} />}
    </div>
  );
};
