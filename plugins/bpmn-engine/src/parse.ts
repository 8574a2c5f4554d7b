import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { compileProcess } from './model/compile';
import {
  readDocument,
  type BpmnDocument,
  type ModdleElement,
} from './model/document';
import type { ProcessDefinition } from './model/graph';
import { findStructureProblems } from './model/rules';
import { vocabulary } from './vocabulary';

const GLOBAL_TASKS = new Set([
  'bpmn:GlobalTask',
  'bpmn:GlobalScriptTask',
  'bpmn:GlobalUserTask',
  'bpmn:GlobalManualTask',
  'bpmn:GlobalBusinessRuleTask',
]);
/** What came of parsing. */
export interface ParseResult {
  /** The process to be run: the only executable one, or the first. Absent if there is an error. */
  readonly definition?: ProcessDefinition;
  /** All executable processes of the document, each a definition of its own. Empty if there is an error. */
  readonly definitions: readonly ProcessDefinition[];
  /** Everything that was found, errors first. With an error nothing can be executed; warnings can be lived with. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a BPMN document and compiles its executable processes. Whatever is wrong with it is a problem that names the element; it
 * never rejects. At most 4 MB; bytes are decoded as their XML declaration says.
 */
export function parse(xml: string | Uint8Array): Promise<ParseResult> {
  return readDocument(xml).then(({ document, problems }) =>
    document ? compileDocument(document) : { definitions: [], problems },
  );
}

function noProcess({ definitions }: BpmnDocument): Problem {
  const hasProcess = definitions.rootElements?.some(
    ({ $type }: ModdleElement) => $type === 'bpmn:Process',
  );
  return {
    rule: 'executable-process',
    severity: 'error',
    message: hasProcess
      ? 'Expected a process that is marked as executable, but none is. Mark the one that is to be run (isExecutable="true")'
      : 'Expected a process in the document, but there is none. Draw one, and mark it as executable (isExecutable="true")',
  };
}

/** Compiles the executable processes of a document that has been read. */
export function compileDocument(document: BpmnDocument): ParseResult {
  const problems: Problem[] = [
    ...document.problems,
    ...findStructureProblems(document),
  ];
  const isSaid = saidAlready(problems);
  const definitions: ProcessDefinition[] = [];
  for (const process of executableProcesses(document)) {
    const compiled = compileProcess(process, document, vocabulary);
    problems.push(...compiled.problems.filter(found => !isSaid(found)));
    definitions.push(compiled.definition);
  }
  if (definitions.length === 0) {
    problems.push(noProcess(document));
  }
  const found = sorted(problems);
  const isExecutable = found[0]?.severity !== 'error';
  return {
    problems: found,
    definitions: isExecutable ? definitions : [],
    ...(isExecutable && { definition: definitions[0] }),
  };
}

function executableProcesses({
  definitions,
}: BpmnDocument): readonly ModdleElement[] {
  const all: readonly ModdleElement[] = definitions.rootElements ?? [];
  const processes = all.filter(
    ({ $type, isExecutable, id }) =>
      $type === 'bpmn:Process' && isExecutable === true && id,
  );
  return processes.length === 0
    ? processes
    : [...processes, ...all.filter(isGlobalTask).map(processOfGlobalTask)];
}

function isGlobalTask({ $type, id }: ModdleElement): boolean {
  return GLOBAL_TASKS.has($type) && id !== undefined;
}

/** A call activity can call a global task as if it were a process that holds nothing else (BPMN 2.0.2 10.3.6). */
function processOfGlobalTask(task: ModdleElement): ModdleElement {
  const inner = Object.create(task, { id: { value: `${task.id}.task` } });
  return {
    $type: 'bpmn:Process',
    id: task.id,
    name: task.name,
    isExecutable: true,
    flowElements: [inner],
  };
}

/** Where a rule on the structure has spoken, what the compiler adds says the same in fewer words. */
function saidAlready(
  structure: readonly Problem[],
): (found: Problem) => boolean {
  const rules = new Set(
    structure.map(({ rule, elementId }) => `${rule} ${elementId}`),
  );
  const withErrors = new Set(
    structure
      .filter(({ severity }) => severity === 'error')
      .map(({ elementId }) => elementId),
  );
  return ({ rule, elementId }) =>
    rules.has(`${rule} ${elementId}`) ||
    (rule === 'event-position' && withErrors.has(elementId));
}

/** Errors first, each finding once. */
function sorted(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  const once = problems.filter(({ elementId, rule, message }) => {
    const key = JSON.stringify([elementId, rule, message]);
    return !seen.has(key) && seen.add(key);
  });
  return [
    ...once.filter(({ severity }) => severity === 'error'),
    ...once.filter(({ severity }) => severity !== 'error'),
  ];
}
