// Writes the pages of docs/ that are made from code. Started by ../docs.mjs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatted } from './formatted';
import { supportPage } from './supportPage';

async function main(root: string): Promise<void> {
  const file = join(root, 'docs/bpmn-support.md');
  writeFileSync(file, formatted(await supportPage(root), file));
  console.log(`Wrote ${file}`);
}

main(process.argv[2]).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
