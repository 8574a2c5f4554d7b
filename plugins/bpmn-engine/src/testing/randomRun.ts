import { isListener } from '../execution/catchers';
import type { Command } from '../command';
import type { ProcessDefinition } from '../model/graph';
import type { InstanceRows } from '../state/rows';
import type { Incident, Key, TimerWait, Variables, Wait } from '../state/state';
import type { Random } from './random';

/** A command and when it is given. */
export interface Given {
  readonly command: Command;
  readonly now: number;
}

/** What a driver knows of the process it drives. */
export interface Driven {
  readonly definition: ProcessDefinition;
  /** Variables that have to be set before some mapping can be applied. */
  readonly needed: Variables;
}

/** Commands after which nothing is done any more but what brings the instance to its end. */
const PATIENCE = 150;
/** How often something that does not bring the instance nearer to its end happens at most. */
const EXTRAS = 12;

/**
 * Plays the world around an instance: answers what it waits for in any order and in any way, suspends and resumes it, resolves its
 * incidents, now and then cancels it. The same dice give the same commands.
 */
export class RandomDriver {
  private now = 0;
  private given = 0;
  private extras = EXTRAS;
  private readonly planned: Command[] = [];
  private readonly cancelsAt: number;

  constructor(
    private readonly random: Random,
    private readonly driven: Driven,
  ) {
    this.cancelsAt = random.chance(0.1) ? random.between(2, 12) : Infinity;
  }

  /** What is done next. Undefined: there is nothing to do. */
  next(rows: InstanceRows): Given | undefined {
    this.given++;
    const command = this.planned.shift() ?? this.choose(rows);
    return command && { command, now: this.now };
  }

  private get isPatient(): boolean {
    return this.given < PATIENCE;
  }

  private choose(rows: InstanceRows): Command | undefined {
    const { random } = this;
    if (this.given >= this.cancelsAt) {
      return { type: 'cancelInstance' };
    }
    const isSuspended = rows.instanceRow!.state === 'suspended';
    const operation = this.operate(isSuspended);
    if (operation) {
      return operation;
    }
    const incidents = Array.from(rows.incidents.values());
    const waits = this.chosenFrom(rows);
    if (
      !isSuspended &&
      incidents.length > 0 &&
      (waits.length === 0 || random.chance(0.4))
    ) {
      return this.resolve(rows, random.pick(incidents));
    }
    if (waits.length > 0) {
      return this.answer(rows, random.pick(waits));
    }
    return isSuspended ? { type: 'resumeInstance' } : undefined;
  }

  /** What an operator does of his own accord. */
  private operate(isSuspended: boolean): Command | undefined {
    const { random } = this;
    if (isSuspended) {
      return random.chance(0.4) || !this.isPatient
        ? { type: 'resumeInstance' }
        : undefined;
    }
    if (this.isPatient && random.chance(0.03)) {
      return { type: 'suspendInstance' };
    }
    return this.isPatient && random.chance(0.03)
      ? { type: 'setVariables', variables: { v: random.between(0, 9) } }
      : undefined;
  }

  /** What listens beside the way is answered only so often, and only while there is patience. */
  private chosenFrom(rows: InstanceRows): readonly Wait[] {
    const own: Wait[] = [];
    const listening: Wait[] = [];
    for (const wait of rows.waits.values()) {
      (this.isListening(rows, wait) ? listening : own).push(wait);
    }
    const canListen = listening.length > 0 && this.extras > 0 && this.isPatient;
    if (canListen && (own.length === 0 || this.random.chance(0.25))) {
      this.extras--;
      return listening;
    }
    return own;
  }

  private isListening(rows: InstanceRows, wait: Wait): boolean {
    const { nodes } = this.driven.definition;
    const host = rows.elements.get(wait.elementInstanceKey)!;
    return isListener(nodes.get(wait.elementId)!, nodes.get(host.elementId)!);
  }

  private resolve(
    rows: InstanceRows,
    { key, kind, elementInstanceKey }: Incident,
  ): Command {
    const resolving: Command = { type: 'resolveIncident', incidentKey: key };
    if (kind === 'jobFailed' || kind === 'errorUncaught') {
      return resolving;
    }
    this.planned.push(resolving);
    return kind === 'expressionFailed' || kind === 'mappingFailed'
      ? { type: 'setVariables', variables: this.driven.needed }
      : this.setV(rows, elementInstanceKey);
  }

  /** Sets the variable that conditions read, where it is seen from. */
  private setV(rows: InstanceRows, from: Key): Command {
    let scopeKey = from;
    while (
      !rows.variables.get(scopeKey)?.has('v') &&
      rows.elements.get(scopeKey)!.scopeKey !== 0
    ) {
      scopeKey = rows.elements.get(scopeKey)!.scopeKey;
    }
    return {
      type: 'setVariables',
      scopeKey,
      variables: { v: this.random.between(0, 9) },
    };
  }

  private answer(rows: InstanceRows, wait: Wait): Command {
    switch (wait.kind) {
      case 'timer':
        return this.fire(wait);
      case 'condition':
        return this.setV(rows, wait.elementInstanceKey);
      case 'signal':
        return {
          type: 'broadcastSignal',
          name: wait.name,
          variables: this.result(),
        };
      case 'message':
        return this.fulfil(wait);
      default:
        return this.work(wait);
    }
  }

  private fulfil({ key: waitKey }: Wait): Command {
    return { type: 'fulfilWait', waitKey, variables: this.result() };
  }

  private fire(wait: TimerWait): Command {
    const late = this.random.chance(0.3) ? this.random.between(0, 600_000) : 0;
    this.now = Math.max(this.now, wait.dueAt) + late;
    return { type: 'fulfilWait', waitKey: wait.key };
  }

  /** A job, a task or a called instance: mostly done, sometimes not. */
  private work(wait: Wait): Command {
    const { random } = this;
    if (!this.isPatient || this.extras <= 0 || random.chance(0.7)) {
      return this.fulfil(wait);
    }
    this.extras--;
    if (wait.kind === 'job' && random.chance(0.5)) {
      const retries = random.chance(0.3) ? random.between(0, 2) : undefined;
      return { type: 'failJob', waitKey: wait.key, message: 'no', retries };
    }
    if (wait.kind === 'userTask' && random.chance(0.4)) {
      const update = random.pick([{ assignee: 'ada' }, { priority: 7 }]);
      return { type: 'updateUserTask', waitKey: wait.key, update };
    }
    return this.throwFrom(wait);
  }

  private throwFrom(wait: Wait): Command {
    if (wait.kind === 'job' && wait.listener) {
      return this.fulfil(wait);
    }
    const { key: waitKey } = wait;
    const { random } = this;
    const variables = this.result();
    const number = random.between(1, 3);
    return random.chance(0.6)
      ? { type: 'throwError', waitKey, code: `error${number}`, variables }
      : {
          type: 'throwEscalation',
          waitKey,
          code: `escalation${number}`,
          variables,
        };
  }

  private result(): Variables {
    return this.random.chance(0.5) ? { v: this.random.between(0, 9) } : {};
  }
}
