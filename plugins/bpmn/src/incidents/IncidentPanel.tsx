import { useCallback, useState } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Incident,
  JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { bpmnApiRef } from '../api';
import { GuardedButton } from '../parts/GuardedButton';
import { Moment } from '../parts/Moment';
import { useOperateRefusal } from '../parts/refusals';
import { Refused } from '../parts/Refused';
import { VariablesField } from '../parts/VariablesField';
import { readObject } from '../parts/readObject';
import { useDeed } from '../parts/useDeed';
import { changedVariables } from './changedVariables';
import { FailedLine } from './FailedLine';

const useStyles = makeStyles(theme => ({
  panel: {
    marginBottom: theme.spacing(2),
    backgroundColor: theme.palette.background.paper,
  },
  inside: { flex: 1, minWidth: 0 },
  code: { margin: theme.spacing(1, 0) },
  message: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
}));

interface RetryProps {
  readonly incident: Incident;
  readonly variables: JsonObject;
  readonly onResolved: () => void;
}

/** What one types, and what it was when one began: what the run does in the meantime is not undone. */
interface Edited {
  readonly before: JsonObject;
  readonly text: string;
}

/** Variables that are to be others, or what is wrong with what was typed. */
function changesOf(edited: Edited | undefined): JsonObject | string {
  if (!edited) {
    return {};
  }
  const after = readObject(edited.text);
  return typeof after === 'string'
    ? after
    : changedVariables(edited.before, after);
}

function useRetry({ incident, variables, onResolved }: RetryProps) {
  const api = useApi(bpmnApiRef);
  const [edited, setEdited] = useState<Edited>();
  const retry = useDeed(
    useCallback(async () => {
      const changed = changesOf(edited);
      if (typeof changed !== 'string') {
        await api.resolveIncident({
          incidentId: incident.id,
          body: Object.keys(changed).length > 0 ? { variables: changed } : {},
        });
        onResolved();
      }
    }, [api, edited, incident.id, onResolved]),
  );
  const edit = () =>
    setEdited({ before: variables, text: JSON.stringify(variables, null, 2) });
  const setText = (text: string) =>
    setEdited(last => last && { ...last, text });
  const isWrong = typeof changesOf(edited) === 'string';
  return { retry, isWrong, edit, text: edited?.text, setText };
}

/** Tries again, with variables that are different now. */
const RetryForm = (props: RetryProps) => {
  const { retry, isWrong, edit, text, setText } = useRetry(props);
  const refusal = useOperateRefusal(props.incident.instanceId);
  return (
    <>
      {text !== undefined && (
        <VariablesField
          id={`retry-${props.incident.id}`}
          label="Variables of the process"
          value={text}
          onChange={setText}
        />
      )}
      <GuardedButton
        refusal={refusal}
        variant="contained"
        color="primary"
        size="small"
        disabled={retry.isRunning || isWrong}
        onClick={() => retry.run()}
      >
        Retry
      </GuardedButton>{' '}
      {text === undefined && (
        <GuardedButton refusal={refusal} size="small" onClick={edit}>
          Edit variables
        </GuardedButton>
      )}
      <Refused error={retry.error} />
    </>
  );
};

/** Why an element cannot go on, and a way to let it. */
export const IncidentPanel = ({
  incident,
  elementName,
  variables,
  onResolved,
}: {
  incident: Incident;
  elementName: string;
  variables: JsonObject;
  onResolved: () => void;
}) => {
  const classes = useStyles();
  return (
    <Alert
      severity="error"
      variant="outlined"
      className={classes.panel}
      classes={{ message: classes.inside }}
      role="region"
      aria-label={`Incident at ${elementName}`}
    >
      <AlertTitle>{elementName} needs attention</AlertTitle>
      <Typography variant="body2" className={classes.message}>
        {incident.message}
      </Typography>
      <Typography variant="caption">
        Since <Moment at={incident.raisedAt} />
      </Typography>
      <div className={classes.code}>
        <FailedLine incident={incident} />
      </div>
      <RetryForm
        incident={incident}
        variables={variables}
        onResolved={onResolved}
      />
    </Alert>
  );
};
