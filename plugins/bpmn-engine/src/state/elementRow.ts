import type { ElementInstance } from './state';

/** An element instance as the rows hold it: `apply` writes it in place. */
export type ElementRow = {
  -readonly [Field in keyof ElementInstance]: ElementInstance[Field];
};
