import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { useMemo } from 'react';
import { readTable } from './readTable';

const MOST_ROWS = 100;

const useStyles = makeStyles({
  scroll: { maxHeight: 400, overflow: 'auto' },
  // The header stays while the rows scroll.
  table: { borderCollapse: 'separate' },
});

/** The first rows of a table. */
export const TablePreview = ({
  text,
  name,
}: {
  readonly text: string;
  readonly name: string;
}) => {
  const classes = useStyles();
  const { header, rows, more } = useMemo(
    () => readTable(text, MOST_ROWS),
    [text],
  );

  return (
    <>
      <div
        className={classes.scroll}
        tabIndex={0}
        role="region"
        aria-label={name}
      >
        <Table size="small" stickyHeader className={classes.table}>
          <TableHead>
            <TableRow>
              {header.map((title, index) => (
                <TableCell key={index}>{title}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row, at) => (
              <TableRow key={at}>
                {row.map((value, index) => (
                  <TableCell key={index}>{value}</TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {more > 0 && (
        <Typography variant="body2" color="textSecondary">
          {more} more rows are in the file.
        </Typography>
      )}
    </>
  );
};
