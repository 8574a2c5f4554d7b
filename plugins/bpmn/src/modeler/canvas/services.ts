import type { ModdleElement } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';

/** A shape or connection of a diagram. */
export interface DiagramElement {
  readonly id: string;
  readonly type: string;
  readonly businessObject: ModdleElement;
  readonly parent?: DiagramElement;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly waypoints?: readonly unknown[];
}

/** Of diagram-js: passes events on. */
export interface EventBus {
  on(event: string | readonly string[], listener: (event: any) => void): void;
  on(event: string, priority: number, listener: (event: any) => void): void;
  off(event: string, listener: (event: any) => void): void;
  fire(event: string, data?: object): void;
}

/** Of bpmn-js: every change, so that it can be undone. */
export interface Modeling {
  updateProperties(element: DiagramElement, properties: object): void;
  updateModdleProperties(
    element: DiagramElement,
    moddleElement: ModdleElement,
    properties: object,
  ): void;
}

/** Of bpmn-js: makes elements of the model. */
export interface BpmnFactory {
  create(type: string, attributes?: object): ModdleElement;
}

/** Of diagram-js. */
export interface CommandStack {
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}

/** Of diagram-js. */
export interface ElementRegistry {
  get(id: string): DiagramElement | undefined;
  filter(
    predicate: (element: DiagramElement) => boolean,
  ): readonly DiagramElement[];
}

/** A rectangle of the diagram. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Of diagram-js. */
export interface Canvas {
  getRootElement(): DiagramElement;
  setRootElement(element: DiagramElement): void;
  findRoot(element: DiagramElement): DiagramElement | undefined;
  zoom(level: 'fit-viewport' | number, center?: 'auto'): number;
  viewbox(): Box & {
    readonly scale: number;
    readonly inner: Box;
    readonly outer: Box;
  };
  viewbox(box: Box): void;
  scrollToElement(element: DiagramElement): void;
  resized(): void;
}

/** Of diagram-js: small pieces of HTML on elements. */
export interface Overlays {
  add(elementId: string, type: string, overlay: object): string;
  remove(filter: { readonly type: string }): void;
}

/** Of diagram-js. */
export interface Selection {
  select(element: DiagramElement | null): void;
}

/** What `createModeler` asks the injector for. */
export interface Services {
  readonly eventBus: EventBus;
  readonly modeling: Modeling;
  readonly bpmnFactory: BpmnFactory;
  readonly commandStack: CommandStack;
  readonly elementRegistry: ElementRegistry;
  readonly canvas: Canvas;
  readonly overlays: Overlays;
  readonly selection: Selection;
  readonly zoomScroll: { stepZoom(delta: number): void };
  readonly elementTemplatesLoader: {
    setTemplates(templates: readonly object[]): void;
  };
  readonly pipelinePanelData: { current: unknown };
}
