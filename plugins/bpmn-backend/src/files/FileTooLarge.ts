import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** How much files may take. */
export interface FileLimits {
  /** Bytes of one file. */
  readonly maxSize: number;
  /** Bytes of all files that are made in one instance. */
  readonly quota: number;
}

/** What files may take where nothing is configured. */
export const FILE_LIMITS: FileLimits = {
  maxSize: 512 * 1024 * 1024,
  quota: 2 * 1024 * 1024 * 1024,
};

/** Thrown where a file is larger than files may be, or than there is room for. Nothing of it is kept. */
export class FileTooLarge extends Error {
  constructor(
    readonly code: 'fileTooLarge' | 'fileQuotaExceeded',
    message: string,
    readonly parameters: JsonObject,
  ) {
    super(message);
    this.name = 'FileTooLarge';
  }

  /** It alone is too large. */
  static ofFile(limit: number): FileTooLarge {
    return new FileTooLarge(
      'fileTooLarge',
      `Expected a file of at most ${limit} bytes, but it is larger. Split it, or ask those who run the portal for a higher bpmn.files.maxSize`,
      { limit },
    );
  }

  /** There are too many of the instance. */
  static ofInstance(instanceId: string, quota: number): FileTooLarge {
    return new FileTooLarge(
      'fileQuotaExceeded',
      `Expected all files of process instance ${instanceId} to be at most ${quota} bytes, but with this one they are more. Add less, or ask those who run the portal for a higher bpmn.files.quota`,
      { instanceId, limit: quota },
    );
  }
}
