import type { UserTaskDetails } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { asksForValues } from '../../forms';

/** Whether a task is to be approved or rejected: it has no form, or one that only shows what there is to decide on. */
export const isDecision = ({
  formSchema,
}: Pick<UserTaskDetails, 'formSchema'>): boolean =>
  formSchema === undefined || !asksForValues(formSchema);
