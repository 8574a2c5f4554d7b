import type { FileReference } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Readable } from 'node:stream';
import { v7 as uuid } from 'uuid';
import type { Clock } from '../clock/Clock';
import type { PageOf } from '../store/cursor';
import type {
  FileLeftovers,
  FileOutcome,
  FileRecord,
  FileStore,
  NewFile,
} from '../store/files';
import type { ByteRange, FileContents } from './FileContents';
import { fileNameOf } from './fileNameOf';
import { FileTooLarge, type FileLimits } from './FileTooLarge';
import { holderOf } from './holderOf';
import { MeasuredContent } from './MeasuredContent';
import { sniffContentType } from './sniffContentType';
import { wholly } from './wholly';

/** A file that is to come into being. */
export interface FileGiven {
  /** The instance that it is made in: it may have it in its variables from then on. */
  readonly instanceId: string;
  /** What it is called. Folders are left out. */
  readonly name: string;
  /** What it is said to be: what it is, is seen by its content. */
  readonly contentType?: string;
  /** Its bytes. Read as fast as they are stored; where the file is refused, destroyed. */
  readonly content: Readable;
  /** Bytes that are said to come, if that is known: too many are refused before they come. */
  readonly size?: number;
  /** Entity ref, or the subject of a service. */
  readonly createdBy: string;
}

/** A file that can be read. */
export interface FileOpened {
  readonly reference: FileReference;
  readonly content: Readable;
}

/** Milliseconds that adding a file may take; then its bytes are taken for left over. */
const LONGEST_UPLOAD = 24 * 3_600_000;

/** Milliseconds for which an instance can be started with a file that was added for that. */
export const STAGED = 24 * 3_600_000;

/** Where a file goes. */
interface Place {
  /** Bytes that files take there. Rejects where there can be none. */
  usedBytes(): Promise<number>;
  /** Takes a file in whose bytes are there. Rejects where it cannot be. */
  take(file: NewFile): Promise<void>;
}

/** Files of instances: what is known of them, and their bytes. */
export class FileService {
  constructor(
    private readonly options: {
      readonly store: FileStore;
      readonly leftovers: FileLeftovers;
      readonly contents: FileContents;
      readonly limits: FileLimits;
      readonly clock: Clock;
    },
  ) {}

  /**
   * Adds a file to an instance. Bytes first, then what is known of it: there is no file without all of its bytes. Rejects with FileTooLarge where
   * there is no room for it, and with a Rejection where there is no such instance, or it is over; then nothing is left of it.
   */
  async add(given: FileGiven): Promise<FileReference> {
    return this.keep(given, this.placeIn(given.instanceId));
  }

  /** Adds a file that whoever adds it can start an instance with, for a day. Rejects as {@link add} does. */
  async stage(given: Omit<FileGiven, 'instanceId'>): Promise<FileReference> {
    const instanceId = holderOf(given.createdBy);
    return this.keep({ ...given, instanceId }, this.placeBefore(instanceId));
  }

  private async keep(given: FileGiven, place: Place): Promise<FileReference> {
    const { store, contents, clock } = this.options;
    const { content } = given;
    const key = uuid();
    // It may break off while nobody reads yet: whoever reads is told.
    content.on('error', () => {});
    try {
      const measured = await this.measured(given, place);
      await store.beginUpload(key, clock.now() + LONGEST_UPLOAD);
      await contents.put(key, measured.stream());
      const reference = referenceOf(key, { ...given, measured });
      const { instanceId, createdBy } = given;
      const createdAt = clock.now();
      await place.take({ reference, instanceId, createdBy, createdAt });
      return reference;
    } catch (error) {
      content.destroy();
      await this.discard(key);
      throw error;
    }
  }

  /** Opens a file, or a part of it, whoever may have it: that is for the caller to know. Rejects with a Rejection if there is none. */
  async open(
    file: FileReference | string,
    range?: ByteRange,
  ): Promise<FileOpened> {
    const { store, contents } = this.options;
    const key = typeof file === 'string' ? file : file.$file;
    const reference = await store.find(key);
    if (!reference) {
      throw new Rejection(
        'notFound',
        `Expected file ${key} to exist, but it does not. It goes with the last process instance that has it`,
        { file: key },
      );
    }
    const content = await contents.open(key, range);
    const size = range ? range.end - range.start + 1 : reference.size;
    return { reference, content: wholly(content, { key, size }) };
  }

  /** A file that an instance may have; undefined: there is none, or it may not. */
  async find(
    instanceId: string,
    key: string,
  ): Promise<FileReference | undefined> {
    const granted = await this.options.store.findGranted(instanceId, [key]);
    return granted.get(key);
  }

  /** Files that an instance may have, the youngest first. */
  async list(
    instanceId: string,
    page: { readonly cursor?: string; readonly limit: number },
  ): Promise<PageOf<FileRecord>> {
    return this.options.store.pageGranted(instanceId, page);
  }

  /** What comes, as far as there is room for it. */
  private async measured(
    { instanceId, content, size = 0 }: FileGiven,
    place: Place,
  ): Promise<MeasuredContent> {
    const { maxSize, quota } = this.options.limits;
    const measured = new MeasuredContent(content, {
      maxSize,
      room: quota - (await place.usedBytes()),
      noRoom: () => FileTooLarge.ofInstance(instanceId, quota),
    });
    measured.requireRoom(size);
    return measured;
  }

  /** An instance that runs. */
  private placeIn(instanceId: string): Place {
    const { store, limits } = this.options;
    return {
      async usedBytes() {
        const place = await store.findPlace(instanceId);
        if (!place || place.isOver) {
          throw refusalOf(place ? 'instanceOver' : 'instanceGone', instanceId);
        }
        return place.usedBytes;
      },
      async take(file) {
        const outcome = await store.endUpload(file, limits.quota);
        if (outcome === 'noRoom') {
          throw FileTooLarge.ofInstance(instanceId, limits.quota);
        }
        if (outcome !== 'kept') {
          throw refusalOf(outcome, instanceId);
        }
      },
    };
  }

  /** What somebody is about to start an instance with. */
  private placeBefore(holder: string): Place {
    const { store } = this.options;
    return {
      usedBytes: () => store.usedBytes(holder),
      async take(file) {
        const removeAt = file.createdAt + STAGED;
        if (!(await store.endStaged(file, removeAt))) {
          throw refusalOf('keyGone', holder);
        }
      },
    };
  }

  /** Nothing is to be left of what was refused. If that cannot be done now, it is done when its time has come. */
  private async discard(key: string): Promise<void> {
    const { contents, leftovers } = this.options;
    try {
      await contents.remove(key);
      await leftovers.forget(key);
    } catch {
      // The error that matters is the one that is thrown already.
    }
  }
}

/** What stands for a file whose bytes are there. */
function referenceOf(
  key: string,
  {
    measured,
    ...given
  }: Pick<FileGiven, 'name' | 'contentType'> & {
    readonly measured: MeasuredContent;
  },
): FileReference {
  const name = fileNameOf(given.name);
  const declared = given.contentType;
  return {
    $file: key,
    name,
    size: measured.size,
    contentType: sniffContentType(measured.first, { name, declared }),
    sha256: measured.sha256(),
  };
}

/** Why a file cannot become one of an instance. */
function refusalOf(
  outcome: Exclude<FileOutcome, 'kept' | 'noRoom'>,
  instanceId: string,
): Rejection {
  const parameters = { instanceId };
  switch (outcome) {
    case 'instanceGone':
      return new Rejection(
        'notFound',
        `Expected process instance ${instanceId} to exist, but it does not`,
        parameters,
      );
    case 'instanceOver':
      return new Rejection(
        'invalidState',
        `Expected process instance ${instanceId} to run, but it is over. Add the file to one that runs`,
        parameters,
      );
    case 'keyGone':
      return new Rejection(
        'invalidState',
        'Expected the file to be there within a day, but it took longer. Add it again',
        parameters,
      );
    default:
      throw new Error(`Unknown outcome ${outcome satisfies never}`);
  }
}
