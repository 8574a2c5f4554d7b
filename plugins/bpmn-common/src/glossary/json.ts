/**
 * What a variable can hold. Numbers that JSON cannot hold exactly travel as strings.
 *
 * @public
 */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | JsonObject;

/**
 * An object of {@link JsonValue}s by name.
 *
 * @public
 */
export interface JsonObject {
  /** Any name, also one that JavaScript objects inherit, such as `constructor`. */
  readonly [name: string]: JsonValue;
}
