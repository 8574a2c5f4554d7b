import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { GuardedButton } from '../../parts/GuardedButton';
import { Refused } from '../../parts/Refused';
import { VariablesField } from '../../parts/VariablesField';
import type { Rerun } from './useRerun';

/** Runs a script once more, edited if one likes. The run that it belongs to does not notice. */
export const RerunForm = ({
  rerun: { deed, refusal, draft, change, isWrong },
}: {
  rerun: Rerun;
}) => (
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
      value={draft.code}
      inputProps={{
        spellCheck: false,
        style: { fontFamily: 'Menlo, Consolas, monospace', fontSize: 13 },
      }}
      onChange={event => change({ code: event.target.value })}
    />
    <VariablesField
      id="rerun-inputs"
      label="Inputs that are to be different"
      value={draft.text}
      onChange={text => change({ text })}
    />
    <GuardedButton
      refusal={refusal}
      variant="contained"
      color="primary"
      disabled={deed.isRunning || isWrong}
      onClick={() => deed.run()}
    >
      Run again
    </GuardedButton>
    <Refused error={deed.error} />
  </>
);
