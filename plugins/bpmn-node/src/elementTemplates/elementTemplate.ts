/**
 * A field of an {@link ElementTemplate}, and what of the element it sets.
 *
 * @public
 */
export interface ElementTemplateProperty {
  /** What it sets, e.g. `{ "type": "zeebe:input", "name": "request.url" }`. */
  readonly binding: {
    readonly type: string;
    readonly [name: string]: unknown;
  };
  /** Whatever else the schema knows. */
  readonly [name: string]: unknown;
}

/**
 * An element as people choose it in the modeler: with a name, an icon and fields instead of XML. Plain JSON: an element template of Camunda 8
 * (`https://unpkg.com/@camunda/zeebe-element-templates-json-schema`), of which this names only what everybody needs.
 *
 * @public
 */
export interface ElementTemplate {
  /** Unique and for ever: models refer to it. */
  readonly id: string;
  /** As people choose it. */
  readonly name: string;
  /** Counted up when elements that were made with the template have to be upgraded. */
  readonly version?: number;
  /** BPMN types that it can be put on, e.g. `bpmn:Task`. */
  readonly appliesTo: readonly string[];
  /** Fields, and fixed parts that nobody sees. */
  readonly properties: readonly ElementTemplateProperty[];
  /** Whatever else the schema knows. */
  readonly [name: string]: unknown;
}
