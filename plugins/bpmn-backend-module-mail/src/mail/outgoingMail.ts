import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Address } from './address';

/** A mail that is to be sent. */
export interface OutgoingMail {
  /** Names it: sent again, it is the same. */
  readonly key: string;
  readonly instanceId: string;
  readonly elementId: string;
  readonly taskId?: string;
  readonly to: readonly Address[];
  /** One line. */
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  readonly attachments: readonly FileReference[];
  openFile(file: FileReference): Promise<Readable>;
}

/** The `Message-ID` of a mail: who gets it twice can tell. */
export function messageIdOf(key: string, from: Address): string {
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 40);
  const host = from.address.slice(from.address.lastIndexOf('@') + 1);
  return `<${hash}@${host}>`;
}
