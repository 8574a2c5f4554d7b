import type { PanelRequest, PipelineModeler } from '../canvas/PipelineModeler';

/** A modeler without a diagram: what a test reads and does in the place of a person with a mouse. */
export class FakeModeler implements PipelineModeler {
  xml = '';
  script = 'print(1)';
  selected?: string;
  marked: readonly string[] = [];
  readonly formIds: Record<string, string> = {};
  private readonly listeners = new Set<() => void>();
  private readonly requests = new Set<(request: PanelRequest) => void>();

  /** Draws something else. */
  draw(xml: string) {
    this.xml = xml;
    this.listeners.forEach(listener => listener());
  }

  /** Presses a button of the properties panel. */
  ask(request: PanelRequest) {
    this.requests.forEach(listener => listener(request));
  }

  importXml: PipelineModeler['importXml'] = async xml => {
    if (!xml.startsWith('<')) {
      throw new Error('no XML');
    }
    this.xml = xml;
  };
  saveXml = async () => this.xml;
  saveSvg = async () => '<svg />';
  processId = () => /process id="([^"]*)"/.exec(this.xml)?.[1];
  setProcessId = (id: string) =>
    this.draw(this.xml.replace(/process id="[^"]*"/, `process id="${id}"`));
  onChange: PipelineModeler['onChange'] = listener => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  onRequest: PipelineModeler['onRequest'] = listener => {
    this.requests.add(listener);
    return () => this.requests.delete(listener);
  };
  select = (elementId: string) => {
    this.selected = elementId;
  };
  showProblems: PipelineModeler['showProblems'] = problems => {
    this.marked = problems.map(({ elementId }) => elementId ?? '');
  };
  scriptOf = () => ({ title: 'Score', language: 'python', code: this.script });
  setScript = (_: string, code: string) => {
    this.script = code;
    this.listeners.forEach(listener => listener());
  };
  setFormId = (elementId: string, formId: string) => {
    this.formIds[elementId] = formId;
  };
  setPanelData: PipelineModeler['setPanelData'] = () => {};
  setElementTemplates = () => {};
  undo = () => {};
  redo = () => {};
  canUndo = () => true;
  canRedo = () => false;
  zoom = () => {};
  destroy = () => {};
}
