import type { Command, StartInstance } from '../command';
import type { ProcessDefinition } from '../model/graph';
import type {
  MessageThrown,
  SignalThrown,
  StateChange,
  WaitClosed,
} from '../state/change';
import { InstanceRows } from '../state/rows';
import type {
  ChildInstanceWait,
  JobWait,
  Key,
  Variables,
  Wait,
} from '../state/state';
import { holdsAtStart } from '../starts';
import { step } from '../step';
import { earliest, timersOf, type Due } from './due';
import {
  isHeld,
  isRunning,
  variableOf,
  type HostedInstance,
  type HostedJob,
  type JobAnswer,
} from './hosted';
import {
  commandFor,
  correlates,
  findDefinition,
  reportOf,
  startsBy,
  unknownProcess,
} from './routing';

/** What a host is made of. */
export interface MemoryHostOptions {
  /** Processes that can be started or called. */
  readonly definitions: readonly ProcessDefinition[];
  /** Does jobs. */
  readonly doJob?: (job: HostedJob) => JobAnswer | undefined;
  /** Epoch milliseconds at which its clock stands. */
  readonly now?: number;
}

/** How an instance begins. */
type Beginning = Pick<
  StartInstance,
  'variables' | 'startEvent' | 'event' | 'businessKey'
> &
  Pick<HostedInstance, 'caller'>;

/**
 * Runs process instances in memory, with a clock that is moved by hand: for tests, the browser and benchmarks. Everything is done
 * at once and in order; nothing is kept.
 */
export class MemoryHost {
  readonly instances = new Map<string, HostedInstance>();
  now: number;
  private readonly options: MemoryHostOptions;
  private readonly todo: (() => void)[] = [];
  private readonly finishing: Due[] = [];
  private readonly buffered: MessageThrown[] = [];
  private count = 0;

  constructor(options: MemoryHostOptions) {
    this.options = options;
    this.now = options.now ?? 0;
  }

  /** Starts an instance and runs everything that can run. Returns its id. */
  start(
    processId: string,
    variables: Variables = {},
    startEvent?: string,
  ): string {
    const id = this.begin(processId, { variables, startEvent });
    this.settle();
    return id;
  }

  /** Starts an instance by each conditional start event whose condition holds for the variables. Returns their ids. */
  startIfTrue(processId: string, variables: Variables): readonly string[] {
    const { now } = this;
    const definition = findDefinition(this.options.definitions, processId);
    const holding = definition.startTriggers
      .filter(({ elementId, event: { index: event } }) =>
        holdsAtStart(definition, { elementId, event }, { variables, now }),
      )
      .map(({ elementId }) => elementId);
    const ids = Array.from(new Set(holding), startEvent =>
      this.begin(processId, { variables, startEvent }),
    );
    this.settle();
    return ids;
  }

  /** Gives an instance a command and runs everything that can run. */
  send(instanceId: string, command: Command): void {
    this.handle(this.instance(instanceId), command);
    this.settle();
  }

  /** An instance by its id. */
  instance(id: string): HostedInstance {
    const found = this.instances.get(id);
    if (!found) {
      throw new Error(`Expected instance ${id} to be hosted, but it is not`);
    }
    return found;
  }

  /** Everything that is waited for in an instance. */
  waits(instanceId: string): readonly Wait[] {
    return Array.from(this.instance(instanceId).rows.waits.values());
  }

  /** Moves the clock, firing what becomes due in order. */
  advance(milliseconds: number): void {
    const until = this.now + milliseconds;
    for (;;) {
      const next = this.nextDue();
      if (next === undefined || next.at > until) {
        break;
      }
      this.now = Math.max(this.now, next.at);
      next.act();
      this.settle();
    }
    this.now = until;
  }

  /** Publishes a message from outside. */
  publish(
    name: string,
    {
      correlationKey,
      variables = {},
    }: { correlationKey?: string; variables?: Variables } = {},
  ): void {
    this.correlate({
      type: 'messageThrown',
      elementId: '',
      name,
      correlationKey,
      variables,
    });
    this.settle();
  }

  /** Broadcasts a signal from outside. */
  broadcast(name: string, variables: Variables = {}): void {
    this.spread(
      { type: 'signalThrown', elementId: '', name, variables },
      undefined,
    );
    this.settle();
  }

  private begin(processId: string, { caller, ...given }: Beginning): string {
    const definition = findDefinition(this.options.definitions, processId);
    const id = `${processId}-${++this.count}`;
    const hosted: HostedInstance = {
      id,
      definition,
      rows: new InstanceRows(),
      history: [],
      caller,
      lastKey: 0,
    };
    this.instances.set(id, hosted);
    this.handle(hosted, {
      type: 'startInstance',
      instanceId: id,
      ...given,
      isCalled: caller !== undefined,
    });
    return id;
  }

  private handle(hosted: HostedInstance, command: Command): void {
    const changes = step({
      definition: hosted.definition,
      view: hosted.rows,
      command,
      now: this.now,
      nextKey: () => ++hosted.lastKey,
    });
    for (const change of changes) {
      hosted.history.push(change);
      this.follow(hosted, change);
    }
  }

  private settle(): void {
    // What is done adds to what is to be done: the loop sees that too.
    try {
      for (const act of this.todo) {
        act();
      }
    } finally {
      this.todo.length = 0;
    }
  }

  /** What a change means for the world around the instance. */
  private follow(hosted: HostedInstance, change: StateChange): void {
    switch (change.type) {
      case 'waitOpened':
        this.todo.push(() => this.serve(hosted, change.wait));
        break;
      case 'waitClosed':
        this.todo.push(() => this.cancelCalled(hosted.id, change));
        break;
      case 'messageThrown':
        this.todo.push(() => this.correlate(change));
        break;
      case 'signalThrown':
        this.todo.push(() => this.spread(change, hosted));
        break;
      default:
        this.report(hosted, waitKey => reportOf(change, waitKey));
    }
  }

  /** Tells a calling instance about the called one, if it still waits. */
  private report(
    { caller }: HostedInstance,
    reportFor: (waitKey: Key) => Command | undefined,
  ): void {
    const command = caller && reportFor(caller.waitKey);
    if (command) {
      this.todo.push(() => {
        const calling = this.instance(caller.instanceId);
        if (calling.rows.waits.has(caller.waitKey)) {
          this.handle(calling, command);
        }
      });
    }
  }

  private cancelCalled(
    instanceId: string,
    { kind, reason, waitKey }: WaitClosed,
  ): void {
    if (kind !== 'childInstance' || reason === 'fulfilled') {
      return;
    }
    for (const hosted of this.instances.values()) {
      const { caller } = hosted;
      const isCalled =
        caller?.instanceId === instanceId && caller.waitKey === waitKey;
      if (isCalled && isRunning(hosted)) {
        this.handle(hosted, { type: 'cancelInstance' });
      }
    }
  }

  /** A wait has been opened: its job is done, its process called, its message perhaps there already. */
  private serve(hosted: HostedInstance, wait: Wait): void {
    if (!hosted.rows.waits.has(wait.key)) {
      return;
    }
    if (wait.kind === 'job' && (wait.notBefore ?? 0) > this.now) {
      this.finishing.push({
        at: wait.notBefore!,
        act: () => this.serve(hosted, wait),
      });
    } else if (wait.kind === 'job') {
      this.serveJob(hosted, wait);
    } else if (wait.kind === 'childInstance') {
      this.call(hosted, wait);
    } else if (wait.kind === 'message') {
      const found = this.buffered.findIndex(message =>
        correlates(message, wait),
      );
      if (found >= 0) {
        const [message] = this.buffered.splice(found, 1);
        this.fulfil(hosted, wait.key, message.variables);
      }
    }
  }

  private call(hosted: HostedInstance, wait: ChildInstanceWait): void {
    const { processId, key: waitKey } = wait;
    if (!this.options.definitions.some(({ id }) => id === processId)) {
      this.handle(hosted, {
        type: 'failJob',
        waitKey,
        message: unknownProcess(processId),
      });
      return;
    }
    this.begin(wait.processId, {
      variables: wait.variables,
      businessKey: wait.businessKey,
      caller: { instanceId: hosted.id, waitKey: wait.key },
    });
  }

  private serveJob(hosted: HostedInstance, wait: JobWait): void {
    const answer = this.options.doJob?.({
      instance: hosted,
      wait,
      node: hosted.definition.nodes.get(wait.elementId)!,
      variable: name => variableOf(hosted.rows, wait.elementInstanceKey, name),
    });
    const { key: waitKey } = wait;
    if (!answer) {
      return;
    }
    const command = commandFor(waitKey, answer);
    const act = () => {
      if (hosted.rows.waits.has(waitKey)) {
        this.handle(hosted, command);
      }
    };
    if ('complete' in answer && answer.after) {
      this.finishing.push({ at: this.now + answer.after, act });
    } else {
      this.todo.push(act);
    }
  }

  private fulfil(
    hosted: HostedInstance,
    waitKey: Key,
    variables: Variables,
  ): void {
    this.handle(hosted, { type: 'fulfilWait', waitKey, variables });
  }

  /** One waiting instance gets a message, else a start event, else whoever waits for it next. */
  private correlate(message: MessageThrown): void {
    for (const hosted of this.instances.values()) {
      for (const wait of hosted.rows.waits.values()) {
        if (correlates(message, wait) && !isHeld(hosted.rows, wait.key)) {
          this.fulfil(hosted, wait.key, message.variables);
          return;
        }
      }
    }
    if (!this.startBy('message', message)) {
      this.buffered.push(message);
    }
  }

  private spread(
    signal: SignalThrown,
    thrower: HostedInstance | undefined,
  ): void {
    const { name, variables } = signal;
    for (const hosted of Array.from(this.instances.values())) {
      if (hosted !== thrower && isRunning(hosted)) {
        this.handle(hosted, { type: 'broadcastSignal', name, variables });
      }
    }
    this.startBy('signal', signal);
  }

  /** Starts processes by a trigger: the first for a message, all for a signal. */
  private startBy(
    type: 'message' | 'signal',
    { name, variables }: { name: string; variables: Variables },
  ): boolean {
    const matching = startsBy(this.options.definitions, {
      kind: type,
      name,
    });
    const chosen = type === 'message' ? matching.slice(0, 1) : matching;
    for (const { processId, startEvent, event } of chosen) {
      this.begin(processId, { variables, startEvent, event });
    }
    return chosen.length > 0;
  }

  private nextDue(): Due | undefined {
    return earliest([
      ...timersOf(this.instances.values(), (hosted, { key }) =>
        this.fulfil(hosted, key, {}),
      ),
      ...this.finishing.map(job => ({
        at: job.at,
        act: () => {
          this.finishing.splice(this.finishing.indexOf(job), 1);
          job.act();
        },
      })),
    ]);
  }
}
