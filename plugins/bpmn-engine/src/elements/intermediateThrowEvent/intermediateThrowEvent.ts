import { defineElement } from '../../execution/element';
import { openJob, readJob, type JobData } from '../../execution/jobs';
import { throwAll } from '../../execution/throwAll';

/** Throws and goes on (BPMN 2.0.2 13.5.2). A job does the throwing if it has a job type. */
export const intermediateThrowEvent = defineElement<JobData>({
  type: 'intermediateThrowEvent',
  title: 'Intermediate throw event',
  matches: ({ $type }) => $type === 'bpmn:IntermediateThrowEvent',
  compile: reader => readJob(reader, undefined),
  enter: visit => (visit.node.data.jobType ? openJob(visit) : throwAll(visit)),
});
