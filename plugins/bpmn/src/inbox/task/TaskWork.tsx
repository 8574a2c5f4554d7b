import type {
  JsonObject,
  UserTaskDetails,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { FormView } from '../../forms';
import { Refused } from '../../parts/Refused';
import { isDecision } from './isDecision';
import { DecisionForm } from './DecisionForm';
import { useCompletion } from './useCompletion';
import { useShownTask } from './useShownTask';
import { useTaskDraft } from './useTaskDraft';

/**
 * Where a task is done: its form, or approve and reject. A form that asks for nothing shows what there is to decide on. What is typed stays,
 * whatever becomes of the task meanwhile.
 */
export const TaskWork = ({
  task,
  onRefresh,
}: {
  readonly task: UserTaskDetails;
  onRefresh(): Promise<void>;
}) => {
  const { formSchema } = task;
  const isForm = !isDecision(task);
  const { shown, noteTyped } = useShownTask(task);
  const { isBusy, problems, failure, submit, decide } = useCompletion(
    shown,
    onRefresh,
  );
  const keepDraft = useTaskDraft(task);
  const isReadOnly = !task.canComplete || task.assignee === undefined;

  return (
    <>
      <Refused error={failure} />
      {formSchema && (
        <FormView
          key={shown.shownHash}
          schema={formSchema}
          values={{ ...shown.variables, ...(isForm && shown.draft) }}
          submitLabel="Complete"
          isReadOnly={isReadOnly || !isForm}
          isBusy={isBusy}
          problems={problems}
          onSubmit={submit}
          onChange={values => {
            if (isForm) {
              noteTyped();
              keepDraft(values);
            }
          }}
        />
      )}
      {!isForm && (
        <DecisionForm
          draft={commentIn(shown.draft)}
          isReadOnly={isReadOnly}
          isBusy={isBusy}
          onDecide={decide}
          onChange={comment => keepDraft({ comment })}
        />
      )}
    </>
  );
};

const commentIn = ({ comment }: JsonObject = {}) =>
  typeof comment === 'string' ? comment : '';
