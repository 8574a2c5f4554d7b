import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { BpmnMailbox } from './mailbox';

/**
 * Where modules that send mails find the mailbox of the host.
 *
 * @public
 */
export const bpmnMailboxExtensionPoint = createExtensionPoint<BpmnMailbox>({
  id: 'bpmn.mailbox',
});
