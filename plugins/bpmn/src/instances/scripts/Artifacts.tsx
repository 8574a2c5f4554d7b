import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  JsonObject,
  ScriptArtifact,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import {
  DataTable,
  DownloadButton,
  FileView,
  type TableData,
} from '../../files';

const useStyles = makeStyles(theme => ({
  artifact: { marginBottom: theme.spacing(3) },
}));

/** The first rows of a table, as a script gives them. */
function previewOf(preview: JsonObject | undefined): TableData | undefined {
  const { columns, rows, rowCount } = (preview ?? {}) as Partial<TableData>;
  return Array.isArray(columns) && Array.isArray(rows)
    ? { columns, rows, rowCount: rowCount ?? rows.length }
    : undefined;
}

const Artifact = ({
  artifact: { file, name, title, preview },
  instanceId,
}: {
  artifact: ScriptArtifact;
  instanceId: string;
}) => {
  const table = previewOf(preview);
  const shown = title ?? name;
  if (table) {
    return (
      <>
        <Typography variant="body2">{shown}</Typography>
        <DataTable data={table} label={shown} />
        {file && <DownloadButton file={file} instanceId={instanceId} />}
      </>
    );
  }
  if (file) {
    return <FileView file={file} title={shown} instanceId={instanceId} />;
  }
  return (
    <Typography variant="body2">
      {shown} <em>(its content is not kept)</em>
    </Typography>
  );
};

/** What a script has left: plots, tables and files. */
export const Artifacts = ({
  artifacts,
  instanceId,
}: {
  artifacts: readonly ScriptArtifact[];
  instanceId: string;
}) => {
  const classes = useStyles();
  if (artifacts.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        It has left nothing.
      </Typography>
    );
  }
  return (
    <>
      {artifacts.map((artifact, index) => (
        <div key={index} className={classes.artifact}>
          <Artifact artifact={artifact} instanceId={instanceId} />
        </div>
      ))}
    </>
  );
};
