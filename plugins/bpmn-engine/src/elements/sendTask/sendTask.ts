import { defineElement } from '../../execution/element';
import {
  openJob,
  readJob,
  warnWithoutJob,
  type JobData,
} from '../../execution/jobs';
import {
  readMessage,
  requiredMessage,
  type MessageData,
} from '../../execution/messages';

/** A send task: a job if it has a job type, else its message is thrown (BPMN 2.0.2 10.3.3). */
export const sendTask = defineElement<JobData & { message?: MessageData }>({
  type: 'sendTask',
  title: 'Send task',
  matches: ({ $type }) => $type === 'bpmn:SendTask',
  isActivity: true,
  compile(reader) {
    const job = readJob(reader, undefined);
    const message = reader.source.messageRef ? readMessage(reader) : undefined;
    if (!job.jobType && !message) {
      warnWithoutJob(reader, 'choose a message that it sends');
    }
    return { ...job, message };
  },
  enter(visit) {
    const { jobType, message } = visit.node.data;
    if (jobType || !message) {
      openJob(visit);
      return;
    }
    const { name, correlationKey } = requiredMessage(visit, message, 'withKey');
    visit.emitMessage(name, correlationKey);
    visit.complete();
  },
});
