import {
  parse,
  readDocument,
  vocabulary,
  writeDocument,
  type ModdleElement,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json';
import { missingFrom, xmlItems } from '../../conformance/interchange/xmlItems';
import { KEPT_PARTS } from './keptParts';
import type { ModelPart } from './modelPart';
import { READ_PARTS } from './readParts';
import { documentOf, isSame, parseExecutable } from '../trial';

/** What is tried, and what stands around it. */
const BRACKET = /\[\[[^]*?\]\]/g;
const BRACKETS = /\[\[|\]\]/g;

/** What no document has as an element of its own, or every document. */
const NEVER_ALONE = [
  'Definitions',
  'ExtensionElements',
  'ItemAwareElement',
  'DataAssociation',
  'ExtensionDefinition',
  'ExtensionAttributeDefinition',
];

/**
 * Tries whether what is said to be read has an effect, and whether what is said to be kept has none and is kept. Throws an Error
 * otherwise, or if BPMN has a type that nothing is said of.
 */
export async function tryParts(rejected: readonly string[]): Promise<void> {
  const types = new Set<string>([...rejected, ...NEVER_ALONE]);
  for (const part of READ_PARTS) {
    await requireRead(part);
    await collectTypes(part, types);
  }
  for (const part of KEPT_PARTS) {
    await requireWithoutEffect(part);
    await requireKept(part);
    await collectTypes(part, types);
  }
  const forgotten = concreteTypes().filter(
    name => !types.has(name) && !isExecuted(name),
  );
  if (forgotten.length > 0) {
    throw new Error(
      `Expected something to be said of every type of BPMN, but found nothing of ${forgotten}: add it to READ_PARTS or KEPT_PARTS`,
    );
  }
}

async function requireRead(part: ModelPart): Promise<void> {
  const whole = await parseExecutable(withPart(part));
  for (const [bracket] of withBrackets(part).matchAll(BRACKET)) {
    const without = withBrackets(part).replace(bracket, '');
    if (isSame(whole, await parse(without.replace(BRACKETS, '')))) {
      throw new Error(
        `Expected all of "${part.title}" to be read, but ${bracket} is not`,
      );
    }
  }
}

async function requireWithoutEffect(part: ModelPart): Promise<void> {
  const without = withBrackets(part).replace(BRACKET, '');
  if (
    !isSame(
      await parseExecutable(withPart(part)),
      await parseExecutable(without),
    )
  ) {
    throw new Error(
      `Expected "${part.title}" to have no effect, but it has: move it to READ_PARTS`,
    );
  }
}

async function requireKept(part: ModelPart): Promise<void> {
  const xml = withPart(part);
  const { document } = await readDocument(xml);
  const lost = missingFrom(
    xmlItems(xml),
    xmlItems(await writeDocument(document!)),
  );
  if (lost.length > 0) {
    throw new Error(
      `Expected "${part.title}" to be kept, but it loses ${lost.join(', ')}`,
    );
  }
}

function withBrackets({ content, around }: ModelPart): string {
  return documentOf(content, around);
}

function withPart(part: ModelPart): string {
  return withBrackets(part).replace(BRACKETS, '');
}

/** Names of the types of BPMN that occur in a model. */
async function collectTypes(
  part: ModelPart,
  types: Set<string>,
): Promise<void> {
  const { document } = await readDocument(withPart(part));
  const collect = (element: ModdleElement) => {
    types.add(element.$type.replace('bpmn:', ''));
    Object.values(element)
      .flat()
      .filter(value => value?.$type && value.$parent === element)
      .forEach(collect);
  };
  collect(document!.definitions);
}

function concreteTypes(): readonly string[] {
  return bpmn.types
    .filter(type => !('isAbstract' in type && type.isAbstract))
    .map(({ name }) => name);
}

function isExecuted(name: string): boolean {
  const $type = `bpmn:${name}`;
  return (
    vocabulary.elements.some(({ matches }) => matches({ $type })) ||
    vocabulary.events.some(({ bpmnType }) => bpmnType === $type)
  );
}
