import { running, type Run } from '../execution/run';
import type { FlowNode } from '../model/graph';
import type { Key } from '../state/state';
import { refused, type Migration, type Step } from './migration';

/** Tokens that wait at joins wait at the joins of the new version. Gives what is to be done, if all of it fits. */
export function planTokens(
  run: Run,
  { instance: { key } }: Step,
  { before, after, mapped }: Migration,
): readonly (() => void)[] {
  return run.view.joinsWithTokens(key).flatMap(joinId =>
    Array.from(run.view.tokensAt(key, joinId)).flatMap(([flowId, count]) => {
      const flow = after.flows.get(mapped(flowId));
      if (flow?.target.id !== mapped(joinId) || !flow.target.isJoin) {
        throw refused(
          before.nodes.get(joinId)!,
          `a token waits at it that came by ${flowId}, which leads elsewhere`,
        );
      }
      return Array.from({ length: count }, () => () => {
        run.emit({
          type: 'tokensConsumed',
          scopeKey: key,
          joinId,
          flowIds: [flowId],
        });
        run.emit({
          type: 'sequenceFlowTaken',
          scopeKey: key,
          flowId: flow.id,
          joinId: flow.target.id,
        });
      });
    }),
  );
}

/** Elements of an ad-hoc sub-process that are still to be entered have their new names; what is gone is not entered. */
export function migrateQueue(
  run: Run,
  { instance: { key }, to }: Step,
  { mapped }: Migration,
): void {
  const { queued } = running(run, key);
  const elementIds = queued
    ?.map(mapped)
    .filter(id => run.definition.nodes.get(id)?.parent === to);
  if (elementIds && elementIds.join() !== queued?.join()) {
    run.emit({ type: 'elementsQueued', key, elementIds });
  }
}

/** Complex gateways that wait for late tokens do so in the new version, if they are in it. */
export function migrateGateways(
  run: Run,
  { instance: { key }, to }: Step,
  { mapped }: Migration,
): void {
  for (const [id, flowIds] of [...run.view.activatedGateways(key)]) {
    const gateway = to.content?.nodes.find(node => node.id === mapped(id));
    run.emit({ type: 'gatewayReset', scopeKey: key, elementId: id });
    if (gateway && isComplexJoin(gateway)) {
      run.emit({
        type: 'gatewayReset',
        scopeKey: key,
        elementId: gateway.id,
        usedFlowIds: flowIds.map(mapped),
      });
    }
  }
}

function isComplexJoin({ type, isJoin }: FlowNode): boolean {
  return type === 'complexGateway' && isJoin;
}

/** Incidents name the elements of the new version. */
export function migrateIncidents(
  run: Run,
  { instance: { key }, from, to }: Step,
  { mapped }: Migration,
): void {
  for (const incident of [...run.view.incidentsOf(key)]) {
    const { elementId: old, job, resumes } = incident;
    const elementId = old === from.id ? to.id : mapped(old);
    if (elementId !== old) {
      run.emit({
        type: 'incidentResolved',
        incidentKey: incident.key,
        elementInstanceKey: key,
      });
      run.emit({
        type: 'incidentRaised',
        incident: {
          ...incident,
          elementId,
          ...(job && { job: { ...job, elementId } }),
          ...(resumes && {
            resumes: { ...resumes, wait: { ...resumes.wait, elementId } },
          }),
        },
      });
    }
  }
}

/** What has completed can be undone in the new version if it has the activity; the order stays. */
export function migrateCompensations(
  run: Run,
  scopeKey: Key,
  migration: Migration,
): void {
  const { after, mapped } = migration;
  const records = [...run.view.compensationsIn(scopeKey)];
  for (const { elementInstanceKey } of records) {
    migrateCompensations(run, elementInstanceKey, migration);
  }
  const isSame = records.every(
    ({ elementId }) =>
      mapped(elementId) === elementId && after.nodes.has(elementId),
  );
  if (isSame) {
    return;
  }
  for (const { key } of [...records].reverse()) {
    run.emit({ type: 'compensationDropped', recordKey: key, scopeKey });
  }
  for (const record of records) {
    const elementId = mapped(record.elementId);
    if (after.nodes.has(elementId)) {
      run.emit({
        type: 'compensationRecorded',
        record: { ...record, elementId },
      });
    }
  }
}
