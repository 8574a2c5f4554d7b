import descriptor from './pipeline.json';

/**
 * The part of a moddle descriptor that we rely on.
 *
 * @public
 */
export interface ModdleDescriptor {
  /** For people. */
  readonly name: string;
  /** Of its element names in the model: `pipeline:Script`. */
  readonly prefix: string;
  /** XML namespace. */
  readonly uri: string;
  /** The element types it adds. */
  readonly types: readonly {
    readonly name: string;
    readonly properties?: readonly { readonly name: string }[];
  }[];
}

/**
 * Our own extension of BPMN: what neither the standard nor `zeebe:` has a word for. Give it to bpmn-moddle or bpmn-js
 * under its prefix: `new BpmnModdle({ pipeline: pipelineModdleDescriptor })`.
 *
 * @public
 */
export const pipelineModdleDescriptor: ModdleDescriptor = descriptor;

/**
 * XML namespace of the `pipeline:` extension.
 *
 * @public
 */
export const PIPELINE_NAMESPACE = descriptor.uri;
