import { Group, ListGroup } from '@bpmn-io/properties-panel';
import type { Entry } from './entries';

/** A group of the panel, as providers hand it on. */
export interface PanelGroup {
  readonly id: string;
  readonly label?: string;
  readonly component?: unknown;
  readonly entries?: Entry[];
  readonly [property: string]: unknown;
}

/** All that is shown for an element. */
export type Groups = readonly PanelGroup[];

/** A group by its id. */
export function findGroup(groups: Groups, id: string): PanelGroup | undefined {
  return groups.find(group => group.id === id);
}

/** A group of fields. */
export function fields(
  id: string,
  label: string,
  options: { readonly entries: Entry[]; readonly shouldOpen?: boolean },
): PanelGroup {
  return { id, label, component: Group, ...options };
}

/** A group that holds any number of names. */
export function names(
  id: string,
  label: string,
  options: {
    readonly items: readonly object[];
    readonly add: (event: Event) => void;
  },
): PanelGroup {
  return { id, label, component: ListGroup, ...options };
}
