import { bpmnModdleExtensions } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'bpmn-js-element-templates/dist/assets/element-templates.css';
import 'bpmn-js-color-picker/colors/color-picker.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import colorPickerModule from 'bpmn-js-color-picker';
import {
  CreateAppendAnythingModule,
  CreateAppendElementTemplatesModule,
} from 'bpmn-js-create-append-anything';
import { CloudElementTemplatesPropertiesProviderModule } from 'bpmn-js-element-templates';
import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  ZeebePropertiesProviderModule,
} from 'bpmn-js-properties-panel';
import Modeler from 'bpmn-js/lib/Modeler';
import zeebeBehaviorsModule from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import gridModule from 'diagram-js-grid';
import minimapModule from 'diagram-js-minimap';
import { pipelinePanelModule } from '../panel/pipelinePanelModule';
import './modeler.css';
import { fitDiagram } from './fitDiagram';
import { markProblems } from './markProblems';
import type { ModelerPlaces, PipelineModeler } from './PipelineModeler';
import { processOf } from './processOf';
import { newScriptTaskModule } from './newScriptTaskModule';
import { scriptOf, setFormId, setScript } from './edits';
import type { Services } from './services';

const ZOOM_STEP = 0.6;

const MODULES = [
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  ZeebePropertiesProviderModule,
  CloudElementTemplatesPropertiesProviderModule,
  CreateAppendAnythingModule,
  CreateAppendElementTemplatesModule,
  colorPickerModule,
  minimapModule,
  gridModule,
  zeebeBehaviorsModule,
  newScriptTaskModule,
  pipelinePanelModule,
];

/** Puts a modeler into a page. The one module that loads bpmn-js and what belongs to it. */
export function createModeler(places: ModelerPlaces): PipelineModeler {
  const modeler = new Modeler({
    container: places.canvas,
    propertiesPanel: {
      parent: places.panel,
      feelPopupContainer: places.canvas,
    },
    moddleExtensions: bpmnModdleExtensions,
    additionalModules: MODULES,
  });
  const get = <Name extends keyof Services>(name: Name): Services[Name] =>
    modeler.get(name);
  const listen = (event: string, listener: (data: any) => void) => {
    get('eventBus').on(event, listener);
    return () => get('eventBus').off(event, listener);
  };

  return {
    importXml: async xml => {
      await modeler.importXML(xml);
      fitDiagram(get('canvas'));
    },
    saveXml: async () => (await modeler.saveXML({ format: true })).xml ?? '',
    saveSvg: async () => (await modeler.saveSVG()).svg,
    onChange: listener => listen('commandStack.changed', () => listener()),
    onRequest: listener =>
      listen('pipeline.request', ({ request }) => listener(request)),
    ...editing(get),
    ...looking(get),
    setPanelData: data => {
      const store = get('pipelinePanelData');
      store.current = { ...(store.current as object), ...data };
      get('eventBus').fire('propertiesPanel.providersChanged');
    },
    setElementTemplates: templates =>
      get('elementTemplatesLoader').setTemplates(templates),
    destroy: () => modeler.destroy(),
  };
}

type Get = <Name extends keyof Services>(name: Name) => Services[Name];

function editing(get: Get) {
  const stack = get('commandStack');
  return {
    processId: () => processOf(get)?.businessObject.id as string | undefined,
    setProcessId: (id: string) => {
      const process = processOf(get);
      if (process) {
        get('modeling').updateModdleProperties(
          process.shape,
          process.businessObject,
          { id },
        );
      }
    },
    scriptOf: (elementId: string) =>
      scriptOf(get('elementRegistry').get(elementId)),
    setScript: (elementId: string, code: string) =>
      setScript(get, { elementId, code }),
    setFormId: (elementId: string, formId: string) =>
      setFormId(get, { elementId, formId }),
    undo: () => stack.undo(),
    redo: () => stack.redo(),
    canUndo: () => stack.canUndo(),
    canRedo: () => stack.canRedo(),
  };
}

function looking(get: Get) {
  return {
    select: (elementId: string) => {
      const element = get('elementRegistry').get(elementId);
      const root = element && get('canvas').findRoot(element);
      if (element && root) {
        get('canvas').setRootElement(root);
        get('selection').select(element);
        get('canvas').scrollToElement(element);
      }
    },
    showProblems: (problems: Parameters<PipelineModeler['showProblems']>[0]) =>
      markProblems(get, problems),
    zoom: (step: 'in' | 'out' | 'fit') =>
      step === 'fit'
        ? fitDiagram(get('canvas'))
        : get('zoomScroll').stepZoom(step === 'in' ? ZOOM_STEP : -ZOOM_STEP),
  };
}
