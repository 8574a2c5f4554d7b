import { useCallback } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { MarkdownContent } from '@backstage/core-components';
import { useApi } from '@backstage/frontend-plugin-api';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../api';
import { JsonTree } from '../parts/JsonTree';
import { Shown } from '../parts/Shown';
import { useLoaded } from '../parts/useLoaded';
import { DataTable } from './DataTable';
import { dataUrlOf } from './dataUrlOf';
import { FileKind, fileKind } from './fileKind';
import { readTable } from './readTable';

/** Most rows of a table that are shown. */
const MOST_ROWS = 100;

const useStyles = makeStyles(theme => ({
  image: {
    display: 'block',
    maxWidth: '100%',
    maxHeight: 560,
    // Plots are drawn for paper.
    backgroundColor: theme.palette.common.white,
  },
  frame: {
    width: '100%',
    height: 420,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.common.white,
  },
  text: {
    maxHeight: 360,
    overflow: 'auto',
    margin: 0,
    padding: theme.spacing(1),
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    border: `1px solid ${theme.palette.divider}`,
  },
}));

/** A drawing is as wide as its frame, if it would be wider. */
const FITTING =
  '<!doctype html><style>svg { max-width: 100%; height: auto }</style>';

const Image = ({ url, name }: { url: string; name: string }) => (
  <img className={useStyles().image} src={url} alt={name} />
);

const Text = ({ text, name }: { text: string; name: string }) => (
  <pre
    className={useStyles().text}
    role="region"
    aria-label={name}
    // Can be scrolled by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    tabIndex={0}
  >
    {text}
  </pre>
);

const Json = ({ text, name }: { text: string; name: string }) => {
  try {
    return <JsonTree value={JSON.parse(text)} />;
  } catch {
    return <Text text={text} name={name} />; // It says that it is JSON, but is none.
  }
};

/** Somebody's document, without a single permission: no scripts, no forms, no origin. */
const Frame = ({ text, name }: { text: string; name: string }) => (
  <iframe className={useStyles().frame} sandbox="" srcDoc={text} title={name} />
);

const Written = ({
  kind,
  text,
  name,
}: {
  kind: FileKind;
  text: string;
  name: string;
}) => {
  switch (kind) {
    case 'table':
      return <DataTable data={readTable(text, MOST_ROWS)} label={name} />;
    case 'markdown':
      return <MarkdownContent content={text} dialect="gfm" />;
    case 'json':
      return <Json text={text} name={name} />;
    case 'page':
      return <Frame text={text} name={name} />;
    case 'drawing':
      return <Frame text={FITTING + text} name={name} />;
    default:
      return <Text text={text} name={name} />;
  }
};

/** What is in a file, as far as it can be shown. */
export const FileContents = ({
  file,
  instanceId,
}: {
  file: FileReference;
  instanceId: string;
}) => {
  const api = useApi(bpmnApiRef);
  const { $file: fileKey, name, contentType } = file;
  const kind = fileKind(file);
  const loaded = useLoaded(
    useCallback(
      async signal => {
        const input = { instanceId, fileKey };
        const response = await api.getFile(input, { signal });
        if (kind !== 'image') {
          return { text: await response.text() };
        }
        return { url: dataUrlOf(await response.arrayBuffer(), contentType) };
      },
      [api, instanceId, fileKey, kind, contentType],
    ),
  );
  return (
    <Shown loaded={loaded}>
      {({ text, url }) =>
        url ? (
          <Image url={url} name={name} />
        ) : (
          <Written kind={kind} text={text ?? ''} name={name} />
        )
      }
    </Shown>
  );
};
