import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { JobContext } from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import type { FileGuard } from './FileGuard';
import type { FileService } from './FileService';

/** Most files that somebody is told of. */
const MOST = 200;

/** Files that an instance may have, and no others: what modules are given that work for it. */
export function filesOf(
  instanceId: string,
  {
    files,
    guard,
  }: {
    readonly files: Pick<FileService, 'open' | 'list'>;
    readonly guard: FileGuard;
  },
): Pick<JobContext, 'openFile' | 'listFiles'> {
  return {
    async openFile(file: FileReference) {
      await guard.admit(file, { instanceId });
      return (await files.open(file)).content;
    },
    async listFiles() {
      const { rows } = await files.list(instanceId, { limit: MOST });
      return rows.map(({ reference }) => reference);
    },
  };
}
