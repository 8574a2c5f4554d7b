import { PROCESSES_CHANGED_TOPIC } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Host } from '../host/Host';
import type { EventPublisher } from './eventsServiceRef';

/** Tells the portal which processes were deployed or handed over: a hint, which can get lost. */
export function publishProcesses(
  {
    deployments,
    owners,
    logger,
  }: Pick<Host, 'deployments' | 'owners' | 'logger'>,
  events: EventPublisher,
): void {
  const publish = async (processIds: readonly string[]) => {
    try {
      await events.publish({
        topic: PROCESSES_CHANGED_TOPIC,
        eventPayload: { processIds },
      });
    } catch (error) {
      logger.warn(
        'Could not tell the portal of processes that have changed',
        error as Error,
      );
    }
  };
  deployments.onDeployed(publish);
  owners.onMoved(processId => publish([processId]));
}
