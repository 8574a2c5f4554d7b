import { text } from './schema';

/** A group, e.g. `group:default/finance`. */
export const groupRef = {
  ...text(255, 1),
  pattern: '^group:[a-z0-9][a-z0-9._-]*/[a-z0-9][a-z0-9._-]*$',
};
