import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { counted } from '../parts/quantities';
import type { TableData } from './readTable';

const useStyles = makeStyles(theme => ({
  table: { maxHeight: 360, border: `1px solid ${theme.palette.divider}` },
  cell: { whiteSpace: 'nowrap', padding: theme.spacing(0.5, 1.5) },
}));

/** A table of data: its first rows. */
export const DataTable = ({
  data: { columns, rows, rowCount },
  label,
}: {
  data: TableData;
  label: string;
}) => {
  const classes = useStyles();
  return (
    <>
      {/* Can be scrolled by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <TableContainer className={classes.table} tabIndex={0}>
        <Table size="small" stickyHeader aria-label={label}>
          <TableHead>
            <TableRow>
              {columns.map((column, index) => (
                <TableCell key={index} className={classes.cell}>
                  {column}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row, index) => (
              <TableRow key={index}>
                {row.map((cell, column) => (
                  <TableCell key={column} className={classes.cell}>
                    {cell}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <Typography variant="caption" color="textSecondary">
        {rows.length < rowCount
          ? `The first ${rows.length} of ${counted(rowCount, 'row')}`
          : counted(rowCount, 'row')}
      </Typography>
    </>
  );
};
