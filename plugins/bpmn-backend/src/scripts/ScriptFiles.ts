import type { Readable } from 'node:stream';
import {
  findFileReferences,
  isFileReference,
  type FileReference,
  type JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { ScriptFile } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { FileGuard } from '../files/FileGuard';

/** What scripts need of a store of files. */
export interface ScriptFiles {
  /** Adds a file of an instance. */
  add(file: {
    readonly instanceId: string;
    readonly name: string;
    /** Absent: as the name says. */
    readonly contentType?: string;
    readonly content: Readable;
    /** An entity ref, or the subject of a service. */
    readonly createdBy: string;
  }): Promise<FileReference>;
  /** A file by its key. */
  open(key: string): Promise<{
    readonly reference: FileReference;
    readonly content: Readable;
  }>;
}

/** Files among the inputs of a script of an instance. Throws a Rejection if the instance may not have one of them. */
export async function filesAmong(
  inputs: JsonObject,
  instanceId: string,
  { guard, files }: { readonly guard: FileGuard; readonly files?: ScriptFiles },
): Promise<readonly ScriptFile[]> {
  await guard.admit(inputs, { instanceId });
  const references = new Map(
    findFileReferences(inputs)
      .filter(isFileReference)
      .map(reference => [reference.$file, reference]),
  );
  if (references.size > 0 && !files) {
    throw new Rejection(
      'invalidState',
      'Expected a store of files to read the inputs of the script from, but there is none. Let somebody who runs the portal add one',
    );
  }
  return Array.from(references.values(), reference => ({
    reference,
    open: async () => (await files!.open(reference.$file)).content,
  }));
}
