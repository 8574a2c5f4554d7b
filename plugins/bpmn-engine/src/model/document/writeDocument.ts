import type { BpmnDocument } from './bpmnDocument';
import { withPrefixesBack } from './keptPrefixes';
import { moddle } from './moddle';
import { addReference } from './resolveReferences';

/**
 * Writes a document as it was read: with everything that the engine does not know, and with references that lead
 * nowhere.
 *
 * @param document as {@link readDocument} gave it
 * @returns XML in UTF-8
 */
export async function writeDocument({
  definitions,
  danglingReferences,
}: BpmnDocument): Promise<string> {
  for (const { element, property, id } of danglingReferences) {
    addReference(element, property, { id });
  }
  // It has written when it returns, and only then promises.
  const written = moddle().toXML(definitions, { format: true });
  for (const { element, property, id } of danglingReferences) {
    removeReference(element.get(property), id, () =>
      element.set(property, undefined),
    );
  }
  // Every reader takes a bare one for a line end.
  return withPrefixesBack((await written).xml).replace(/\r/g, '&#13;');
}

function removeReference(value: unknown, id: string, clear: () => void): void {
  if (Array.isArray(value)) {
    value.splice(
      value.findIndex(item => item.id === id),
      1,
    );
  } else {
    clear();
  }
}
