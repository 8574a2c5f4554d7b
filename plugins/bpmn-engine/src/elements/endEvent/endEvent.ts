import { defineElement } from '../../execution/element';
import { openJob, readJob, type JobData } from '../../execution/jobs';
import { throwAll } from '../../execution/throwAll';

/** Consumes its token, after throwing what it has to throw (BPMN 2.0.2 13.5.6). */
export const endEvent = defineElement<JobData>({
  type: 'endEvent',
  title: 'End event',
  matches: ({ $type }) => $type === 'bpmn:EndEvent',
  compile: reader => readJob(reader, undefined),
  enter: visit => (visit.node.data.jobType ? openJob(visit) : throwAll(visit)),
});
