import {
  findFileReferences,
  isFileReference,
  type FileReference,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { holderOf } from './holderOf';
import type { FileStore } from '../store/files';

/** Where values are written, and where they come from. */
export interface FileMove {
  /** The instance that is to have them. */
  readonly instanceId: string;
  /** The instance that sends them; absent or empty: they come from outside. */
  readonly senderId?: string;
}

/**
 * Lets only those files into an instance that are its own, or that an instance which may have them sends. Whoever forges a reference, to read or
 * mail the file of another team, is refused.
 */
export class FileGuard {
  constructor(private readonly store: FileStore) {}

  /** Throws a Rejection if values hold a file that the instance may not have. */
  async admit(
    values: unknown,
    { instanceId, senderId }: FileMove,
  ): Promise<void> {
    const references = findFileReferences(values).map(wellFormed);
    if (references.length === 0) {
      return;
    }
    const keys = references.map(({ $file }) => $file);
    const granted = await this.store.findGranted(senderId || instanceId, keys);
    for (const reference of references) {
      if (!isSame(reference, granted.get(reference.$file))) {
        throw foreign(reference, senderId || instanceId);
      }
    }
    if (senderId && senderId !== instanceId) {
      await this.store.grant(instanceId, keys);
    }
  }

  /** Makes files that whoever starts an instance has added beforehand those of the instance. Whether it may have all others, is to be seen. */
  async adopt(
    values: unknown,
    {
      actor,
      instanceId,
    }: { readonly actor: string; readonly instanceId: string },
  ): Promise<void> {
    const references = findFileReferences(values).map(wellFormed);
    if (references.length > 0) {
      const keys = references.map(({ $file }) => $file);
      await this.store.adopt(keys, { holder: holderOf(actor), instanceId });
    }
  }

  /** Throws a Rejection if values from outside any instance hold a file. */
  admitNone(values: unknown): void {
    if (findFileReferences(values).length > 0) {
      throw refusal();
    }
  }
}

/** What is sent from outside any instance brings no file of one. */
function refusal(): Rejection {
  return new Rejection(
    'invalidArgument',
    'Expected values without files, but they have some: a file is sent by the process instance that it belongs to. Let a message event of that instance send it',
  );
}

function wellFormed(value: object): FileReference {
  if (!isFileReference(value)) {
    throw new Rejection(
      'invalidArgument',
      'Expected what has a "$file" to be a file as it was given out, with its name, size, contentType and sha256, but it is not. Hand on the value as it was',
    );
  }
  return value;
}

const FIELDS = ['name', 'size', 'contentType', 'sha256'] as const;

function isSame(
  reference: FileReference,
  known: FileReference | undefined,
): boolean {
  return (
    known !== undefined &&
    FIELDS.every(field => reference[field] === known[field])
  );
}

function foreign({ $file: key }: FileReference, instanceId: string): Rejection {
  return new Rejection(
    'invalidArgument',
    `Expected file ${key} to be one of process instance ${instanceId}, as it was given out, but it is not. Add the file to this instance, and hand on the value that you get`,
    { file: key, instanceId },
  );
}
