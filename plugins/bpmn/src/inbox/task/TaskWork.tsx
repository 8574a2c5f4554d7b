import type { UserTaskDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useRef } from 'react';
import { asksForValues, FormView } from '../../forms';
import { Refused } from '../../parts/Refused';
import { DecisionForm } from './DecisionForm';
import { useCompletion } from './useCompletion';
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
  const first = useRef(task);
  const { isBusy, problems, failure, submit, decide } = useCompletion(
    task,
    onRefresh,
  );
  const keepDraft = useTaskDraft(task);
  const { formSchema } = task;
  const isReadOnly = !task.canComplete || task.assignee === undefined;
  const isForm = formSchema !== undefined && asksForValues(formSchema);

  return (
    <>
      <Refused error={failure} />
      {formSchema && (
        <FormView
          schema={formSchema}
          values={{ ...first.current.variables, ...first.current.draft }}
          submitLabel="Complete"
          isReadOnly={isReadOnly || !isForm}
          isBusy={isBusy}
          problems={problems}
          onSubmit={submit}
          onChange={keepDraft}
        />
      )}
      {!isForm && (
        <DecisionForm
          isReadOnly={isReadOnly}
          isBusy={isBusy}
          onDecide={decide}
        />
      )}
    </>
  );
};
