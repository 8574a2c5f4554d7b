import type { ScriptEnvironmentInfo } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** Something that can be chosen. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** As many people, groups or other entities are offered, and no more. */
export const MOST_CHOICES = 500;

/** What the properties panel offers, from the back end, the catalog and the draft. */
export interface PanelData {
  readonly environments: readonly ScriptEnvironmentInfo[];
  readonly users: readonly Choice[];
  readonly groups: readonly Choice[];
  /** Entities that have owners. */
  readonly owned: readonly Choice[];
  /** Forms of the bundle, by their ids. */
  readonly forms: readonly Choice[];
  /** Whether the catalog has more of them than are offered. */
  readonly hasMoreUsers?: boolean;
  readonly hasMoreGroups?: boolean;
  readonly hasMoreOwned?: boolean;
}

/** Nothing has come yet. */
export const NO_PANEL_DATA: PanelData = {
  environments: [],
  users: [],
  groups: [],
  owned: [],
  forms: [],
};
