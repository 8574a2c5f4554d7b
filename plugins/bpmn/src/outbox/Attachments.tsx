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
import { useState } from 'react';
import { bpmnApiRef } from '../api';
import { Failure } from './Failure';
import { isShowable, saveFile, showFile, sizeOf } from './files';

/** Files that are attached to a mail: to be looked at, where nothing in them can act, or saved. */
export const Attachments = ({ mail }: { readonly mail: MailDetails }) => {
  const api = useApi(bpmnApiRef);
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState<string>();

  async function fetched(
    file: FileReference,
    use: (blob: Blob, file: FileReference) => void,
  ): Promise<void> {
    setError(undefined);
    setBusy(file.$file);
    try {
      const { $file: fileKey } = file;
      const response = await api.getMailAttachment({
        mailId: mail.id,
        fileKey,
      });
      use(await response.blob(), file);
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setBusy(undefined);
    }
  }

  return (
    <>
      <Typography variant="h6" component="h2">
        Attachments
      </Typography>
      {error && <Failure error={error} />}
      <List aria-label="Attachments" dense>
        {mail.attachments.map(file => (
          <ListItem key={file.$file} disableGutters>
            <ListItemText primary={file.name} secondary={sizeOf(file.size)} />
            {isShowable(file) && (
              <Button
                size="small"
                disabled={busy === file.$file}
                aria-label={`Open ${file.name}`}
                onClick={() => fetched(file, showFile)}
              >
                Open
              </Button>
            )}
            <Button
              size="small"
              disabled={busy === file.$file}
              aria-label={`Download ${file.name}`}
              onClick={() => fetched(file, saveFile)}
            >
              Download
            </Button>
          </ListItem>
        ))}
      </List>
    </>
  );
};
