import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import type { UserTaskDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { ago, exactly } from '../dueOf';
import { PersonName } from '../PersonName';

/** Says what keeps one from doing a task: that it is done, is nobody's yet, or is somebody else's. Nothing if nothing does. */
export const TaskStanding = ({
  task,
  isBusy,
  onClaim,
}: {
  readonly task: UserTaskDetails;
  readonly isBusy: boolean;
  onClaim(): void;
}) => {
  const { state, problem } = task;
  if (state === 'completed') {
    return <Decided task={task} />;
  }
  if (state === 'canceled') {
    return (
      <Alert severity="info">
        Nobody has to do this any more: the process went on without it{' '}
        <When at={task.endedAt} />.
      </Alert>
    );
  }
  return (
    <>
      {problem && <Alert severity="warning">{problem}</Alert>}
      <Open task={task} isBusy={isBusy} onClaim={onClaim} />
    </>
  );
};

const Open = ({
  task,
  isBusy,
  onClaim,
}: {
  readonly task: UserTaskDetails;
  readonly isBusy: boolean;
  onClaim(): void;
}) => {
  const { assignee, canComplete } = task;
  if (assignee === undefined && canComplete) {
    return (
      <Alert
        severity="info"
        action={
          <Button
            color="primary"
            variant="contained"
            size="small"
            disabled={isBusy}
            onClick={onClaim}
          >
            Claim
          </Button>
        }
      >
        Nobody has this task yet. Claim it to do it.
      </Alert>
    );
  }
  return canComplete ? null : <SomebodyElses task={task} />;
};

const Decided = ({ task }: { readonly task: UserTaskDetails }) => {
  const { completedBy, endedAt, outcome, decisions } = task;
  const comment = decisions.at(-1)?.comment;
  return (
    <Alert severity="info">
      {completedBy ? (
        <>
          Decided by <PersonName entityRef={completedBy} />{' '}
        </>
      ) : (
        'Decided '
      )}
      <When at={endedAt} />
      {outcome && `: ${outcome}`}.{comment && <div>“{comment}”</div>}
    </Alert>
  );
};

const SomebodyElses = ({ task }: { readonly task: UserTaskDetails }) => {
  const { assignee, candidateUsers, candidateGroups, canAssign } = task;
  const people = assignee
    ? [assignee]
    : [...candidateUsers, ...candidateGroups];
  return (
    <Alert severity="info">
      This task is for{' '}
      {people.map((ref, index) => (
        <span key={ref}>
          {index > 0 && ', '}
          <PersonName entityRef={ref} />
        </span>
      ))}
      .
      {canAssign
        ? ' You can reassign it, to yourself as well.'
        : ' Ask them to reassign it, if you are to do it.'}
    </Alert>
  );
};

const When = ({ at }: { readonly at?: string }) =>
  at ? (
    <time dateTime={at} title={exactly(at)}>
      {ago(at)}
    </time>
  ) : null;
