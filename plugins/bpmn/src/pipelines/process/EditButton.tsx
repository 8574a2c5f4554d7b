import Button from '@material-ui/core/Button';
import EditIcon from '@material-ui/icons/Edit';
import { LinkButton } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import type { ProcessDefinition } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Refused } from '../../parts/Refused';
import { useEditProcess } from './useEditProcess';
import { useGitSource } from './useGitSource';

/** Leads to the draft of a process; of one that is kept in git to where it is changed. */
export const EditButton = ({
  definition,
}: {
  definition: ProcessDefinition;
}) => {
  const edit = useEditProcess(definition);
  const source = useGitSource(definition.processId);
  if (!edit || !source) {
    return null;
  }
  if (!source.isFromGit) {
    return (
      <>
        <Button
          variant="outlined"
          startIcon={<EditIcon />}
          disabled={edit.isRunning}
          onClick={() => edit.run()}
        >
          Edit
        </Button>
        <Refused error={edit.error} />
      </>
    );
  }
  return source.url ? (
    <LinkButton variant="outlined" startIcon={<EditIcon />} to={source.url}>
      Edit in git
    </LinkButton>
  ) : (
    <Typography variant="body2">Kept in git: change it there</Typography>
  );
};
