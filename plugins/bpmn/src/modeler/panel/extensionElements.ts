import type { ModdleElement } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { BpmnFactory, DiagramElement, Modeling } from '../canvas/services';

/** An extension of an element of the model, and what of it is to change. */
export interface ExtensionUpdate {
  /** In the diagram, so that it is drawn anew. */
  readonly element: DiagramElement;
  /** Whose extension it is. */
  readonly owner: ModdleElement;
  /** With its prefix: `pipeline:Script`. */
  readonly type: string;
  /** Absent ones stay, `undefined` ones go. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The first extension of a type that an element has. */
export function extensionOf(
  owner: ModdleElement | undefined,
  type: string,
): ModdleElement | undefined {
  return extensionsOf(owner, type)[0];
}

/** All extensions of a type that an element has. */
export function extensionsOf(
  owner: ModdleElement | undefined,
  type: string,
): readonly ModdleElement[] {
  return valuesOf(owner).filter(({ $type }) => $type === type);
}

/** Changes properties of an extension, which is made if it is not there and goes if nothing is left of it. One step to undo. */
export function updateExtension(
  modeling: Modeling,
  bpmnFactory: BpmnFactory,
  update: ExtensionUpdate,
): void {
  const { owner, type, properties } = update;
  const before = extensionOf(owner, type);
  const wanted = withoutEmpty({ ...attributesOf(before), ...properties });
  const after =
    Object.keys(wanted).length > 0
      ? bpmnFactory.create(type, wanted)
      : undefined;
  const others = valuesOf(owner).filter(value => value !== before);
  replaceExtensions(modeling, bpmnFactory, {
    ...update,
    values: after ? [...others, after] : others,
  });
}

/** Puts other extensions in the place of all that an element has. One step to undo. */
export function replaceExtensions(
  modeling: Modeling,
  bpmnFactory: BpmnFactory,
  {
    element,
    owner,
    values,
  }: Pick<ExtensionUpdate, 'element' | 'owner'> & {
    readonly values: readonly ModdleElement[];
  },
): void {
  const existing = owner.extensionElements as ModdleElement | undefined;
  const parent =
    existing ?? bpmnFactory.create('bpmn:ExtensionElements', { values: [] });
  for (const value of values) {
    adopt(value, parent);
  }
  if (existing) {
    modeling.updateModdleProperties(element, existing, { values });
  } else {
    Object.assign(parent, { values });
    adopt(parent, owner);
    modeling.updateModdleProperties(element, owner, {
      extensionElements: parent,
    });
  }
}

/** As bpmn-moddle does when it reads: everything knows what it is in. */
function adopt(child: ModdleElement, parent: ModdleElement) {
  (child as { $parent?: ModdleElement }).$parent = parent;
  for (const inner of Object.values(child)) {
    for (const one of Array.isArray(inner) ? inner : []) {
      if (one?.$type) {
        one.$parent = child;
      }
    }
  }
}

function valuesOf(owner: ModdleElement | undefined): readonly ModdleElement[] {
  const extensions = owner?.extensionElements as
    | { readonly values?: readonly ModdleElement[] }
    | undefined;
  return extensions?.values ?? [];
}

function attributesOf(
  extension: ModdleElement | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(extension ?? {}).filter(([name]) => !name.startsWith('$')),
  );
}

function withoutEmpty(properties: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(properties).filter(
      ([, value]) =>
        value !== undefined &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}
