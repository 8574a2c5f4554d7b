import { useMemo, type ReactNode } from 'react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import {
  isFileReference,
  type Variable,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { FileView } from '../files';
import { JsonTree } from '../parts/JsonTree';
import type { NameOf } from './history/changeInWords';
import type { Run } from './useRun';

const Value = ({
  value,
  instanceId,
}: {
  value: Variable['value'];
  instanceId: string;
}) =>
  isFileReference(value) ? (
    <FileView file={value} instanceId={instanceId} isFolded />
  ) : (
    <JsonTree value={value} />
  );

const Row = ({
  name,
  value,
  scope,
}: {
  name: string;
  value: ReactNode;
  scope: string;
}) => (
  <TableRow>
    <TableCell component="th" scope="row">
      {name}
    </TableCell>
    <TableCell>{value}</TableCell>
    <TableCell>{scope}</TableCell>
  </TableRow>
);

/** Variables of a run, of the process first, then of what runs in it. */
export const VariablesTable = ({
  run: { instance, elements, variables },
  nameOf,
}: {
  run: Run;
  nameOf: NameOf;
}) => {
  const scopes = useMemo(
    () => new Map(elements.items.map(({ key, elementId }) => [key, elementId])),
    [elements],
  );
  const scopeOf = (key: number) => {
    const elementId = scopes.get(key);
    if (key === instance.rootKey) {
      return 'the process';
    }
    return elementId ? nameOf(elementId) : String(key);
  };
  if (variables.items.length === 0) {
    return <Typography color="textSecondary">There are none.</Typography>;
  }
  return (
    <TableContainer>
      <Table size="small" aria-label="Variables">
        <TableHead>
          <TableRow>
            <TableCell>Name</TableCell>
            <TableCell>Value</TableCell>
            <TableCell>Of</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {variables.items.map(({ scopeKey, name, value }) => (
            <Row
              key={`${scopeKey} ${name}`}
              name={name}
              scope={scopeOf(scopeKey)}
              value={<Value value={value} instanceId={instance.id} />}
            />
          ))}
        </TableBody>
      </Table>
      {variables.isMore && (
        <Typography variant="caption">
          The first {variables.items.length} are shown.
        </Typography>
      )}
    </TableContainer>
  );
};
