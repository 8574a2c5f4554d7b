import type { MailState } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  BpmnMailbox,
  MailKept,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { Clock } from '../clock/Clock';
import type { MailStore } from '../store/mails';

/** Where mails are kept. Modules have it before there is a database. */
export class Mailbox implements BpmnMailbox {
  private opened?: { readonly store: MailStore; readonly clock: Clock };

  /** From now on it can be used. */
  open(opened: { readonly store: MailStore; readonly clock: Clock }): void {
    this.opened = opened;
  }

  async keep(mail: MailKept): Promise<void> {
    const { store, clock } = this.require();
    await store.keep(mail, clock.now());
  }

  async findState(key: string): Promise<MailState | undefined> {
    return this.require().store.findState(key);
  }

  private require() {
    if (!this.opened) {
      throw new Error(
        'Expected the mailbox to be used after the back end has started, but it has not. Use it where a job is done or somebody is told of a task',
      );
    }
    return this.opened;
  }
}
