/** An element of a model as people know it. */
export interface ModelElement {
  readonly id: string;
  /** What BPMN calls it, without its prefix, e.g. `scriptTask`. */
  readonly type: string;
  /** Its name; its id if it has none. */
  readonly name: string;
  /** Of a script task: the language, in lower case. */
  readonly language?: string;
}

/** When a timer begins a process. */
export interface ModelTimer {
  readonly kind: 'timeDate' | 'timeDuration' | 'timeCycle';
  readonly text: string;
  readonly timeZone?: string;
}

/** What pages have to know of a model. */
export interface ProcessModel {
  readonly elements: ReadonlyMap<string, ModelElement>;
  /** Timers of start events, by the ids of the events. */
  readonly timers: ReadonlyMap<string, ModelTimer>;
}

const TIMER_KINDS = ['timeDate', 'timeDuration', 'timeCycle'] as const;

/** Reads a document of BPMN. What is no model has no elements. */
export function readModel(xml: string, processId: string): ProcessModel {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const elements = new Map<string, ModelElement>();
  for (const element of named(document)) {
    const id = element.getAttribute('id')!;
    const language = element.getAttribute('scriptFormat')?.toLowerCase();
    elements.set(id, {
      id,
      type: element.localName,
      name: element.getAttribute('name')?.trim() || id,
      ...(language && { language }),
    });
  }
  const starts = startEvents(document, processId);
  return { elements, timers: new Map(starts.flatMap(timerOf)) };
}

const children = (element: Element): Element[] => Array.from(element.children);

/** What has an id and is not only drawn. */
function named(document: Document): Element[] {
  return Array.from(document.querySelectorAll('[id]')).filter(
    ({ localName }) => !/^BPMN|EventDefinition$|^definitions$/.test(localName),
  );
}

function startEvents(document: Document, processId: string): Element[] {
  const process = Array.from(document.getElementsByTagName('*')).find(
    element =>
      element.localName === 'process' &&
      element.getAttribute('id')?.toLowerCase() === processId.toLowerCase(),
  );
  return process
    ? children(process).filter(({ localName }) => localName === 'startEvent')
    : [];
}

function timerOf(event: Element): [string, ModelTimer][] {
  const definition = children(event).find(
    ({ localName }) => localName === 'timerEventDefinition',
  );
  if (!definition) {
    return [];
  }
  for (const kind of TIMER_KINDS) {
    const text = children(definition).find(
      ({ localName }) => localName === kind,
    )?.textContent;
    if (text) {
      const zone = Array.from(definition.getElementsByTagName('*'))
        .find(({ localName }) => localName === 'timer')
        ?.getAttribute('timeZone');
      const timer = {
        kind,
        text: text.trim(),
        ...(zone && { timeZone: zone }),
      };
      return [[event.getAttribute('id')!, timer]];
    }
  }
  return [];
}
