import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import {
  missingContents,
  type ByteRange,
  type FileContents,
} from './FileContents';

const KEY = /^[0-9A-Za-z][0-9A-Za-z-]{2,35}$/;

/** Of what is being written. */
const UNFINISHED = '.part';

/**
 * Keeps bytes in a folder, which all replicas have to share. A file is written beside its place and moved there when all of it is on the disk, so
 * what is at its place is whole, also after a power cut.
 */
export class FolderFileContents implements FileContents {
  private readonly root: string;

  /** @param folder is made if it is not there */
  constructor(folder: string) {
    this.root = resolve(folder);
  }

  async put(key: string, content: Readable): Promise<void> {
    const { folder, path } = this.placeOf(key);
    await mkdir(folder, { recursive: true });
    const unfinished = path + UNFINISHED;
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
    await syncFolder(folder);
    await syncFolder(this.root);
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    const { path } = this.placeOf(key);
    const file = await open(path, 'r').catch(error => {
      throw isMissing(error) ? missingContents(key) : error;
    });
    return file.createReadStream(range && { ...range });
  }

  async remove(key: string): Promise<void> {
    const { path } = this.placeOf(key);
    await rm(path + UNFINISHED, { force: true });
    await rm(path, { force: true });
  }

  /** Keys begin alike if they are of the same time, so they are spread by their ends. */
  private placeOf(key: string) {
    if (!KEY.test(key)) {
      throw new Error(
        'Expected the key of a file to be letters, digits and hyphens, but it is not: it could lead out of the folder',
      );
    }
    const folder = join(this.root, key.slice(-2).toLowerCase());
    return { folder, path: join(folder, key) };
  }
}

function isMissing(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ENOENT';
}

/** So that a name is still there after a power cut. Windows does so by itself, and cannot open folders. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') {
    return;
  }
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
