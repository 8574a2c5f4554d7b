import { step, type StepInput } from '../step';
import type { StateChange } from '../state/change';
import { InstanceRows } from '../state/rows';
import { copyOfRow } from './rowsJson';
import type { Key, Wait } from '../state/state';
import { RowsMissing, rowsNeededFirst, type RowsNeeded } from '../state/view';

/** A step on an instance of which only what is named is loaded. */
export interface PartialStep {
  readonly changes: readonly StateChange[];
  /** What was loaded, in order. */
  readonly loaded: readonly RowsNeeded[];
}

/**
 * Steps as a host does that keeps instances in a database: loads what the command needs first, and whenever the engine asks for
 * more, exactly that. The full rows stay as they are.
 */
export function stepPartially(
  input: Omit<StepInput, 'view' | 'nextKey'>,
  full: InstanceRows,
  lastKey: Key,
): PartialStep {
  const loaded = [...rowsNeededFirst(input.command)];
  for (;;) {
    const view = new InstanceRows({ isPartial: true });
    loaded.forEach(needed => load(view, full, needed));
    let key = lastKey;
    try {
      const changes = step({ ...input, view, nextKey: () => ++key });
      return { changes, loaded };
    } catch (error) {
      if (!(error instanceof RowsMissing)) {
        throw error;
      }
      addNew(loaded, error.needed);
    }
  }
}

function addNew(loaded: RowsNeeded[], needed: RowsNeeded): void {
  const isKnown = loaded.some(
    ({ rows, of }) => rows === needed.rows && of === needed.of,
  );
  if (isKnown) {
    throw new Error(
      `Expected ${needed.rows} ${needed.of} to be asked for once, but it was loaded before`,
    );
  }
  loaded.push(needed);
}

type Loader = (view: InstanceRows, full: InstanceRows, of: any) => void;

const loaders: Readonly<Record<RowsNeeded['rows'], Loader>> = {
  instance(view, full) {
    view.instanceRow = full.instanceRow;
    view.bytes = full.bytes;
  },
  elementInstance: loadElement,
  childrenOf(view, full, of: Key) {
    const keys = full.children.get(of) ?? new Set<Key>();
    view.children.set(of, new Set(keys));
    keys.forEach(key => loadElement(view, full, key));
  },
  variablesOf: (view, full, of: Key) =>
    copy(view.variables, full.variables, { of, clone: v => new Map(v) }),
  wait(view, full, of: Key) {
    const wait = full.waits.get(of);
    if (wait) {
      loadWaits(view, full, [wait]);
    }
  },
  waitsOf: (view, full, of: Key) => loadWaits(view, full, full.waitsOf(of)),
  waitsOfKind: (view, full, of: Wait['kind']) =>
    loadWaits(view, full, full.waitsOfKind(of)),
  tokensIn(view, full, of: Key) {
    copy(view.tokens, full.tokens, {
      of,
      clone: joins =>
        new Map(Array.from(joins, ([id, flows]) => [id, new Map(flows)])),
    });
    copy(view.resets, full.resets, { of, clone: ids => new Map(ids) });
  },
  incident(view, full, of: Key) {
    copy(view.incidents, full.incidents, { of, clone: row => row });
  },
  incidentsOf(view, full, of: Key) {
    full.incidentsOf(of).forEach(row => view.incidents.set(row.key, row));
    copy(view.incidentKeys, full.incidentKeys, { of, clone: k => [...k] });
  },
  compensationsIn: (view, full, of: Key) =>
    copy(view.compensations, full.compensations, { of, clone: k => [...k] }),
  outputsOf: (view, full, of: Key) =>
    copy(view.outputs, full.outputs, { of, clone: v => new Map(v) }),
  heldCommands(view, full) {
    view.held = [...full.held];
  },
};

function load(
  view: InstanceRows,
  full: InstanceRows,
  needed: RowsNeeded,
): void {
  loaders[needed.rows](view, full, needed.of);
  view.markLoaded(needed);
}

function copy<V>(
  to: Map<Key, V>,
  from: Map<Key, V>,
  { of, clone }: { of: Key; clone: (value: V) => V },
): void {
  const value = from.get(of);
  if (value !== undefined) {
    to.set(of, clone(value));
  }
}

function loadElement(view: InstanceRows, full: InstanceRows, key: Key): void {
  const row = full.elements.get(key);
  if (row && !view.elements.has(key)) {
    view.elements.set(key, copyOfRow(row));
  }
}

/** Waits are in the order in which they were opened, however they came here. */
function loadWaits(
  view: InstanceRows,
  full: InstanceRows,
  waits: readonly Wait[],
): void {
  const known = new Map(view.waits);
  waits.forEach(wait => known.set(wait.key, wait));
  view.waits.clear();
  view.waitKeys.clear();
  view.waitsByKind.clear();
  for (const [key, wait] of full.waits) {
    if (known.has(key)) {
      view.putWait(wait);
    }
  }
}
