import { elements } from './elements';
import { events } from './events';
import type { Vocabulary } from './model/vocabulary';

/** Everything that the engine executes: what compiles, and what documentation and editors can list. */
export const vocabulary: Vocabulary = { elements, events };
