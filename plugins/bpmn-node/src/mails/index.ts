export { bpmnMailboxExtensionPoint } from './extensionPoint';
export type { BpmnMailbox, MailKept } from './mailbox';
