import { bpmnModdleExtensions } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { BpmnModdle } from 'bpmn-moddle';
import bpmnCompletion from './bpmnCompletion.json';
import type { ModdleElement, TypeDescriptor } from './moddleElement';

/** A reference as it stands in the document. */
export interface ModdleReference {
  readonly element: ModdleElement;
  /** Name of the property, with its prefix. */
  readonly property: string;
  readonly id: string;
}

/** Something that bpmn-moddle did not expect. */
export interface ModdleWarning {
  readonly message: string;
  readonly element?: ModdleElement;
  readonly property?: string;
  readonly value?: unknown;
}

/** The part of bpmn-moddle that we rely on. */
export interface Moddle {
  getPackage(uriOrPrefix: string):
    | {
        readonly prefix: string;
        readonly xml?: {
          readonly tagAlias?: string;
          readonly typePrefix?: string;
        };
      }
    | undefined;
  /** Every type by its name; nothing else is in it. */
  readonly registry: { readonly typeMap: Readonly<Record<string, unknown>> };
  /** Throws when there is no such type. */
  getType(name: string): {
    readonly $descriptor: TypeDescriptor;
    hasType(name: string): boolean;
  };
  /** What it promises is a {@link ModdleDocument}. */
  readonly fromXML: BpmnModdle['fromXML'];
  readonly toXML: BpmnModdle['toXML'];
}

/** A document, as bpmn-moddle reads it. */
export interface ModdleDocument {
  readonly rootElement: ModdleElement;
  readonly elementsById: Readonly<Record<string, ModdleElement>>;
  readonly references: readonly ModdleReference[];
  readonly warnings: readonly ModdleWarning[];
}

let made: Moddle | undefined;

/**
 * BPMN with the extensions that the engine executes, and with what bpmn-moddle's own description of BPMN leaves out. Made when it is
 * first needed.
 */
export function moddle(): Moddle {
  made ??= withWrittenDefaults(
    new BpmnModdle({
      ...bpmnModdleExtensions,
      bpmnCompletion,
    }) as unknown as Moddle,
  );
  return made;
}

/**
 * bpmn-moddle does not write an attribute that has its default value. What a document says on purpose shall stay in it:
 * so the types forget the defaults, after those have reached the elements by way of their prototype.
 */
function withWrittenDefaults(original: Moddle): Moddle {
  const seen = new WeakSet<object>();
  const getType = original.getType.bind(original);
  original.getType = name => {
    const type = getType(name);
    if (!seen.has(type)) {
      seen.add(type);
      for (const property of type.$descriptor.properties) {
        Object.assign(property, { default: undefined });
      }
    }
    return type;
  };
  return original;
}
