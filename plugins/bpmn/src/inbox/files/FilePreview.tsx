import { MarkdownContent, Progress } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback } from 'react';
import { bpmnApiRef } from '../../api';
import { useLoaded } from '../useLoaded';
import { ImagePreview } from './ImagePreview';
import type { PreviewKind } from './previewOf';
import { TablePreview } from './TablePreview';

const useStyles = makeStyles(theme => ({
  text: {
    margin: 0,
    maxHeight: 400,
    overflow: 'auto',
    fontFamily: 'monospace',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  frame: {
    width: '100%',
    height: 400,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.common.white,
  },
  whole: { width: '100%' },
}));

/** A drawing is as wide as its frame, if it would be wider. */
const FITTING =
  '<!doctype html><style>svg { max-width: 100%; height: auto }</style>';

type Shown = Exclude<PreviewKind, 'none'>;

/** What is in a file. */
export const FilePreview = ({
  instanceId,
  file,
  kind,
}: {
  readonly instanceId: string;
  readonly file: FileReference;
  readonly kind: Shown;
}) => {
  const classes = useStyles();
  const api = useApi(bpmnApiRef);
  const { $file: fileKey, name } = file;
  const load = useCallback(
    async (signal: AbortSignal) =>
      (await api.getFile({ instanceId, fileKey }, { signal })).blob(),
    [api, instanceId, fileKey],
  );
  const { value: blob, error } = useLoaded(load);

  if (error) {
    return (
      <Typography color="error" role="alert">
        {name} cannot be shown: {error.message}
      </Typography>
    );
  }
  return (
    <div className={classes.whole}>
      {blob ? <Content kind={kind} blob={blob} name={name} /> : <Progress />}
    </div>
  );
};

interface Loaded {
  readonly kind: Shown;
  readonly blob: Blob;
  readonly name: string;
}

const Content = ({ kind, blob, name }: Loaded) =>
  kind === 'image' ? (
    <ImagePreview blob={blob} name={name} />
  ) : (
    <TextContent kind={kind} blob={blob} name={name} />
  );

const TextContent = ({ kind, blob, name }: Loaded) => {
  const classes = useStyles();
  const { value: text } = useLoaded(useCallback(() => blob.text(), [blob]));
  if (text === undefined) {
    return <Progress />;
  }
  switch (kind) {
    case 'table':
      return <TablePreview text={text} name={name} />;
    case 'markdown':
      return <MarkdownContent content={text} />;
    case 'frame':
    case 'svg':
      // No scripts, no forms, no way out: it is somebody's document, not a part of the portal.
      return (
        <iframe
          className={classes.frame}
          title={name}
          sandbox=""
          srcDoc={kind === 'svg' ? FITTING + text : text}
        />
      );
    default:
      return (
        <pre className={classes.text} tabIndex={0} aria-label={name}>
          {kind === 'json' ? indented(text) : text}
        </pre>
      );
  }
};

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
