import Avatar from '@material-ui/core/Avatar';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { DemoPerson } from './useDemoPeople';

const useStyles = makeStyles(theme => ({
  card: { height: '100%' },
  action: {
    height: '100%',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-start',
    padding: theme.spacing(2),
  },
  avatar: {
    backgroundColor: theme.palette.primary.main,
    color: theme.palette.primary.contrastText,
    marginRight: theme.spacing(2),
  },
}));

function initials(name: string) {
  return name
    .split(' ')
    .map(part => part[0])
    .join('');
}

/** Somebody to sign in as: a button with their name and what they do. */
export const PersonCard = ({
  person,
  onChoose,
}: {
  person: DemoPerson;
  onChoose: (entityRef: string) => void;
}) => {
  const classes = useStyles();

  return (
    <Card className={classes.card}>
      <CardActionArea
        className={classes.action}
        onClick={() => onChoose(person.entityRef)}
      >
        <Avatar className={classes.avatar} aria-hidden>
          {initials(person.displayName)}
        </Avatar>
        <span>
          <Typography component="span" display="block">
            {person.displayName}
          </Typography>
          <Typography component="span" variant="body2" color="textSecondary">
            {person.role}
          </Typography>
        </span>
      </CardActionArea>
    </Card>
  );
};
