import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { ModdleElement } from './moddleElement';

/** A reference to an element that the document does not have. */
export interface DanglingReference {
  /** Whose reference it is. */
  readonly element: ModdleElement;
  /** Name of the property that holds it, e.g. `messageRef`. */
  readonly property: string;
  /** What it refers to. */
  readonly id: string;
}

/** A BPMN document that has been read. */
export interface BpmnDocument {
  /** The root element; everything hangs from it. */
  readonly definitions: ModdleElement;
  /** Every element of BPMN and its diagram that has an id. */
  readonly elementsById: ReadonlyMap<string, ModdleElement>;
  /** What reading found: what is lost or refers to nothing. */
  readonly problems: readonly Problem[];
  /** Written back as they were: the elements themselves do not carry them. */
  readonly danglingReferences: readonly DanglingReference[];
}
