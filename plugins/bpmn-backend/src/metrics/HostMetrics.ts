import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { StateChange } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { HealthService } from '../health/HealthService';
import type { InstanceService } from '../instances/InstanceService';
import type { InstanceStore } from '../store/instances';
import { whyUnavailable } from '../store/whyUnavailable';

/**
 * Counts what happens, for whoever runs the portal. Attributes are kinds of things, never people, instances or values.
 */
export function measureHost(
  metrics: MetricsService,
  {
    instances,
    health,
    stores,
  }: {
    readonly instances: InstanceService;
    readonly health: HealthService;
    readonly stores: { readonly instances: Pick<InstanceStore, 'onRefused'> };
  },
): void {
  const count = countersOf(metrics);
  const duration = metrics.createHistogram('bpmn.command.duration', {
    description: 'From a command until it is committed',
    unit: 's',
  });
  instances.onCommit(({ changes, milliseconds }) => {
    duration.record(milliseconds / 1000);
    changes.forEach(change => count(change));
  });
  const refused = metrics.createCounter('bpmn.database.refused', {
    description: 'Commands whose changes the database would not write',
  });
  stores.instances.onRefused(error =>
    refused.add(1, { why: whyUnavailable(error) ?? 'something else' }),
  );
  const lag = metrics.createObservableGauge('bpmn.worker.lag', {
    description: 'For how long the oldest of what nobody has taken on is due',
    unit: 's',
  });
  lag.addCallback(async result => {
    const { lags } = await health.check();
    for (const [worker, milliseconds] of Object.entries(lags)) {
      result.observe(milliseconds / 1000, { worker });
    }
  });
}

/** Counts one change, if it is of a kind that is counted. */
function countersOf(metrics: MetricsService): (change: StateChange) => void {
  const counter = (name: string, description: string) =>
    metrics.createCounter(`bpmn.${name}`, { description });
  const started = counter('instances.started', 'Instances that have begun');
  const ended = counter('instances.ended', 'Instances that are over');
  const entered = counter('elements.entered', 'Elements that were entered');
  const raised = counter('incidents.raised', 'Incidents that were raised');
  const resolved = counter('incidents.resolved', 'Incidents that are no more');
  const opened = counter('waits.opened', 'What is waited for from then on');
  const closed = counter('waits.closed', 'What is waited for no more');
  return change => {
    switch (change.type) {
      case 'instanceStarted':
        return started.add(1);
      case 'instanceEnded':
        return ended.add(1, { state: change.state });
      case 'elementEntered':
        return entered.add(1);
      case 'incidentRaised':
        return raised.add(1, { kind: change.incident.kind });
      case 'incidentResolved':
        return resolved.add(1);
      case 'waitOpened':
        return opened.add(1, { kind: change.wait.kind });
      case 'waitClosed':
        return closed.add(1, { kind: change.kind, reason: change.reason });
      default:
        return undefined;
    }
  };
}
