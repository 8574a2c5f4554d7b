import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  Rejection,
  type ChildInstanceWait,
  type Command,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Clock } from '../clock/Clock';
import type { InstanceService } from '../instances/InstanceService';
import type { MessageService } from '../messages/MessageService';
import type { SignalService } from '../messages/SignalService';
import type { TaskNotices } from '../notices/TaskNotices';
import type { DefinitionRecord, DeploymentStore } from '../store/deployments';
import type { InstanceStore } from '../store/instances';
import type {
  Deed,
  OutboxStore,
  Report,
  SpreadStore,
  TakenDeed,
} from '../store/outbox';
import { isStorable } from '../store/storable';
import { isUnfit } from './isUnfit';
import type { Taken } from './Taken';

type Performers = {
  readonly [Kind in Deed['kind']]: (taken: Taken<Kind>) => Promise<void>;
};

/** How long a deed waits for another one that comes first, in milliseconds. */
const A_MOMENT = 200;

/** Characters of a business key, as over REST. */
const LONGEST_KEY = 255;

/** What each kind of deed is. */
export class Deeds {
  private readonly performers: Performers = {
    call: taken => this.call(taken),
    cancelCalled: taken => this.cancelCalled(taken),
    report: taken => this.report(taken),
    start: taken => this.start(taken),
    broadcast: taken => this.options.signals.broadcast(taken),
    message: taken => this.options.messages.correlate(taken),
    kept: taken => this.endKept(taken),
    subscribed: taken => this.options.messages.findFor(taken),
    resumed: taken => this.options.messages.findForAll(taken),
    signal: taken => this.options.signals.spread(taken),
    announceTask: taken => this.options.notices.announce(taken),
    announceTo: taken => this.options.notices.announceTo(taken),
    announceOn: taken => this.options.notices.announceOn(taken),
    notify: taken => this.options.notices.notify(taken),
    spread: taken => this.options.signals.end(taken),
  };

  constructor(
    private readonly options: {
      readonly instances: InstanceService;
      readonly messages: MessageService;
      readonly signals: SignalService;
      readonly notices: TaskNotices;
      readonly deployments: DeploymentStore;
      readonly instanceStore: InstanceStore;
      readonly outbox: OutboxStore;
      readonly spreads: SpreadStore;
      readonly clock: Clock;
      readonly logger: LoggerService;
    },
  ) {}

  /** Does it. What makes no sense any more is as good as done. */
  async perform(taken: TakenDeed): Promise<void> {
    const { id, deed, partOf } = taken;
    const performer = this.performers[deed.kind] as (
      taken: TakenDeed,
    ) => Promise<void>;
    try {
      await performer(taken);
    } catch (error) {
      if (!(error instanceof Rejection)) {
        throw error;
      }
      if (isUnfit(error)) {
        this.options.logger.error(`Gave up ${deed.kind} ${id}`, error);
      }
      await this.options.outbox.remove(id);
    }
    if (partOf !== undefined) {
      await this.options.spreads.removeIfDone(partOf);
    }
  }

  private async call(taken: Taken<'call'>): Promise<void> {
    const { deployments, instances, instanceStore } = this.options;
    const { id, instanceId, ownerRef, deed } = taken;
    const { wait } = deed;
    if (!(await instanceStore.hasWait(instanceId, wait.key))) {
      await this.options.outbox.remove(id);
      return;
    }
    const caller = await instanceStore.find(instanceId);
    const found = isStorable(wait.processId)
      ? await deployments.findCalled(wait, caller!.definitionId)
      : undefined;
    const problem = findCallProblem(wait, { found, ownerRef });
    if (!found || problem !== undefined) {
      await this.command(taken, instanceId, {
        type: 'failJob',
        waitKey: wait.key,
        message: problem!,
      });
      return;
    }
    const request = {
      id,
      definitionId: found.id,
      processKey: found.processKey,
      ownerRef: found.ownerRef,
      variables: wait.variables,
      businessKey: wait.businessKey,
      caller: { instanceId, waitKey: wait.key },
    };
    try {
      const context = { actor: ownerRef, senderId: instanceId, settles: id };
      await instances.start(request, context);
    } catch (error) {
      if (!isUnfit(error)) {
        throw error;
      }
      const { message } = error;
      const waitKey = wait.key;
      const command: Command = { type: 'failJob', waitKey, message };
      await this.command(taken, instanceId, command);
    }
  }

  private async cancelCalled(taken: Taken<'cancelCalled'>): Promise<void> {
    const { outbox, instanceStore } = this.options;
    const {
      id,
      instanceId,
      deed: { waitKey },
    } = taken;
    if (await outbox.isCalling(instanceId, waitKey)) {
      // It is just being called: then there will be something to cancel, or nothing any more.
      await this.soon(id);
      return;
    }
    const called = await instanceStore.findCalled(instanceId, waitKey);
    if (called) {
      await this.command(taken, called.id, { type: 'cancelInstance' });
    } else {
      await outbox.remove(id);
    }
  }

  /** Another deed comes first. */
  private async soon(id: string): Promise<void> {
    const { outbox, clock } = this.options;
    await outbox.postpone(id, clock.now() + A_MOMENT);
  }

  /** A message is given up when its time has come, however early somebody has taken that on. */
  private async endKept({ id, expiresAt }: Taken<'kept'>): Promise<void> {
    const { outbox, clock } = this.options;
    if (expiresAt !== undefined && expiresAt > clock.now()) {
      await outbox.keep(id, expiresAt);
    } else {
      await outbox.remove(id);
    }
  }

  private async report(taken: Taken<'report'>): Promise<void> {
    const { id, instanceId, deed } = taken;
    if (
      deed.report.type !== 'escalation' &&
      (await this.options.outbox.hasOtherReports(instanceId, id))
    ) {
      // Of its end a caller is told last: then it hears nothing any more.
      await this.soon(id);
      return;
    }
    const called = await this.options.instanceStore.find(instanceId);
    const { instanceId: callerId, waitKey } = called!.caller!;
    try {
      await this.command(taken, callerId, commandOf(deed.report, waitKey));
    } catch (error) {
      if (!isUnfit(error) || deed.report.type === 'escalation') {
        throw error;
      }
      // It would wait for ever for what it cannot take.
      const { message } = error;
      const command: Command = { type: 'failJob', waitKey, message };
      await this.command(taken, callerId, command);
    }
  }

  private async start({
    id,
    partOf,
    deed: { definitionId, startEvent, event, ...deed },
  }: Taken<'start'>): Promise<void> {
    const { deployments, spreads } = this.options;
    const found = await deployments.find(definitionId);
    const { variables, senderId } =
      partOf === undefined
        ? { ...deed, senderId: undefined }
        : await spreads.findLoad(partOf);
    await this.options.instances.start(
      {
        id,
        definitionId,
        processKey: found!.processKey,
        ownerRef: found!.ownerRef,
        startEvent,
        event,
        variables,
      },
      { actor: found!.ownerRef, senderId, settles: id },
    );
  }

  private async command(
    { id, instanceId: senderId }: TakenDeed,
    instanceId: string,
    command: Command,
  ): Promise<void> {
    const record = await this.options.instanceStore.find(instanceId);
    await this.options.instances.handle(instanceId, command, {
      actor: record?.ownerRef ?? '',
      senderId,
      settles: id,
    });
  }
}

/** Why a process cannot be called; undefined if it can. */
function findCallProblem(
  { processId, businessKey = '' }: ChildInstanceWait,
  {
    found,
    ownerRef,
  }: { readonly found?: DefinitionRecord; readonly ownerRef: string },
): string | undefined {
  if (!found) {
    return `Expected process ${processId} to be deployed, but it is not. Deploy it, and resolve the incident`;
  }
  if (found.ownerRef !== ownerRef) {
    return `Expected process ${processId} to be owned by ${ownerRef}, but it is owned by ${found.ownerRef}. Call a process of the same owner, or send it a message that it accepts`;
  }
  return businessKey.length > LONGEST_KEY || !isStorable(businessKey)
    ? `Expected the business key to have at most ${LONGEST_KEY} characters, neither U+0000 nor half of a surrogate pair among them, but found ${JSON.stringify(
        businessKey.slice(0, LONGEST_KEY),
      )}. Set the variables that it reads, and resolve the incident`
    : undefined;
}

/** What a caller is told. */
function commandOf(report: Report, waitKey: number): Command {
  switch (report.type) {
    case 'completed':
      return { type: 'fulfilWait', waitKey, variables: report.variables };
    case 'terminated':
      return {
        type: 'failJob',
        waitKey,
        message:
          'Expected the called instance to complete, but it was cancelled. Resolve the incident to call it again, or move on',
      };
    case 'error': {
      const { code, variables } = report;
      return { type: 'throwError', waitKey, code, variables };
    }
    case 'escalation': {
      const { code, variables } = report;
      return { type: 'throwEscalation', waitKey, code, variables };
    }
    default:
      throw new Error(`Unknown report ${report satisfies never}`);
  }
}
