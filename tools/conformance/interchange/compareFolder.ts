import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parse,
  readDocument,
  writeDocument,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { withGaps } from '../gaps';
import type { CaseOutcome, SuiteReport } from '../outcome';
import { missingFrom, xmlItems } from './xmlItems';

/** Reads each model of a folder, writes it back and compares: what is lost, and what cannot be executed. */
export async function compareFolder(
  folder: string,
  files: readonly string[],
  only: string | undefined,
): Promise<SuiteReport> {
  const cases: CaseOutcome[] = [];
  const lines: string[] = [];
  for (const file of files) {
    const id = file.replace(/\.bpmn$/, '');
    if (only === undefined || id.startsWith(only)) {
      const outcome = withGaps(await compareModel(folder, file));
      cases.push(outcome);
      lines.push(
        `${outcome.outcome.padEnd(5)} ${id}`,
        `      ${outcome.detail}`,
      );
    }
  }
  const passed = cases.filter(({ outcome }) => outcome === 'pass').length;
  return {
    cases,
    lines: [
      ...lines,
      '',
      `read and written without loss: ${passed}/${cases.length}`,
    ],
    isBroken: cases.some(({ outcome }) => outcome === 'fail'),
  };
}

async function compareModel(
  folder: string,
  file: string,
): Promise<CaseOutcome> {
  const bytes = readFileSync(join(folder, file));
  const id = file.replace(/\.bpmn$/, '');
  const { document, problems } = await readDocument(bytes);
  if (!document) {
    const [first] = problems;
    return {
      id,
      status: 'interchange',
      outcome: 'fail',
      detail: first.message,
    };
  }
  const written = await writeDocument(document);
  const before = xmlItems(decode(bytes));
  const after = xmlItems(written);
  const lost = missingFrom(before, after);
  const invented = missingFrom(after, before);
  return {
    id,
    status: 'interchange',
    outcome: lost.length + invented.length > 0 ? 'fail' : 'pass',
    detail: [
      ...few('lost', lost),
      ...few('added', invented),
      await whatIsExecuted(bytes),
    ].join('; '),
  };
}

/** In the encoding that the document declares. */
function decode(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const [, encoding = 'utf-8'] = /encoding=["']([\w-]+)["']/.exec(head) ?? [];
  return new TextDecoder(encoding).decode(bytes);
}

const SHOWN = 5;

function few(what: string, items: readonly string[]): readonly string[] {
  return items.length === 0
    ? []
    : [
        `${items.length} ${what}: ${items.slice(0, SHOWN).join(', ')}${
          items.length > SHOWN ? ', …' : ''
        }`,
      ];
}

/** E.g. "executable: order, 3 warnings", or what stands in the way and where. */
async function whatIsExecuted(bytes: Uint8Array): Promise<string> {
  const { definitions, problems } = await parse(bytes);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.length - errors.length;
  if (errors.length === 0) {
    const names = definitions.map(({ id }) => id).join(', ');
    return `executable: ${names}${
      warnings > 0 ? ` (${warnings} warnings)` : ''
    }`;
  }
  const shown = errors
    .slice(0, SHOWN)
    .map(({ elementId, message }) =>
      elementId ? `${elementId}: ${message}` : message,
    );
  const more = errors.length - shown.length;
  return `not executable: ${[
    ...shown,
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join(' | ')}`;
}
