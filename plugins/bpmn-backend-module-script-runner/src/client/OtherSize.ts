import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { ScriptFailureKind } from '@bpmn-pipelines/backstage-plugin-bpmn-node';

/** A file is not as large as its reference says: what is stored has been changed. It stays so, however often one tries. */
export class OtherSize extends Error {
  readonly name = 'OtherSize';

  /** @param left - bytes that are missing; below 0: there are more */
  constructor({ name, size }: FileReference, left: number) {
    super(
      `Expected ${size} bytes of file ${name}, but there are ${
        left < 0 ? 'more' : size - left
      }. Add the file to the process once more`,
    );
  }
}

/** Why a script does not get its files. */
export function failureOfFiles(error: Error): {
  readonly kind: ScriptFailureKind;
  readonly message: string;
} {
  // Also that of whoever stores files.
  return error.name === 'OtherSize'
    ? { kind: 'bad-input', message: error.message }
    : {
        kind: 'lost',
        message: `Expected the files of the script, but they cannot be read: ${error.message}`,
      };
}
