import type { ModdleElement } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type { DiagramElement } from '../canvas/services';
import { acceptsGroup } from './acceptsGroup';
import { withSuggestions } from './assignmentSuggestions';
import { formGroup } from './formGroup';
import { findGroup, type Groups } from './groups';
import { isWithoutEffect } from './isWithoutEffect';
import { knownVariables } from './knownVariables';
import { NO_PANEL_DATA } from './panelData';
import { PanelTools } from './PanelTools';
import { processGroups } from './processGroups';
import { retryGroup } from './retryGroup';
import { scriptGroups, hasScript } from './scriptGroups';
import { timerEntries } from './timerEntries';

/** After everybody else: what they have brought is changed and left out here. */
const LAST = 100;

/** What is executed here, and no more. */
class PipelinePropertiesProvider {
  static readonly $inject = ['propertiesPanel', 'pipelinePanelTools'];

  constructor(
    propertiesPanel: {
      registerProvider(priority: number, provider: object): void;
    },
    private readonly tools: PanelTools,
  ) {
    propertiesPanel.registerProvider(LAST, this);
  }

  getGroups(element: DiagramElement) {
    return (all: Groups): Groups => {
      const groups = all.filter(group => !isWithoutEffect(group.id, element));
      const assignment = findGroup(groups, 'assignmentDefinition')?.entries;
      assignment?.splice(
        0,
        Infinity,
        ...withSuggestions(this.tools, element, assignment),
      );
      findGroup(groups, 'timer')?.entries?.push(
        ...timerEntries(this.tools, element),
      );
      const own = [
        ...(hasScript(element) ? scriptGroups(this.tools, element) : []),
        ...formGroup(this.tools, element),
      ];
      const [general, ...others] = groups;
      return [
        ...(general ? [general] : []),
        ...own,
        ...others,
        ...acceptsGroup(this.tools, element),
        ...retryGroup(this.tools, element),
        ...processGroups(this.tools, element),
      ];
    };
  }
}

/** Our part of the properties panel. */
export const pipelinePanelModule = {
  __init__: ['pipelinePropertiesProvider'],
  pipelinePanelData: ['factory', () => ({ current: NO_PANEL_DATA })],
  pipelinePanelTools: ['type', PanelTools],
  variableResolver: [
    'value',
    {
      getVariablesForElement: async (element: ModdleElement) =>
        knownVariables(element),
    },
  ],
  pipelinePropertiesProvider: ['type', PipelinePropertiesProvider],
};
