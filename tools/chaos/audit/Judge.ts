import type { StateChange } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { DeedLine } from '../backend/protocol';
import type { Started } from '../Load';
import { endOf, type End } from '../mix';
import type { Found } from './auditInstances';

/** Waits that are left where a process rests for ever. */
const WAITS_AT_REST = 8;

/** Compares what has become of all instances with what was to become of them. */
export class Judge {
  private readonly found = new Map<string, Found>();
  private readonly byId: ReadonlyMap<string | undefined, Started>;
  private readonly deeds: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(
    private readonly started: readonly Started[],
    deeds: readonly DeedLine[],
  ) {
    this.byId = new Map(started.map(one => [one.id, one]));
    const byInstance = new Map<string, Set<string>>();
    for (const { instanceId, idempotencyKey, answer } of deeds) {
      const own = byInstance.get(instanceId) ?? new Set();
      byInstance.set(instanceId, own.add(`${idempotencyKey} ${answer}`));
    }
    this.deeds = byInstance;
  }

  /** Takes note of an instance. */
  note(found: Found): void {
    this.found.set(found.id, found);
  }

  /** Everything that is not as it is to be. */
  findings(): readonly string[] {
    const lost = this.started
      .filter(({ id }) => id === undefined || !this.found.has(id))
      .map(({ key }) => `${key} was started, but is not there`);
    const wrong = Array.from(this.found.values()).flatMap(found =>
      [...this.ofEnd(found), ...this.ofCompletions(found)].map(
        what => `${found.id}: ${what}`,
      ),
    );
    return [...lost, ...wrong, ...this.ofKeys(), ...this.ofBeginnings()];
  }

  private ofEnd(found: Found): readonly string[] {
    const { processId, state, history, result } = found;
    const end = endOf(processId);
    if (!end) {
      return [`nobody knows ${processId}`];
    }
    if (!isAt(end, found)) {
      return [`is ${state} instead of ${end.state}`];
    }
    const given = this.byId.get(found.id)?.variables ?? {};
    const entered = new Map<string, number>();
    for (const change of history.changes) {
      if (change.type === 'elementEntered') {
        const { elementId } = change;
        entered.set(elementId, (entered.get(elementId) ?? 0) + 1);
      }
    }
    return end.findWrong?.({ given, result, entered }) ?? [];
  }

  /** What was completed was done before, and counts once. */
  private ofCompletions({ id, history }: Found): readonly string[] {
    const wrong: string[] = [];
    const proven = new Set<string>();
    for (const proof of history.proofs) {
      if (proven.has(proof)) {
        wrong.push(`attempt ${proof} was completed twice`);
      }
      proven.add(proof);
    }
    const deeds = this.deeds.get(id);
    for (const key of completedJobs(history.changes)) {
      if (!deeds?.has(`${id}.${key} complete`)) {
        wrong.push(`job of ${key} was completed, but nobody has done it`);
      }
    }
    return wrong;
  }

  /** What was asked for again and again has begun once. */
  private ofKeys(): readonly string[] {
    return Array.from(this.found.values())
      .filter(({ id, key }) => key !== undefined && !this.byId.has(id))
      .map(({ key }) => `${key} was started twice`);
  }

  /** What begins by messages and signals begins once for each. */
  private ofBeginnings(): readonly string[] {
    const all = Array.from(this.found.values());
    const of = (processId: string) =>
      all.filter(found => found.processId === processId);
    const orders = of('order').map(({ result }) => String(result.from));
    const pings = of('ping').map(({ result }) => String(result.from));
    return [
      ...(orders.sort().join() === pings.sort().join()
        ? []
        : [`${pings.length} orders were sent, but there are ${orders.length}`]),
      ...(of('cock').length === of('early').length
        ? []
        : [
            `${of('cock').length} cocks have crowed, but ${
              of('early').length
            } have risen early`,
          ]),
    ];
  }
}

function isAt({ state: wanted }: End, { state, history }: Found): boolean {
  if (wanted === 'over') {
    return state === 'completed' || state === 'terminated';
  }
  if (wanted === 'rests') {
    const opened = history.changes.filter(({ type }) => type === 'waitOpened');
    return state === 'active' && opened.length >= WAITS_AT_REST;
  }
  return state === wanted;
}

/** Element instances whose job was completed. */
function completedJobs(changes: readonly StateChange[]): readonly number[] {
  return changes.flatMap(change =>
    change.type === 'waitClosed' &&
    change.kind === 'job' &&
    change.reason === 'fulfilled'
      ? [change.elementInstanceKey]
      : [],
  );
}
