import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { PersonCard } from './PersonCard';
import { DemoPerson } from './useDemoPeople';

const useStyles = makeStyles(theme => ({
  team: { margin: theme.spacing(3, 0, 1) },
  list: { padding: 0, listStyle: 'none' },
}));

/** People by team, in the order in which the teams first appear. */
function byTeam(people: readonly DemoPerson[]) {
  const teams = new Map<string, DemoPerson[]>();
  for (const person of people) {
    const team = person.team ?? 'Without a team';
    teams.set(team, [...(teams.get(team) ?? []), person]);
  }
  return [...teams];
}

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
      {byTeam(people).map(([team, members]) => (
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
                <PersonCard person={person} onChoose={onChoose} />
              </Grid>
            ))}
          </Grid>
        </section>
      ))}
    </>
  );
};
