import { Content } from '@backstage/core-components';
import Box from '@material-ui/core/Box';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { useSearchParams } from 'react-router-dom';
import { ScriptWarnings } from '../../parts/ScriptWarnings';
import { Shown } from '../../parts/Shown';
import { DraftList } from './DraftList';
import { NewPipelineForm } from './NewPipelineForm';
import { useOwnGroups } from './useOwnGroups';

/** Asks what the new pipeline is called and whose it is; offers the drafts that are there already. */
export const NewPipelinePage = () => {
  const loaded = useOwnGroups();
  const [search] = useSearchParams();
  return (
    <Content>
      <ScriptWarnings />
      <Box component={Paper} maxWidth={640} margin="0 auto" padding={4}>
        <Typography variant="h2" component="h1" gutterBottom>
          New pipeline
        </Typography>
        <Shown loaded={loaded}>
          {groups =>
            groups.length > 0 ? (
              <>
                <NewPipelineForm
                  groups={groups}
                  wantedOwner={search.get('owner') ?? undefined}
                />
                <DraftList groups={groups} />
              </>
            ) : (
              <Typography>
                A pipeline belongs to a team, but you are not a member of one.
                Ask for it where your organisation keeps its teams.
              </Typography>
            )
          }
        </Shown>
      </Box>
    </Content>
  );
};
