import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** An extension element, as its moddle descriptor has it. */
export interface ExtensionType {
  /** As it is written: `zeebe:taskDefinition`. */
  readonly tag: string;
  readonly attributes: readonly ExtensionAttribute[];
  readonly children: readonly ExtensionType[];
}

/** An attribute of an extension element. */
export interface ExtensionAttribute {
  readonly name: string;
  /** `String`, `Boolean`, `Real` or `Integer`. */
  readonly type: string;
}

interface Descriptor {
  readonly prefix: string;
  readonly types: readonly TypeDescriptor[];
}

interface TypeDescriptor {
  readonly name: string;
  readonly isAbstract?: boolean;
  readonly superClass?: readonly string[];
  readonly extends?: readonly string[];
  readonly properties?: readonly PropertyDescriptor[];
}

interface PropertyDescriptor {
  readonly name: string;
  readonly type: string;
  readonly isAttr?: boolean;
}

/** Every extension element that the engine's descriptors know, by the packages that hold them. */
export function extensionTypes(root: string): readonly ExtensionType[] {
  const common = join(root, 'plugins/bpmn-common');
  const { resolve } = createRequire(join(common, 'package.json'));
  return [
    resolve('zeebe-bpmn-moddle/resources/zeebe.json'),
    join(common, 'src/moddle/pipeline.json'),
  ].flatMap(typesIn);
}

function typesIn(file: string): readonly ExtensionType[] {
  // Read anew: bpmn-moddle changes what it is given.
  const descriptor: Descriptor = JSON.parse(readFileSync(file, 'utf8'));
  return descriptor.types
    .filter(
      ({ isAbstract, superClass }) =>
        !isAbstract && superClass?.includes('Element'),
    )
    .map(type => extensionType(type, descriptor));
}

function extensionType(
  type: TypeDescriptor,
  descriptor: Descriptor,
): ExtensionType {
  const properties = propertiesOf(type, descriptor);
  const { prefix, types } = descriptor;
  return {
    tag: `${prefix}:${type.name.charAt(0).toLowerCase()}${type.name.slice(1)}`,
    attributes: properties
      .filter(({ isAttr }) => isAttr)
      .map(property => ({ name: property.name, type: property.type })),
    children: properties
      .filter(({ isAttr }) => !isAttr)
      .flatMap(property =>
        types.filter(
          ({ name }) => name === property.type && name !== type.name,
        ),
      )
      .map(child => extensionType(child, descriptor)),
  };
}

/** Its own, those of what it is derived from, and those that other types add to it. */
function propertiesOf(
  { name, superClass = [], properties = [] }: TypeDescriptor,
  descriptor: Descriptor,
): readonly PropertyDescriptor[] {
  const { prefix, types } = descriptor;
  const parents = types.filter(type => superClass.includes(type.name));
  const added = types.filter(type =>
    type.extends?.includes(`${prefix}:${name}`),
  );
  return [
    ...parents.flatMap(parent => propertiesOf(parent, descriptor)),
    ...properties,
    ...added.flatMap(type => type.properties ?? []),
  ];
}
