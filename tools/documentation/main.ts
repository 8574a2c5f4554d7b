// Writes the pages of docs/ that are made from code. Started by ../docs.mjs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatted } from './formatted';
import { supportPage } from './supportPage';

const root = process.argv[2];
const file = join(root, 'docs/bpmn-support.md');
writeFileSync(file, formatted(supportPage(root), file));
console.log(`Wrote ${file}`);
