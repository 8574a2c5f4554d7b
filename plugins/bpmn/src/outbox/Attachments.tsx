import { useApi } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import type {
  FileReference,
  MailDetails,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback } from 'react';
import { bpmnApiRef } from '../api';
import { bytesInWords } from '../parts/quantities';
import { Refused } from '../parts/Refused';
import { saveFile } from '../parts/saveFile';
import { useDeed } from '../parts/useDeed';
import { isShowable, showFile } from './showFile';

/** Files that are attached to a mail: to be looked at, where nothing in them can act, or saved. */
export const Attachments = ({ mail }: { readonly mail: MailDetails }) => (
  <>
    <Typography variant="h6" component="h2">
      Attachments
    </Typography>
    <List aria-label="Attachments" dense>
      {mail.attachments.map(file => (
        <Attachment key={file.$file} mailId={mail.id} file={file} />
      ))}
    </List>
  </>
);

const Attachment = ({
  mailId,
  file,
}: {
  readonly mailId: string;
  readonly file: FileReference;
}) => {
  const api = useApi(bpmnApiRef);
  const { $file: fileKey, name, size } = file;
  const fetched = useDeed(
    useCallback(
      async (use: (blob: Blob) => void) => {
        const response = await api.getMailAttachment({ mailId, fileKey });
        use(await response.blob());
      },
      [api, mailId, fileKey],
    ),
  );
  return (
    <ListItem disableGutters>
      <ListItemText primary={name} secondary={bytesInWords(size)} />
      <Refused error={fetched.error} />
      {isShowable(file) && (
        <Button
          size="small"
          disabled={fetched.isRunning}
          aria-label={`Open ${name}`}
          onClick={() => fetched.run(blob => showFile(blob, file))}
        >
          Open
        </Button>
      )}
      <Button
        size="small"
        disabled={fetched.isRunning}
        aria-label={`Download ${name}`}
        onClick={() => fetched.run(blob => saveFile(blob, name))}
      >
        Download
      </Button>
    </ListItem>
  );
};
