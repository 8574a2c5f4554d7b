import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { ScriptFiles } from '../scripts/ScriptFiles';
import type { FileStore } from '../store/files';

/** Files whose bytes are in memory. */
export class MemoryFiles implements ScriptFiles {
  private readonly contents = new Map<string, [FileReference, Buffer]>();

  constructor(private readonly store: () => FileStore) {}

  async add({
    instanceId,
    name,
    contentType = 'application/octet-stream',
    content,
    createdBy,
  }: Parameters<ScriptFiles['add']>[0]): Promise<FileReference> {
    const bytes = await buffer(content);
    const reference = {
      $file: `file-${instanceId.slice(-12)}-${this.contents.size}`,
      name,
      size: bytes.length,
      contentType,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
    this.contents.set(reference.$file, [reference, bytes]);
    await this.store().add({ reference, instanceId, createdBy, createdAt: 0 });
    return reference;
  }

  async open(key: string) {
    const [reference, bytes] = this.contents.get(key)!;
    return { reference, content: Readable.from([bytes]) };
  }
}
