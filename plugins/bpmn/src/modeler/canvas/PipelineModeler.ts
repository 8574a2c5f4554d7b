import type {
  JsonObject,
  Problem,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { PanelData } from '../panel/panelData';

/** What the properties panel leaves to the page around it. */
export type PanelRequest =
  | { readonly kind: 'editScript'; readonly elementId: string }
  | { readonly kind: 'newForm'; readonly elementId: string }
  | { readonly kind: 'editForm'; readonly formId: string };

/** The script of a task, as its editor shows it. */
export interface ScriptOfTask {
  /** Of the task, for people. */
  readonly title: string;
  /** `scriptFormat`, in lower case. */
  readonly language: string;
  readonly code: string;
}

/** Where a modeler is put. */
export interface ModelerPlaces {
  readonly canvas: HTMLElement;
  readonly panel: HTMLElement;
}

/**
 * The modeler as the page knows it. There is one implementation, `createModeler`, which alone loads bpmn-js; a test puts another one in
 * its place.
 */
export interface PipelineModeler {
  /** Shows a model. Rejects if it cannot be drawn at all. */
  importXml(xml: string): Promise<void>;
  saveXml(): Promise<string>;
  saveSvg(): Promise<string>;
  /** Id of the process that is drawn. */
  processId(): string | undefined;
  setProcessId(processId: string): void;
  /** Tells of every change, by whomever it was made. */
  onChange(listener: () => void): () => void;
  onRequest(listener: (request: PanelRequest) => void): () => void;
  /** Selects an element and brings it into view. */
  select(elementId: string): void;
  /** Marks elements on the canvas. */
  showProblems(problems: readonly Problem[]): void;
  scriptOf(elementId: string): ScriptOfTask | undefined;
  setScript(elementId: string, code: string): void;
  setFormId(elementId: string, formId: string): void;
  setPanelData(data: Partial<PanelData>): void;
  setElementTemplates(templates: readonly JsonObject[]): void;
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
  zoom(step: 'in' | 'out' | 'fit'): void;
  destroy(): void;
}
