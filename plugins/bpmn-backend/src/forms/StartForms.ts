import type { JsonObject } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type {
  FlowNode,
  FormReference,
  Variables,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { Definitions } from '../deployments/Definitions';
import type { TaskStore } from '../store/tasks';
import type { FormService } from './FormService';

/** What people fill in to start a process. */
export interface StartFormFound {
  /** The start event that it belongs to; absent: the process has none that people can start it by. */
  readonly startEvent?: string;
  /** As the model names it. */
  readonly form?: FormReference;
  /** As it was deployed with the process, if it was. */
  readonly schema?: JsonObject;
}

/** Forms by which people start processes: those of their start events. */
export class StartForms {
  constructor(
    private readonly options: {
      readonly definitions: Definitions;
      readonly store: TaskStore;
      readonly forms: FormService;
    },
  ) {}

  /** The form of a start event; absent: of the one without a trigger. */
  async find(
    definitionId: string,
    startEvent?: string,
  ): Promise<StartFormFound> {
    const { definitions, store } = this.options;
    const { definition } = await definitions.get(definitionId);
    const starts = definition.process.content?.starts ?? [];
    const node =
      startEvent === undefined
        ? starts.find(isStartEvent)
        : definition.nodes.get(startEvent);
    if (!node || !isStartEvent(node)) {
      return {};
    }
    const { form } = node.data;
    const schema = await store.findForm({ definitionId, form });
    return { startEvent: node.id, form, schema };
  }

  /** Values to start with, held to the form if there is one. A program may give others besides. Rejects with an InvalidForm. */
  async requireFilledIn(
    definitionId: string,
    {
      startEvent,
      variables: values,
    }: { readonly startEvent?: string; readonly variables?: Variables },
  ): Promise<Variables | undefined> {
    const { schema } = await this.find(definitionId, startEvent);
    return schema
      ? this.options.forms.requireFieldsFilledIn({
          schema,
          values,
          variables: {},
        })
      : values;
  }
}

function isStartEvent(
  node: FlowNode,
): node is FlowNode<{ readonly form?: FormReference }> {
  return node.type === 'startEvent';
}
