import type { JsonValue } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { Scenario } from './scenario';
import type { Variables, Wait } from '../state/state';

/** What a multi-instance activity is made of. */
export interface LoopParts {
  readonly sequential?: boolean;
  readonly cardinality?: string;
  readonly input?: string;
  readonly element?: string;
  readonly output?: string;
  readonly outputElement?: string;
  readonly condition?: string;
  /** More attributes, and more elements. */
  readonly attributes?: string;
  readonly inner?: string;
}

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** Multi-instance characteristics, for `processXml`. */
export function multiInstance(parts: LoopParts): string {
  const { sequential = false, cardinality, condition } = parts;
  const zeebe = Object.entries({
    inputCollection: parts.input,
    inputElement: parts.element,
    outputCollection: parts.output,
    outputElement: parts.outputElement,
  }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${escaped(value)}"`],
  );
  return (
    `<multiInstanceLoopCharacteristics isSequential="${sequential}" ${
      parts.attributes ?? ''
    }>` +
    `${
      zeebe.length > 0
        ? `<extensionElements><zeebe:loopCharacteristics ${zeebe.join(
            ' ',
          )} /></extensionElements>`
        : ''
    }` +
    `${
      cardinality === undefined
        ? ''
        : `<loopCardinality>${escaped(cardinality)}</loopCardinality>`
    }` +
    `${parts.inner ?? ''}` +
    `${
      condition === undefined
        ? ''
        : `<completionCondition>${escaped(condition)}</completionCondition>`
    }` +
    `</multiInstanceLoopCharacteristics>`
  );
}

/** The open wait of one instance of a multi-instance activity, by its number. */
export function waitOfItem(
  { instance, waits }: Scenario,
  elementId: string,
  loopCounter: number,
): Wait {
  const found = waits.find(wait => {
    const row = instance.rows.elements.get(wait.elementInstanceKey);
    return wait.elementId === elementId && row?.loopCounter === loopCounter;
  });
  if (!found) {
    throw new Error(`Expected item ${loopCounter} of ${elementId} to wait`);
  }
  return found;
}

/** Completes one instance of a multi-instance activity, by its number. */
export function completeItem(
  story: Scenario,
  [elementId, loopCounter]: readonly [string, number],
  variables: Variables = {},
): void {
  const { key: waitKey } = waitOfItem(story, elementId, loopCounter);
  story.send({ type: 'fulfilWait', waitKey, variables });
}

/** Values that a variable got, in order, in any scope. */
export function valuesOf(
  { history }: Scenario,
  name: string,
): readonly JsonValue[] {
  return history.flatMap(change =>
    change.type === 'variablesSet' && name in change.variables
      ? [change.variables[name]]
      : [],
  );
}
