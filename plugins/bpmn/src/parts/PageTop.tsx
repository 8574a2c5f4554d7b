import type { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Breadcrumbs, Link } from '@backstage/core-components';

const useStyles = makeStyles(theme => ({
  root: {
    marginBottom: theme.spacing(3),
    // On the ground of a page the secondary colour of the theme is too light to be read by everybody.
    '& nav a, & nav p': { color: theme.palette.text.primary },
  },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    marginTop: theme.spacing(1),
  },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(2),
    '& a': { textDecoration: 'underline' },
  },
}));

/** A page that leads to the one that is shown. */
export interface Crumb {
  readonly title: string;
  readonly to: string;
}

/** What a page begins with: where one is, its title, facts in short, and what one can do. */
export const PageTop = ({
  crumbs,
  title,
  facts,
  actions,
}: {
  crumbs: readonly Crumb[];
  title: string;
  facts?: ReactNode;
  actions?: ReactNode;
}) => {
  const classes = useStyles();
  return (
    <header className={classes.root}>
      <Breadcrumbs aria-label="breadcrumb">
        {crumbs.map(crumb => (
          <Link key={crumb.to} to={crumb.to}>
            {crumb.title}
          </Link>
        ))}
        <Typography>{title}</Typography>
      </Breadcrumbs>
      <div className={classes.row}>
        <div>
          <Typography variant="h4" component="h2">
            {title}
          </Typography>
          <Typography component="div" variant="body2" className={classes.facts}>
            {facts}
          </Typography>
        </div>
        {actions}
      </div>
    </header>
  );
};
