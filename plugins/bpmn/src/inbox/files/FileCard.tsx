import { useApi } from '@backstage/frontend-plugin-api';
import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useState } from 'react';
import { bpmnApiRef } from '../../api';
import { FilePreview } from './FilePreview';
import { previewOf } from './previewOf';
import { saveBlob } from './saveBlob';
import { sizeOf } from './sizeOf';

const useStyles = makeStyles(theme => ({
  summary: { overflow: 'hidden' },
  name: { overflowWrap: 'anywhere', flexGrow: 1 },
  size: { whiteSpace: 'nowrap', marginLeft: theme.spacing(2) },
  details: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
  },
}));

/** A file of a run: shown where that can be done, and there to be downloaded. */
export const FileCard = ({
  instanceId,
  file,
  isOpenAtFirst,
}: {
  readonly instanceId: string;
  readonly file: FileReference;
  readonly isOpenAtFirst: boolean;
}) => {
  const classes = useStyles();
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const { failure, download } = useDownload(instanceId, file);
  const kind = previewOf(file);

  return (
    <Accordion
      variant="outlined"
      expanded={isOpen}
      onChange={(_, open) => setIsOpen(open)}
      TransitionProps={{ unmountOnExit: true }}
    >
      <AccordionSummary
        expandIcon={<ExpandMoreIcon />}
        classes={{ content: classes.summary }}
      >
        <Typography className={classes.name}>{file.name}</Typography>
        <Typography color="textSecondary" className={classes.size}>
          {sizeOf(file.size)}
        </Typography>
      </AccordionSummary>
      <AccordionDetails className={classes.details}>
        {kind !== 'none' && (
          <FilePreview instanceId={instanceId} file={file} kind={kind} />
        )}
        <Button
          size="small"
          variant="outlined"
          aria-label={`Download ${file.name}`}
          onClick={download}
        >
          Download
        </Button>
        {failure && (
          <Typography color="error" role="alert">
            {failure.message}
          </Typography>
        )}
      </AccordionDetails>
    </Accordion>
  );
};

function useDownload(instanceId: string, { $file, name }: FileReference) {
  const api = useApi(bpmnApiRef);
  const [failure, setFailure] = useState<Error>();
  const download = async () => {
    setFailure(undefined);
    try {
      const response = await api.getFile({ instanceId, fileKey: $file });
      saveBlob(await response.blob(), name);
    } catch (error) {
      setFailure(error as Error);
    }
  };
  return { failure, download };
}
