import type { ModdleElement } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import type {
  BpmnFactory,
  DiagramElement,
  EventBus,
  Modeling,
} from '../canvas/services';
import type { PanelRequest } from '../canvas/PipelineModeler';
import { extensionOf, updateExtension } from './extensionElements';
import { NO_PANEL_DATA, type PanelData } from './panelData';

/** What the groups of the panel read and write with. */
export class PanelTools {
  static readonly $inject = ['injector'];

  readonly modeling: Modeling;
  readonly bpmnFactory: BpmnFactory;
  private readonly eventBus: EventBus;
  private readonly store: { readonly current: PanelData };

  constructor(injector: { get(name: string): any }) {
    this.modeling = injector.get('modeling');
    this.bpmnFactory = injector.get('bpmnFactory');
    this.eventBus = injector.get('eventBus');
    this.store = injector.get('pipelinePanelData');
  }

  get data(): PanelData {
    return this.store.current ?? NO_PANEL_DATA;
  }

  /** Asks the page around the modeler. */
  request(request: PanelRequest): void {
    this.eventBus.fire('pipeline.request', { request });
  }

  /** How to read and write an attribute of an extension, for a field of the panel. */
  attribute(
    element: DiagramElement,
    {
      type,
      name,
      owner = element.businessObject,
    }: { type: string; name: string; owner?: ModdleElement },
  ) {
    return {
      get: () => {
        const value = extensionOf(owner, type)?.[name];
        return value === undefined ? undefined : String(value);
      },
      set: (value: string | undefined) =>
        updateExtension(this.modeling, this.bpmnFactory, {
          element,
          owner,
          type,
          properties: { [name]: value },
        }),
    };
  }
}
