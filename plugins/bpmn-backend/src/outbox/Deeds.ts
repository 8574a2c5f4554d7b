import {
  Rejection,
  type Command,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Clock } from '../clock/Clock';
import type { InstanceService } from '../instances/InstanceService';
import type { MessageService } from '../messages/MessageService';
import type { DeploymentStore } from '../store/deployments';
import type { InstanceStore } from '../store/instances';
import type { Deed, OutboxStore, Report, TakenDeed } from '../store/outbox';

/** One kind of deed with the row that it is. */
type Taken<Kind extends Deed['kind']> = TakenDeed & {
  readonly deed: Extract<Deed, { kind: Kind }>;
};

type Performers = {
  readonly [Kind in Deed['kind']]: (taken: Taken<Kind>) => Promise<void>;
};

/** How long a deed waits for another one that comes first, in milliseconds. */
const A_MOMENT = 200;

/** What each kind of deed is. */
export class Deeds {
  private readonly performers: Performers = {
    call: taken => this.call(taken),
    cancelCalled: taken => this.cancelCalled(taken),
    report: taken => this.report(taken),
    start: taken => this.start(taken),
    broadcast: ({ id, deed: { instanceId, name, variables } }) =>
      this.command(id, instanceId, {
        type: 'broadcastSignal',
        name,
        variables,
      }),
    message: taken => this.options.messages.correlate(taken),
    kept: ({ id }) => this.options.outbox.remove(id),
    subscribed: taken => this.options.messages.findFor(taken),
    resumed: taken => this.options.messages.findForAll(taken),
    signal: taken => this.options.messages.spread(taken),
  };

  constructor(
    private readonly options: {
      readonly instances: InstanceService;
      readonly messages: MessageService;
      readonly deployments: DeploymentStore;
      readonly instanceStore: InstanceStore;
      readonly outbox: OutboxStore;
      readonly clock: Clock;
    },
  ) {}

  /** Does it. What makes no sense any more is as good as done. */
  async perform(taken: TakenDeed): Promise<void> {
    const performer = this.performers[taken.deed.kind] as (
      taken: TakenDeed,
    ) => Promise<void>;
    try {
      await performer(taken);
    } catch (error) {
      if (!(error instanceof Rejection) || error.code === 'invalidArgument') {
        throw error;
      }
      await this.options.outbox.remove(taken.id);
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
    const found = await deployments.findCalled(wait, caller!.definitionId);
    if (!found || found.ownerRef !== ownerRef) {
      await this.command(id, instanceId, {
        type: 'failJob',
        waitKey: wait.key,
        message: found
          ? `Expected process ${wait.processId} to be owned by ${ownerRef}, but it is owned by ${found.ownerRef}. Call a process of the same owner, or send it a message that it accepts`
          : `Expected process ${wait.processId} to be deployed, but it is not. Deploy it, and resolve the incident`,
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
      await instances.start(request, { actor: ownerRef, settles: id });
    } catch (error) {
      if (!(error instanceof Rejection) || error.code !== 'invalidArgument') {
        throw error;
      }
      const { message } = error;
      const waitKey = wait.key;
      await this.command(id, instanceId, { type: 'failJob', waitKey, message });
    }
  }

  private async cancelCalled({
    id,
    instanceId,
    deed: { waitKey },
  }: Taken<'cancelCalled'>): Promise<void> {
    const { outbox, instanceStore } = this.options;
    if (await outbox.isCalling(instanceId, waitKey)) {
      // It is just being called: then there will be something to cancel, or nothing any more.
      await this.soon(id);
      return;
    }
    const called = await instanceStore.findCalled(instanceId, waitKey);
    if (called) {
      await this.command(id, called.id, { type: 'cancelInstance' });
    } else {
      await outbox.remove(id);
    }
  }

  /** Another deed comes first. */
  private async soon(id: string): Promise<void> {
    const { outbox, clock } = this.options;
    const dueAt = clock.now() + A_MOMENT;
    await outbox.postpone(id, { dueAt, failures: 0 });
  }

  private async report({
    id,
    instanceId,
    deed,
  }: Taken<'report'>): Promise<void> {
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
    await this.command(id, callerId, commandOf(deed.report, waitKey));
  }

  private async start({
    id,
    deed: { definitionId, startEvent, event, variables },
  }: Taken<'start'>): Promise<void> {
    const found = await this.options.deployments.find(definitionId);
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
      { actor: found!.ownerRef, settles: id },
    );
  }

  private async command(
    id: string,
    instanceId: string,
    command: Command,
  ): Promise<void> {
    const record = await this.options.instanceStore.find(instanceId);
    await this.options.instances.handle(instanceId, command, {
      actor: record?.ownerRef ?? '',
      settles: id,
    });
  }
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
