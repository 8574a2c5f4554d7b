import { useCallback, useState } from 'react';
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
import { AttemptsOf, MOST_ATTEMPTS, useAttempts } from './useAttempts';

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

/** A run of a script beside all of them. */
const Found = ({
  shownId,
  onTouch,
  ...list
}: {
  attempts: readonly ScriptAttempt[];
  shownId: string;
  nameOf: NameOf;
  onChoose: (attemptId: string) => void;
  /** Told when one does something with what is shown. */
  onTouch: (attemptId: string) => void;
}) => (
  <Grid container spacing={3}>
    <Grid item xs={12} md={3}>
      <AttemptList {...list} shownId={shownId} />
    </Grid>
    <Grid item xs={12} md={9} onFocus={() => onTouch(shownId)}>
      <AttemptView key={shownId} attemptId={shownId} onChoose={list.onChoose} />
    </Grid>
  </Grid>
);

const NoneFound = ({ elementName }: { elementName?: string }) => (
  <Typography color="textSecondary">
    {elementName
      ? `No script of ${elementName} was run.`
      : 'No script was run yet.'}
  </Typography>
);

const MoreThere = ({ isOfOne }: { isOfOne: boolean }) => (
  <Typography variant="caption" color="textSecondary" paragraph>
    The latest {MOST_ATTEMPTS} are shown.
    {!isOfOne && ' Choose a script in the diagram to see its own.'}
  </Typography>
);

/** Which run of a script is shown: the chosen one, or the latest until one does something with it. */
function useShown(elementId: string | undefined) {
  const [chosen, setChosen] = useState<{
    readonly id: string;
    readonly elementId?: string;
  }>();
  const choose = useCallback(
    (id: string) => setChosen({ id, elementId }),
    [elementId],
  );
  // It stays also where newer ones have taken its place in the list.
  const shownOf = ([latest]: readonly ScriptAttempt[]) =>
    chosen && chosen.elementId === elementId ? chosen.id : latest.id;
  return { choose, shownOf };
}

/** Runs of the scripts of an instance, and one of them in full. */
export const ScriptsPanel = ({
  nameOf,
  ...of
}: AttemptsOf & { readonly nameOf: NameOf }) => {
  const { elementId } = of;
  const loaded = useAttempts(of);
  const { choose, shownOf } = useShown(elementId);
  const { reload } = loaded;
  const chooseAndReload = useCallback(
    (attemptId: string) => {
      choose(attemptId);
      reload();
    },
    [choose, reload],
  );
  return (
    <Shown loaded={loaded}>
      {({ items, isMore }) =>
        items.length > 0 ? (
          <>
            {isMore && <MoreThere isOfOne={elementId !== undefined} />}
            <Found
              attempts={items}
              shownId={shownOf(items)}
              nameOf={nameOf}
              onChoose={chooseAndReload}
              onTouch={choose}
            />
          </>
        ) : (
          <NoneFound elementName={elementId && nameOf(elementId)} />
        )
      }
    </Shown>
  );
};
