import { useCallback, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { useApi } from '@backstage/frontend-plugin-api';
import type { ScriptAttemptDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../../api';
import { isRedacted } from '../../parts/JsonTree';
import { Refused } from '../../parts/Refused';
import { VariablesField } from '../../parts/VariablesField';
import { readObject } from '../../parts/readObject';
import { useDeed } from '../../parts/useDeed';

/** Inputs that have to be given anew: sensitive ones are not kept. */
function toBeGiven({ inputs }: ScriptAttemptDetails): string {
  const names = Object.keys(inputs).filter(name => isRedacted(inputs[name]));
  const empty = Object.fromEntries(names.map(name => [name, null]));
  return JSON.stringify(empty, null, 2);
}

interface RerunProps {
  readonly attempt: ScriptAttemptDetails;
  readonly onBegun: (attemptId: string) => void;
}

function useRerun({ attempt, onBegun }: RerunProps) {
  const api = useApi(bpmnApiRef);
  const [code, setCode] = useState(attempt.code);
  const [text, setText] = useState(() => toBeGiven(attempt));
  const inputs = readObject(text);
  const rerun = useDeed(
    useCallback(async () => {
      const body = {
        ...(code !== attempt.code && { code }),
        ...(typeof inputs !== 'string' && { inputs }),
      };
      const { id } = await api.rerunScript({ attemptId: attempt.id, body });
      onBegun(id);
    }, [api, attempt, code, inputs, onBegun]),
  );
  const isWrong = typeof inputs === 'string';
  return { rerun, isWrong, code, setCode, text, setText };
}

/** Runs a script once more, edited if one likes. The run that it belongs to does not notice. */
export const RerunForm = (props: RerunProps) => {
  const { rerun, isWrong, code, setCode, text, setText } = useRerun(props);
  return (
    <>
      <Typography variant="body2" color="textSecondary">
        It is run with the inputs that it had. The process does not notice.
      </Typography>
      <TextField
        id="rerun-code"
        fullWidth
        multiline
        maxRows={24}
        variant="outlined"
        margin="normal"
        label="Code to run"
        value={code}
        inputProps={{
          spellCheck: false,
          style: { fontFamily: 'Menlo, Consolas, monospace', fontSize: 13 },
        }}
        onChange={event => setCode(event.target.value)}
      />
      <VariablesField
        id="rerun-inputs"
        label="Inputs that are to be different"
        value={text}
        onChange={setText}
      />
      <Button
        variant="contained"
        color="primary"
        disabled={rerun.isRunning || isWrong}
        onClick={() => rerun.run()}
      >
        Run again
      </Button>
      <Refused error={rerun.error} />
    </>
  );
};
