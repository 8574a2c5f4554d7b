import type { ReactNode } from 'react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import type { ScriptAttemptDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { JsonTree } from '../../parts/JsonTree';
import { Shown } from '../../parts/Shown';
import { attemptName, costsOf, stateInWords } from './attemptInWords';
import { changedLines } from './changedLines';
import { useAttempt } from './useAttempts';

/** What is compared, row by row. */
const ROWS: readonly (readonly [
  string,
  (attempt: ScriptAttemptDetails) => ReactNode,
])[] = [
  ['State', stateInWords],
  ['Message', ({ message }) => message ?? '–'],
  [
    'Took',
    attempt =>
      costsOf(attempt)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ') || '–',
  ],
  ['Inputs', ({ inputs }) => <JsonTree value={inputs} />],
  ['Outputs', ({ outputs }) => <JsonTree value={outputs ?? null} />],
  [
    'Artifacts',
    ({ artifacts }) => artifacts.map(a => a.name).join(', ') || '–',
  ],
  ['Lines of log', ({ logLines }) => logLines],
];

const Lines = ({ before, after }: { before: string; after: string }) => {
  const { removed, added } = changedLines(before, after);
  if (removed.length + added.length === 0) {
    return <Typography variant="body2">The code is the same.</Typography>;
  }
  return (
    <pre aria-label="Changed lines">
      {removed.map(line => `- ${line}\n`)}
      {added.map(line => `+ ${line}\n`)}
    </pre>
  );
};

/** A run of a script beside the one that it repeats. */
export const Comparison = ({
  attempt,
  originalId,
}: {
  attempt: ScriptAttemptDetails;
  originalId: string;
}) => {
  const loaded = useAttempt(originalId);
  return (
    <Shown loaded={loaded}>
      {original => (
        <>
          <TableContainer>
            <Table size="small" aria-label="Comparison">
              <TableHead>
                <TableRow>
                  <TableCell />
                  <TableCell>{attemptName(original)}</TableCell>
                  <TableCell>{attemptName(attempt)}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {ROWS.map(([name, show]) => (
                  <TableRow key={name}>
                    <TableCell component="th" scope="row">
                      {name}
                    </TableCell>
                    <TableCell>{show(original)}</TableCell>
                    <TableCell>{show(attempt)}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </TableContainer>
          <Lines before={original.code} after={attempt.code} />
        </>
      )}
    </Shown>
  );
};
