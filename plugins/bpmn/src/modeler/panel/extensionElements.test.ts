import { bpmnModdleExtensions } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import type { ModdleElement } from '@bpmn-pipelines/backstage-plugin-bpmn-lint';
import { BpmnModdle } from 'bpmn-moddle';
import type { BpmnFactory, DiagramElement, Modeling } from '../canvas/services';
import { extensionOf, updateExtension } from './extensionElements';

describe('updateExtension', () => {
  const moddle: any = new BpmnModdle({ ...bpmnModdleExtensions });
  const factory: BpmnFactory = {
    create: (type, attributes) => moddle.create(type, attributes),
  };
  const modeling = {
    updateModdleProperties: (_: DiagramElement, of: any, properties: object) =>
      Object.assign(of, properties),
  } as unknown as Modeling;

  let task: ModdleElement;
  const set = (type: string, properties: Record<string, unknown>) =>
    updateExtension(modeling, factory, {
      element: {} as DiagramElement,
      owner: task,
      type,
      properties,
    });
  const xml = async () => (await moddle.toXML(task)).xml as string;

  beforeEach(() => {
    task = moddle.create('bpmn:ScriptTask', { id: 'score' });
  });

  it('should make an extension, change it, and leave others alone', async () => {
    // given
    set('zeebe:FormDefinition', { formId: 'ask' });
    // when
    set('pipeline:Script', { timeout: 'PT1M' });
    set('pipeline:Script', {
      memory: '1GiB',
      inputs: [factory.create('pipeline:Input', { name: 'rows' })],
    });
    // then
    expect(await xml()).toContain(
      '<zeebe:formDefinition formId="ask" /><pipeline:script timeout="PT1M" memory="1GiB"><pipeline:input name="rows" /></pipeline:script>',
    );
  });

  it('should take an extension away that nothing is left of', () => {
    // given
    set('pipeline:Script', { timeout: 'PT1M' });
    // when
    set('pipeline:Script', { timeout: undefined });
    // then
    expect(extensionOf(task, 'pipeline:Script')).toBeUndefined();
  });
});
