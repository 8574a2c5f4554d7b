import {
  Content,
  Progress,
  ResponseErrorPanel,
} from '@backstage/core-components';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useSearchParams } from 'react-router-dom';
import { DraftList } from './DraftList';
import { NewPipelineForm } from './NewPipelineForm';
import { useOwnGroups } from './useOwnGroups';

/** Asks what the new pipeline is called and whose it is; offers the drafts that are there already. */
export const NewPipelinePage = () => {
  const groups = useOwnGroups();
  const [search] = useSearchParams();
  return (
    <Content>
      <Box maxWidth={640} margin="0 auto">
        <Typography variant="h2" component="h1" gutterBottom>
          New pipeline
        </Typography>
        {groups.loading && <Progress />}
        {groups.error && (
          <>
            <ResponseErrorPanel error={groups.error} />
            <Button onClick={() => groups.retry()}>Try again</Button>
          </>
        )}
        {groups.value?.length === 0 && (
          <Typography>
            A pipeline belongs to a team, but you are not a member of one. Ask
            for it where your organisation keeps its teams.
          </Typography>
        )}
        {groups.value && groups.value.length > 0 && (
          <>
            <NewPipelineForm
              groups={groups.value}
              wantedOwner={search.get('owner') ?? undefined}
            />
            <DraftList groups={groups.value} />
          </>
        )}
      </Box>
    </Content>
  );
};
