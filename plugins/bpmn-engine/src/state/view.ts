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

/**
 * What the engine reads of a process instance. A command reads only what it touches: completing one of 10,000 children reads that
 * child, its scopes and their waits, not its siblings.
 */
export interface InstanceView {
  /** The process instance; undefined before it is started. */
  instance(): Instance | undefined;
  elementInstance(key: Key): ElementInstance | undefined;
  /** Element instances whose scope it is. Read to terminate them, and to see who can still reach an inclusive join. */
  childrenOf(key: Key): readonly ElementInstance[];
  /** Value of a variable of exactly this scope. */
  variable(scopeKey: Key, name: string): JsonValue | undefined;
  /** All variables of exactly this scope. */
  variablesOf(scopeKey: Key): Variables;
  wait(key: Key): Wait | undefined;
  /** Open waits of an element instance. */
  waitsOf(elementInstanceKey: Key): readonly Wait[];
  /** Open waits of a kind in the whole instance; read for signals and conditions only. */
  waitsOfKind(kind: 'signal' | 'condition' | 'timer'): readonly Wait[];
  /** Tokens that wait at a join, by the sequence flow they came by. */
  tokensAt(scopeKey: Key, joinId: string): ReadonlyMap<string, number>;
  /** Joins of a scope at which tokens wait. */
  joinsWithTokens(scopeKey: Key): readonly string[];
  /** Complex gateways that have been activated and wait for their late tokens, with the flows whose tokens activated them. */
  activatedGateways(scopeKey: Key): ReadonlyMap<string, readonly string[]>;
  incident(key: Key): Incident | undefined;
  incidentsOf(elementInstanceKey: Key): readonly Incident[];
  /** What can be undone in a scope, in order of completion. */
  compensationsIn(scopeKey: Key): readonly CompensationRecord[];
  /** Outputs of the instances of a multi-instance activity, by loop counter. */
  outputsOf(key: Key): ReadonlyMap<number, JsonValue>;
  /** Bytes of JSON of all variables of the instance, and of the outputs of loops that run. */
  variableBytes(): number;
  /** Commands that came during a suspension, in order. */
  heldCommands(): readonly Command[];
}

/** Names rows of a process instance: those of one element instance or scope, or of the instance as a whole. */
export interface RowsNeeded {
  readonly rows:
    | 'instance'
    | 'elementInstance'
    | 'childrenOf'
    | 'variablesOf'
    | 'wait'
    | 'waitsOf'
    | 'waitsOfKind'
    | 'tokensIn'
    | 'incident'
    | 'incidentsOf'
    | 'compensationsIn'
    | 'outputsOf'
    | 'heldCommands';
  /** Key of the row or of the element instance; kind of wait; 0 where there is one for the instance. */
  readonly of: Key | string;
}

/**
 * Thrown by a partial view when the engine reads what has not been loaded. Nothing is lost: load it and step again with a fresh view.
 */
export class RowsMissing extends Error {
  readonly needed: RowsNeeded;

  constructor(needed: RowsNeeded) {
    super(
      `Expected ${needed.rows} ${needed.of} to be loaded, but it was not: load it and step again`,
    );
    this.name = 'RowsMissing';
    this.needed = needed;
  }
}

/**
 * What a host has to load before a command can do anything at all. The rest depends on the model; `RowsMissing` names it.
 */
export function rowsNeededFirst(command: Command): readonly RowsNeeded[] {
  const instance: RowsNeeded = { rows: 'instance', of: 0 };
  if ('waitKey' in command) {
    return [instance, { rows: 'wait', of: command.waitKey }];
  }
  if (command.type === 'resolveIncident') {
    return [instance, { rows: 'incident', of: command.incidentKey }];
  }
  if (command.type === 'resumeInstance') {
    return [instance, { rows: 'heldCommands', of: 0 }];
  }
  if (command.type === 'broadcastSignal') {
    return [instance, { rows: 'waitsOfKind', of: 'signal' }];
  }
  return [instance];
}
