import { defineElement } from '../../execution/element';
import {
  openJob,
  readJob,
  warnWithoutJob,
  type JobData,
} from '../../execution/jobs';

/** A business rule task. Its decision is evaluated by a job: headers name the decision and the variable for its result. */
export const businessRuleTask = defineElement<
  JobData & { readonly decision?: Readonly<Record<string, string>> }
>({
  type: 'businessRuleTask',
  title: 'Business rule task',
  matches: ({ $type }) =>
    $type === 'bpmn:BusinessRuleTask' ||
    $type === 'bpmn:GlobalBusinessRuleTask',
  isActivity: true,
  compile(reader) {
    const called = reader.extension('zeebe:CalledDecision');
    const job = readJob(reader, called ? 'decision:evaluate' : undefined);
    if (!job.jobType) {
      warnWithoutJob(reader, 'choose the decision that it calls');
    }
    return {
      ...job,
      decision: called && {
        decisionId: called.decisionId ?? '',
        resultVariable: called.resultVariable ?? '',
      },
    };
  },
  enter: visit => openJob(visit, visit.node.data.decision),
});
