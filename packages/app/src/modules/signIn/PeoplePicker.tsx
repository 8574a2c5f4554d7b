import Avatar from '@material-ui/core/Avatar';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { DemoPerson } from './useDemoPeople';

const useStyles = makeStyles(theme => ({
  team: { margin: theme.spacing(3, 0, 1) },
  list: { padding: 0, listStyle: 'none' },
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

/** People by team, in the order in which the teams first appear. */
export function byTeam(
  people: readonly DemoPerson[],
): ReadonlyMap<string, readonly DemoPerson[]> {
  const teams = new Map<string, DemoPerson[]>();
  for (const person of people) {
    const team = person.team ?? 'Without a team';
    teams.set(team, [...(teams.get(team) ?? []), person]);
  }
  return teams;
}

const initials = (name: string) =>
  name
    .split(' ')
    .map(part => part[0])
    .join('');

/** Everybody one can sign in as, team by team. */
export const PeoplePicker = ({
  people,
  onChoose,
}: {
  people: readonly DemoPerson[];
  onChoose: (entityRef: string) => void;
}) => {
  const classes = useStyles();

  return (
    <>
      {[...byTeam(people)].map(([team, members]) => (
        <section key={team} aria-label={team}>
          <Typography variant="h5" component="h2" className={classes.team}>
            {team}
          </Typography>
          <Grid container spacing={2} component="ul" className={classes.list}>
            {members.map(person => (
              <Grid
                item
                key={person.entityRef}
                xs={12}
                sm={6}
                md={4}
                component="li"
              >
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
                      <Typography
                        component="span"
                        variant="body2"
                        color="textSecondary"
                      >
                        {person.role}
                      </Typography>
                    </span>
                  </CardActionArea>
                </Card>
              </Grid>
            ))}
          </Grid>
        </section>
      ))}
    </>
  );
};
