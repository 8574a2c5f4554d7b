import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { StateChange } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { ScriptEnd } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { HealthService } from '../health/HealthService';
import type { InstanceService } from '../instances/InstanceService';
import type { ScriptRuns } from '../scripts/ScriptRuns';
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
    scripts,
  }: {
    readonly instances: InstanceService;
    readonly health: HealthService;
    readonly stores: { readonly instances: Pick<InstanceStore, 'onRefused'> };
    readonly scripts: { readonly runs: Pick<ScriptRuns, 'onEnded'> };
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
  measureScripts(metrics, scripts.runs);
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

/** Counts runs of scripts by how they have ended: the kind of failure, or `completed` or `thrown`. */
function measureScripts(
  metrics: MetricsService,
  runs: Pick<ScriptRuns, 'onEnded'>,
): void {
  const ended = metrics.createCounter('bpmn.scripts.ended', {
    description: 'Runs of scripts that are over',
  });
  const duration = metrics.createHistogram('bpmn.script.duration', {
    description: 'From when a script has left the queue until it has ended',
    unit: 's',
  });
  const wait = metrics.createHistogram('bpmn.script.wait', {
    description: 'For how long a script has waited for its turn',
    unit: 's',
  });
  runs.onEnded(({ language, end, waited, lasted }) => {
    const outcome = outcomeOf(end);
    ended.add(1, { language, outcome });
    if (waited !== undefined) {
      wait.record(waited / 1000, { language });
      duration.record((lasted - waited) / 1000, { language, outcome });
    }
  });
}

function outcomeOf(end: ScriptEnd): string {
  if (end.type === 'error') {
    return end.kind;
  }
  return end.type === 'result' ? 'completed' : 'thrown';
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
