import { findProcessIdProblem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { useState, type FormEvent } from 'react';
import type { Choice } from '../panel/panelData';
import { NewPipelineFields } from './NewPipelineFields';
import { processIdFrom } from './processIdFrom';
import { useBeginDraft, type NewPipeline } from './useBeginDraft';

interface NewPipelineFormProps {
  /** Whose it can be. */
  readonly groups: readonly Choice[];
  /** Entity ref of the group that is offered first. */
  readonly wantedOwner?: string;
}

/** Name, id and owner of a new pipeline. The id follows the name until it is written itself. */
export const NewPipelineForm = ({
  groups,
  wantedOwner,
}: NewPipelineFormProps) => {
  const [chosen, setChosen] = useState<Partial<NewPipeline>>({});
  const { begin, isBusy, problem } = useBeginDraft();
  const { name = '' } = chosen;
  const processId = chosen.processId ?? processIdFrom(name);
  const ownerRef = chosen.ownerRef ?? offeredOwner(groups, wantedOwner);
  const idProblem = processId
    ? findProcessIdProblem(processId)?.message
    : undefined;
  const canBegin = name.trim() && processId && !idProblem && !isBusy;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canBegin) {
      begin({ name: name.trim(), processId, ownerRef });
    }
  };

  return (
    <form onSubmit={submit} aria-label="New pipeline">
      <NewPipelineFields
        name={name}
        processId={processId}
        ownerRef={ownerRef}
        groups={groups}
        idProblem={idProblem}
        onChange={changed => setChosen({ ...chosen, ...changed })}
      />
      {problem && <Alert severity="error">{problem}</Alert>}
      <Box marginTop={2}>
        <Button
          type="submit"
          color="primary"
          variant="contained"
          disabled={!canBegin}
        >
          Start drawing
        </Button>
      </Box>
    </form>
  );
};

function offeredOwner(
  groups: readonly Choice[],
  wanted: string | undefined,
): string {
  const found = groups.find(({ value }) => value === wanted) ?? groups[0];
  return found.value;
}
