import type { ModdleElement } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { DiagramElement } from '../canvas/services';
import { textEntry } from './entries';
import { extensionsOf, replaceExtensions } from './extensionElements';
import { names, type PanelGroup } from './groups';
import type { PanelTools } from './PanelTools';

/** Extensions of one type that an element has any number of, each with one attribute. */
export interface ExtensionList {
  readonly id: string;
  readonly label: string;
  readonly element: DiagramElement;
  /** Whose extensions they are. */
  readonly owner: ModdleElement;
  /** With its prefix. */
  readonly type: string;
  readonly attribute: string;
  /** What the attribute is called on the screen. */
  readonly attributeLabel: string;
  /** Of a new one. */
  readonly initial: (count: number) => string;
}

/** A group of the panel in which such extensions are added, changed and taken away. */
export function extensionList(
  tools: PanelTools,
  list: ExtensionList,
): PanelGroup {
  const { id, label, owner, type, attribute } = list;
  const values = extensionsOf(owner, type).map(mark =>
    String(mark[attribute] ?? ''),
  );
  const write = (wanted: readonly string[]) => writeAll(tools, list, wanted);
  return names(id, label, {
    items: values.map((value, index) => ({
      id: `${id}-${index}`,
      label: value,
      autoFocusEntry: `${id}-${index}-name`,
      entries: [
        textEntry({
          id: `${id}-${index}-name`,
          label: list.attributeLabel,
          get: () => value,
          set: changed =>
            write(
              values.map((old, at) => (at === index ? changed ?? '' : old)),
            ),
        }),
      ],
      remove: (event: Event) => {
        event.stopPropagation();
        write(values.filter((_, at) => at !== index));
      },
    })),
    add: event => {
      event.stopPropagation();
      write([...values, list.initial(values.length)]);
    },
  });
}

function writeAll(
  { modeling, bpmnFactory }: PanelTools,
  { element, owner, type, attribute }: ExtensionList,
  wanted: readonly string[],
): void {
  const all = (
    owner.extensionElements as { values?: readonly ModdleElement[] } | undefined
  )?.values;
  const others = (all ?? []).filter(({ $type }) => $type !== type);
  replaceExtensions(modeling, bpmnFactory, {
    element,
    owner,
    values: [
      ...others,
      ...wanted.map(value => bpmnFactory.create(type, { [attribute]: value })),
    ],
  });
}
