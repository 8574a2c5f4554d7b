import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Command } from '../command';
import type {
  CompensationRecord,
  ElementInstance,
  Incident,
  Instance,
  Key,
  Variables,
  Wait,
} from './state';
import type { ElementRow } from './elementRow';
import { jsonBytes } from './jsonBytes';
import { RowsMissing, type InstanceView, type RowsNeeded } from './view';
import { RowsWritten } from './written';

const NONE: readonly never[] = [];
const NO_TOKENS: ReadonlyMap<string, number> = new Map();
const NO_GATEWAYS: ReadonlyMap<string, readonly string[]> = new Map();
const NO_OUTPUTS: ReadonlyMap<number, JsonValue> = new Map();

/** Kinds of wait that are looked for in the whole instance. */
const LOOKED_FOR = new Set<Wait['kind']>(['signal', 'condition', 'timer']);

const newMap = () => new Map();
const newList = (): any[] => [];
/**
 * The rows of one process instance, in memory. Complete, it is all that tests, the browser and benchmarks need. A host fills a
 * partial one with what it has prefetched for a command; reading anything else throws {@link RowsMissing}.
 *
 * Only `apply` writes it, except for loading.
 */
export class InstanceRows implements InstanceView {
  instanceRow?: Instance;
  readonly elements = new Map<Key, ElementRow>();
  readonly children = new Map<Key, Set<Key>>();
  readonly variables = new Map<Key, Map<string, JsonValue>>();
  readonly waits = new Map<Key, Wait>();
  readonly waitKeys = new Map<Key, Key[]>();
  readonly waitsByKind = new Map<string, Map<Key, Wait>>();
  readonly tokens = new Map<Key, Map<string, Map<string, number>>>();
  readonly resets = new Map<Key, Map<string, readonly string[]>>();
  readonly incidents = new Map<Key, Incident>();
  readonly incidentKeys = new Map<Key, Key[]>();
  readonly compensations = new Map<Key, CompensationRecord[]>();
  readonly outputs = new Map<Key, Map<number, JsonValue>>();
  held: Command[] = [];
  /** Bytes of JSON of all variables of all scopes, and of the outputs of loops that run. */
  bytes = 0;
  /** What a partial view knows; undefined: everything. */
  readonly known?: Set<string>;
  /** What has been written since the last `takeWritten`; undefined: nobody wants to know. */
  written?: RowsWritten;

  constructor(
    options: {
      readonly isPartial?: boolean;
      readonly notesWrites?: boolean;
    } = {},
  ) {
    this.known = options.isPartial ? new Set() : undefined;
    this.written = options.notesWrites ? new RowsWritten() : undefined;
  }

  /** What has been written since this was last asked, of a view that notes it. */
  takeWritten(): RowsWritten {
    const { written } = this;
    if (!written) {
      throw new Error(
        'Expected rows that note what is written, but these do not: make them with notesWrites',
      );
    }
    this.written = new RowsWritten();
    return written;
  }

  /** Says that rows have been loaded, or that there are none. */
  markLoaded({ rows, of }: RowsNeeded): void {
    this.known?.add(`${rows} ${of}`);
  }

  instance(): Instance | undefined {
    this.need('instance', 0);
    return this.instanceRow;
  }

  elementInstance(key: Key): ElementInstance | undefined {
    const row = this.elements.get(key);
    if (row === undefined) {
      this.need('elementInstance', key);
    }
    return row;
  }

  childrenOf(key: Key): readonly ElementInstance[] {
    this.need('childrenOf', key);
    const keys = this.children.get(key);
    return keys ? Array.from(keys, child => this.elements.get(child)!) : NONE;
  }

  variable(scopeKey: Key, name: string): JsonValue | undefined {
    this.need('variablesOf', scopeKey);
    return this.variables.get(scopeKey)?.get(name);
  }

  variablesOf(scopeKey: Key): Variables {
    this.need('variablesOf', scopeKey);
    return Object.fromEntries(this.variables.get(scopeKey) ?? NONE);
  }

  wait(key: Key): Wait | undefined {
    const wait = this.waits.get(key);
    if (wait === undefined) {
      this.need('wait', key);
    }
    return wait;
  }

  waitsOf(elementInstanceKey: Key): readonly Wait[] {
    this.need('waitsOf', elementInstanceKey);
    const keys = this.waitKeys.get(elementInstanceKey);
    return keys ? keys.map(key => this.waits.get(key)!) : NONE;
  }

  waitsOfKind(kind: Wait['kind']): readonly Wait[] {
    this.need('waitsOfKind', kind);
    const waits = Array.from(this.waitsByKind.get(kind)?.values() ?? NONE);
    // Whoever loads them bit by bit has them in another order.
    return this.known ? waits.sort((a, b) => a.key - b.key) : waits;
  }

  tokensAt(scopeKey: Key, joinId: string): ReadonlyMap<string, number> {
    this.need('tokensIn', scopeKey);
    return this.tokens.get(scopeKey)?.get(joinId) ?? NO_TOKENS;
  }

  joinsWithTokens(scopeKey: Key): readonly string[] {
    this.need('tokensIn', scopeKey);
    return Array.from(this.tokens.get(scopeKey)?.keys() ?? NONE);
  }

  activatedGateways(scopeKey: Key): ReadonlyMap<string, readonly string[]> {
    this.need('tokensIn', scopeKey);
    return this.resets.get(scopeKey) ?? NO_GATEWAYS;
  }

  incident(key: Key): Incident | undefined {
    const incident = this.incidents.get(key);
    if (incident === undefined) {
      this.need('incident', key);
    }
    return incident;
  }

  incidentsOf(elementInstanceKey: Key): readonly Incident[] {
    this.need('incidentsOf', elementInstanceKey);
    const keys = this.incidentKeys.get(elementInstanceKey);
    return keys ? keys.map(key => this.incidents.get(key)!) : NONE;
  }

  compensationsIn(scopeKey: Key): readonly CompensationRecord[] {
    this.need('compensationsIn', scopeKey);
    return this.compensations.get(scopeKey) ?? NONE;
  }

  outputsOf(key: Key): ReadonlyMap<number, JsonValue> {
    this.need('outputsOf', key);
    return this.outputs.get(key) ?? NO_OUTPUTS;
  }

  variableBytes(): number {
    this.need('instance', 0);
    return this.bytes;
  }

  heldCommands(): readonly Command[] {
    this.need('heldCommands', 0);
    return this.held;
  }

  /** Bytes of the variables and outputs of an element instance. */
  bytesOf({ key, loop }: ElementInstance): number {
    this.need('variablesOf', key);
    let bytes = loop?.bytes ?? 0;
    for (const value of this.variables.get(key)?.values() ?? NONE) {
      bytes += jsonBytes(value);
    }
    return bytes;
  }

  /** Adds a wait, or replaces the one with its key. */
  putWait(wait: Wait): void {
    if (!this.waits.has(wait.key)) {
      insert(entry(this.waitKeys, wait.elementInstanceKey, newList), wait.key);
    }
    this.waits.set(wait.key, wait);
    if (LOOKED_FOR.has(wait.kind)) {
      entry(this.waitsByKind, wait.kind, newMap).set(wait.key, wait);
    }
  }

  /** Adds an incident, or replaces the one with its key. */
  putIncident(incident: Incident): void {
    const { key, elementInstanceKey } = incident;
    if (!this.incidents.has(key)) {
      insert(entry(this.incidentKeys, elementInstanceKey, newList), key);
    }
    this.incidents.set(key, incident);
  }

  /** Removes a wait. */
  dropWait({ key, elementInstanceKey, kind }: Wait): void {
    this.waits.delete(key);
    remove(this.waitKeys, elementInstanceKey, key);
    this.waitsByKind.get(kind)?.delete(key);
  }

  /** Removes everything that belongs to an element instance. */
  dropElement({ key, scopeKey, loop }: ElementInstance): void {
    if (this.variables.has(key)) {
      this.written?.emptied.variables.add(key);
    }
    if (loop !== undefined) {
      this.written?.emptied.outputs.add(key);
    }
    this.elements.delete(key);
    this.children.get(scopeKey)?.delete(key);
    this.children.delete(key);
    this.variables.delete(key);
    this.waitKeys.delete(key);
    this.incidentKeys.delete(key);
    this.tokens.delete(key);
    this.resets.delete(key);
    this.outputs.delete(key);
  }

  private need(rows: RowsNeeded['rows'], of: Key | string): void {
    if (this.known !== undefined && !this.known.has(`${rows} ${of}`)) {
      throw new RowsMissing({ rows, of });
    }
  }
}

/** Value of a key, made if there is none. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** Adds to the list of a key. */
export function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [value]);
  } else {
    list.push(value);
  }
}

/** Adds a key to a list in ascending order: nearly always it is the last. */
function insert(keys: Key[], key: Key): void {
  let index = keys.length;
  while (index > 0 && keys[index - 1] > key) {
    index--;
  }
  keys.splice(index, 0, key);
}

/** Takes from the list of a key. */
export function remove<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) {
    return;
  }
  const index = list.indexOf(value);
  if (index >= 0) {
    list.splice(index, 1);
  }
  if (list.length === 0) {
    map.delete(key);
  }
}
