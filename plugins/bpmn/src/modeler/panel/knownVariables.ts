import type { ModdleElement } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import { extensionsOf } from './extensionElements';

/** A variable that a process will have, for the completion of FEEL. */
export interface KnownVariable {
  readonly name: string;
  /** Elements that write it. */
  readonly origin: readonly ModdleElement[];
}

/** All variables that anything in the process of an element writes: results of scripts, of mappings and of loops. */
export function knownVariables(
  element: ModdleElement,
): readonly KnownVariable[] {
  const found = new Map<string, ModdleElement[]>();
  for (const writer of everythingIn(rootOf(element))) {
    for (const name of namesWrittenBy(writer)) {
      found.set(name, [...(found.get(name) ?? []), writer]);
    }
  }
  return [...found].map(([name, origin]) => ({ name, origin }));
}

function rootOf(element: ModdleElement): ModdleElement {
  let root = element;
  for (
    let parent = root.$parent as ModdleElement | undefined;
    parent && parent.$type !== 'bpmn:Definitions';
    parent = root.$parent as ModdleElement | undefined
  ) {
    root = parent;
  }
  return root;
}

function everythingIn(scope: ModdleElement): readonly ModdleElement[] {
  const inner = (scope.flowElements ?? []) as readonly ModdleElement[];
  return [scope, ...inner.flatMap(everythingIn)];
}

function namesWrittenBy(element: ModdleElement): readonly string[] {
  const scripts = extensionsOf(element, 'pipeline:Script').flatMap(
    script => (script.outputs ?? []) as readonly ModdleElement[],
  );
  const mappings = extensionsOf(element, 'zeebe:IoMapping').flatMap(
    mapping => (mapping.outputParameters ?? []) as readonly ModdleElement[],
  );
  const loop = element.loopCharacteristics as ModdleElement | undefined;
  const loops = extensionsOf(loop, 'zeebe:LoopCharacteristics');
  return [
    ...scripts.map(({ name }) => name),
    ...mappings.map(({ target }) => target),
    ...loops.flatMap(({ inputElement, outputCollection }) => [
      inputElement,
      outputCollection,
    ]),
    ...extensionsOf(element, 'zeebe:Script').map(
      ({ resultVariable }) => resultVariable,
    ),
  ].filter((name): name is string => typeof name === 'string' && name !== '');
}
