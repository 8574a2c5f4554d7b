import { useCallback } from 'react';
import Button from '@material-ui/core/Button';
import DownloadIcon from '@material-ui/icons/GetApp';
import { useApi } from '@backstage/frontend-plugin-api';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../api';
import { Refused } from '../parts/Refused';
import { bytesInWords } from '../parts/quantities';
import { saveFile } from '../parts/saveFile';
import { useDeed } from '../parts/useDeed';

/** Saves a file. It is asked for with the token of whoever is signed in, which a link cannot carry. */
export const DownloadButton = ({
  file,
  instanceId,
}: {
  file: FileReference;
  instanceId: string;
}) => {
  const api = useApi(bpmnApiRef);
  const { $file: fileKey, name, size } = file;
  const download = useDeed(
    useCallback(async () => {
      const response = await api.getFile({ instanceId, fileKey });
      saveFile(await response.blob(), name);
    }, [api, instanceId, fileKey, name]),
  );
  return (
    <>
      <Button
        size="small"
        startIcon={<DownloadIcon />}
        aria-label={`Download ${name}`}
        disabled={download.isRunning}
        onClick={() => download.run()}
      >
        Download ({bytesInWords(size)})
      </Button>
      <Refused error={download.error} />
    </>
  );
};
