import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Absolute path of a program; its name where there is none. What is begun without an environment cannot be looked for any more. */
export function findProgram(name: string): string {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(isAbsolute);
  return folders.map(folder => join(folder, name)).find(existsSync) ?? name;
}
