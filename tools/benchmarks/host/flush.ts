import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '../index.mjs';
import { median } from './rounds';

const PAGE = Buffer.alloc(8192, 1);
const FLUSHES = 200;

/** How long the disk takes for what every commit waits for: without this, no other figure says much. */
export function measureFlush(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-flush-'));
  const file = openSync(join(folder, 'pages'), 'w');
  const milliseconds: number[] = [];
  for (let index = 0; index < FLUSHES; index++) {
    const begin = performance.now();
    writeSync(file, PAGE);
    fdatasyncSync(file);
    milliseconds.push(performance.now() - begin);
  }
  closeSync(file);
  rmSync(folder, { recursive: true });
  return [
    { name: 'flush-8kb', value: median(milliseconds) * 1000, unit: 'µs' },
  ];
}
