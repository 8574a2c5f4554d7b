import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { DiagramMarks, ElementMark, markInWords } from './marks';

/** How a diagram is looked at. */
export type Zoom = 'in' | 'out' | 'fit';

/** What is shown at elements. */
export interface DiagramState {
  readonly marks: DiagramMarks;
  readonly selected?: string;
}

/** A diagram on the screen. */
export interface Diagram {
  /** Draws a model; rejects if there is nothing to draw. */
  readonly draw: (xml: string) => Promise<void>;
  /** Shows what happens at elements. */
  readonly mark: (state: DiagramState) => void;
  readonly zoom: (how: Zoom) => void;
  readonly destroy: () => void;
}

const STEP = 1.25;
const SMALLEST = 0.2;
const LARGEST = 4;
/** Around a diagram that is shown as a whole, and what its buttons take at the right, in pixels of the screen. */
const MARGIN = 16;
const BUTTONS = 60;
const CLASSES = ['done', 'running', 'incident', 'selected'].map(
  name => `pipeline-${name}`,
);

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- what bpmn-js says of its services is in JSDoc, and not complete */
type Service = any;

interface Shape {
  readonly id: string;
  readonly type: string;
  readonly waypoints?: unknown;
  readonly labelTarget?: Shape;
  readonly businessObject: { readonly name?: string };
}

const isNode = ({ type, waypoints, labelTarget }: Shape) =>
  !waypoints &&
  !labelTarget &&
  !/^(bpmn:(Process|Collaboration|Lane|Participant|Group|TextAnnotation)|label)$/.test(
    type,
  );

/**
 * Makes a diagram of what is in view: only here bpmn-js is known.
 *
 * @param onSelect - absent: elements cannot be chosen
 */
export function createDiagram(
  container: HTMLElement,
  onSelect?: (elementId: string | undefined) => void,
): Diagram {
  const viewer = new NavigatedViewer({
    container,
    // The wheel scrolls the page: a diagram that catches it is in the way.
    zoomScroll: { enabled: false },
  } as ConstructorParameters<typeof NavigatedViewer>[0]);
  const get = (name: string): Service => (viewer as Service).get(name);
  get('eventBus').on('element.click', ({ element }: { element: Shape }) => {
    const shape = element.labelTarget ?? element;
    onSelect?.(isNode(shape) ? shape.id : undefined);
  });
  let isFit = true;
  const fit = () => {
    fitDiagram(get('canvas'));
    isFit = true;
  };
  const observer = new ResizeObserver(() => {
    if (isFit && container.clientWidth > 0) {
      fit();
    }
  });

  return {
    async draw(xml) {
      await viewer.importXML(xml);
      if (onSelect) {
        letBeReached(get, onSelect);
      }
      fit();
      observer.observe(container);
    },
    mark: state => showState(get, state),
    zoom(how) {
      if (how === 'fit') {
        fit();
        return;
      }
      isFit = false;
      zoomBy(get('canvas'), how === 'in' ? STEP : 1 / STEP);
    },
    destroy() {
      observer.disconnect();
      viewer.destroy();
    },
  };
}

type Get = (name: string) => Service;

/** Shows the whole diagram, with nothing of it under the buttons at the right. */
function fitDiagram(canvas: Service) {
  canvas.resized();
  const { inner, outer } = canvas.viewbox();
  const width = outer.width - MARGIN - BUTTONS;
  const height = outer.height - 2 * MARGIN;
  if (inner.width <= 0 || inner.height <= 0 || width <= 0 || height <= 0) {
    canvas.zoom('fit-viewport', 'auto');
    return;
  }
  const scale = Math.min(1, width / inner.width, height / inner.height);
  canvas.viewbox({
    x: inner.x + inner.width / 2 - (MARGIN + width / 2) / scale,
    y: inner.y + inner.height / 2 - outer.height / 2 / scale,
    width: outer.width / scale,
    height: outer.height / scale,
  });
}

function zoomBy(canvas: Service, factor: number) {
  const wanted = canvas.zoom() * factor;
  canvas.zoom(Math.min(LARGEST, Math.max(SMALLEST, wanted)), 'auto');
}

/** Elements can be reached and chosen without a mouse. */
function letBeReached(get: Get, onSelect: (elementId: string) => void) {
  const registry = get('elementRegistry');
  for (const shape of registry.filter(isNode) as Shape[]) {
    const graphics: SVGElement = registry.getGraphics(shape);
    graphics.setAttribute('tabindex', '0');
    graphics.setAttribute('role', 'button');
    graphics.addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        event.stopPropagation();
        onSelect(shape.id);
      }
    });
  }
}

function showState(get: Get, { marks, selected }: DiagramState) {
  const registry = get('elementRegistry');
  const canvas = get('canvas');
  get('overlays').clear();
  for (const shape of registry.filter(isNode) as Shape[]) {
    const { id, businessObject } = shape;
    const mark = marks[id] ?? {};
    const wanted = classesOf(mark, id === selected);
    for (const name of CLASSES) {
      if (wanted.includes(name) !== canvas.hasMarker(id, name)) {
        canvas.toggleMarker(id, name);
      }
    }
    addBadges(get('overlays'), id, mark);
    const graphics: SVGElement = registry.getGraphics(shape);
    if (!graphics.hasAttribute('role')) {
      continue;
    }
    graphics.setAttribute('aria-pressed', String(id === selected));
    graphics.setAttribute(
      'aria-label',
      [businessObject.name || id, markInWords(mark)].filter(Boolean).join(', '),
    );
  }
}

function classesOf(mark: ElementMark, isSelected: boolean): string[] {
  const { tokens = 0, incidents = 0, isDone = false } = mark;
  return [
    isDone && tokens === 0 && incidents === 0 && 'pipeline-done',
    tokens > 0 && incidents === 0 && 'pipeline-running',
    incidents > 0 && 'pipeline-incident',
    isSelected && 'pipeline-selected',
  ].filter((name): name is string => Boolean(name));
}

function addBadges(overlays: Service, id: string, mark: ElementMark) {
  const { tokens = 0, incidents = 0 } = mark;
  if (tokens > 0) {
    const html = badge('pipeline-token', String(tokens));
    overlays.add(id, 'pipeline', { position: { top: -12, left: -12 }, html });
  }
  if (incidents > 0) {
    const html = badge('pipeline-trouble', `! ${incidents}`);
    overlays.add(id, 'pipeline', { position: { top: -12, right: 18 }, html });
  }
}

function badge(className: string, text: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.textContent = text;
  // Said by the label of the element, and by the list beside the diagram.
  element.setAttribute('aria-hidden', 'true');
  return element;
}
