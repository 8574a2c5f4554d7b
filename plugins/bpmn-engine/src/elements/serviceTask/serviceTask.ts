import { defineElement } from '../../execution/element';
import {
  openJob,
  readJob,
  warnWithoutJob,
  type JobData,
} from '../../execution/jobs';

/** Work for a job worker: a connector, a module or an external worker (BPMN 2.0.2 10.3.3). */
export const serviceTask = defineElement<JobData>({
  type: 'serviceTask',
  title: 'Service task',
  matches: ({ $type }) => $type === 'bpmn:ServiceTask',
  isActivity: true,
  compile(reader) {
    const job = readJob(reader, undefined);
    if (!job.jobType) {
      warnWithoutJob(reader);
    }
    return job;
  },
  enter: visit => openJob(visit),
});
