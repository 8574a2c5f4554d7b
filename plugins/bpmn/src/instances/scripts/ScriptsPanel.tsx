import { useState } from 'react';
import Grid from '@material-ui/core/Grid';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import type { ScriptAttempt } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Shown } from '../../parts/Shown';
import type { NameOf } from '../history/changeInWords';
import { attemptName, stateInWords } from './attemptInWords';
import { AttemptView } from './AttemptView';
import { useAttempts } from './useAttempts';

const AttemptList = ({
  attempts,
  shownId,
  nameOf,
  onChoose,
}: {
  attempts: readonly ScriptAttempt[];
  shownId?: string;
  nameOf: NameOf;
  onChoose: (attemptId: string) => void;
}) => (
  <List dense aria-label="Runs of scripts">
    {attempts.map(attempt => (
      <li key={attempt.id}>
        <ListItem
          button
          selected={attempt.id === shownId}
          aria-current={attempt.id === shownId}
          onClick={() => onChoose(attempt.id)}
        >
          <ListItemText
            primary={nameOf(attempt.elementId)}
            secondary={`${attemptName(attempt)} · ${stateInWords(attempt)}`}
          />
        </ListItem>
      </li>
    ))}
  </List>
);

/** The chosen run of a script, or the latest, beside all of them. */
const Found = ({
  attempts,
  chosenId,
  nameOf,
  onChoose,
}: {
  attempts: readonly ScriptAttempt[];
  chosenId?: string;
  nameOf: NameOf;
  onChoose: (attemptId: string) => void;
}) => {
  const chosen = attempts.find(({ id }) => id === chosenId) ?? attempts[0];
  return (
    <Grid container spacing={3}>
      <Grid item xs={12} md={3}>
        <AttemptList
          attempts={attempts}
          shownId={chosen.id}
          nameOf={nameOf}
          onChoose={onChoose}
        />
      </Grid>
      <Grid item xs={12} md={9}>
        <AttemptView
          key={chosen.id}
          attemptId={chosen.id}
          onChoose={onChoose}
        />
      </Grid>
    </Grid>
  );
};

/** Runs of the scripts of an instance, and one of them in full. */
export const ScriptsPanel = ({
  instanceId,
  revision,
  elementId,
  nameOf,
}: {
  instanceId: string;
  revision: number;
  /** Only those of this element. */
  elementId?: string;
  nameOf: NameOf;
}) => {
  const loaded = useAttempts(instanceId, revision);
  const [chosenId, setChosenId] = useState<string>();
  const choose = (attemptId: string) => {
    setChosenId(attemptId);
    loaded.reload();
  };
  return (
    <Shown loaded={loaded}>
      {({ items }) => {
        const attempts = elementId
          ? items.filter(attempt => attempt.elementId === elementId)
          : items;
        if (attempts.length === 0) {
          return (
            <Typography color="textSecondary">
              {elementId
                ? `No script of ${nameOf(elementId)} was run.`
                : 'No script was run yet.'}
            </Typography>
          );
        }
        return (
          <Found
            attempts={attempts}
            chosenId={chosenId}
            nameOf={nameOf}
            onChoose={choose}
          />
        );
      }}
    </Shown>
  );
};
