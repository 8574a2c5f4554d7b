import { Progress, ProxiedSignInPage } from '@backstage/core-components';
import { ResponseError } from '@backstage/errors';
import { SignInPageProps } from '@backstage/plugin-app-react';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Container from '@material-ui/core/Container';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { chosenPerson } from './chosenPerson';
import { PeoplePicker } from './PeoplePicker';
import { DemoPeople, useDemoPeople } from './useDemoPeople';

const useStyles = makeStyles(theme => ({
  page: {
    minHeight: '100vh',
    overflow: 'auto',
    backgroundColor: theme.palette.background.default,
    color: theme.palette.text.primary,
    padding: theme.spacing(6, 0),
  },
}));

const Choices = ({
  state: { people, error },
  onChoose,
}: {
  state: DemoPeople;
  onChoose: (entityRef: string) => void;
}) => {
  if (error instanceof ResponseError && error.statusCode === 404) {
    return (
      <Typography role="alert" color="error">
        This back end has no demo sign-in, which it has in development only. Set
        auth.environment to production, and add a provider of your own.
      </Typography>
    );
  }
  if (error) {
    return (
      <Typography role="alert" color="error">
        The back end did not answer ({error.message}). Is it still starting?
        This page keeps asking.
      </Typography>
    );
  }
  if (!people) {
    return <Progress />;
  }
  if (people.length === 0) {
    return (
      <Typography role="status">
        The catalog is reading the example organisation, a few seconds more…
      </Typography>
    );
  }
  return <PeoplePicker people={people} onChoose={onChoose} />;
};

const SignInFailed = ({
  error,
  onBack,
}: {
  error?: Error;
  onBack: () => void;
}) => (
  <Box>
    <Typography role="alert" color="error" paragraph>
      Sign-in did not work: {error?.message ?? 'no reason was given'}.
    </Typography>
    <Button variant="contained" color="primary" onClick={onBack}>
      Choose somebody else
    </Button>
  </Box>
);

/** Sign-in as any person of the demo organisation, with one click and without a password. */
export const DemoSignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const classes = useStyles();
  const [entityRef, setEntityRef] = useState(chosenPerson.get);
  const state = useDemoPeople();

  const choose = (ref: string) => {
    chosenPerson.set(ref);
    setEntityRef(ref);
  };
  const forget = () => {
    chosenPerson.forget();
    setEntityRef(null);
  };

  return (
    <Box className={classes.page} component="main">
      <Container maxWidth="md">
        <Typography variant="h2" component="h1" gutterBottom>
          BPMN Pipelines
        </Typography>
        {entityRef ? (
          <ProxiedSignInPage
            provider="demo"
            headers={{ 'x-demo-person': entityRef }}
            ErrorComponent={({ error }) => (
              <SignInFailed error={error} onBack={forget} />
            )}
            onSignInSuccess={identity => {
              const signOut = identity.signOut.bind(identity);
              identity.signOut = async () => {
                chosenPerson.forget();
                await signOut();
              };
              onSignInSuccess(identity);
            }}
          />
        ) : (
          <>
            <Typography variant="body1" paragraph>
              This is a demo: be anybody, without a password. Each browser tab
              can be somebody else.
            </Typography>
            <Choices state={state} onChoose={choose} />
          </>
        )}
      </Container>
    </Box>
  );
};
