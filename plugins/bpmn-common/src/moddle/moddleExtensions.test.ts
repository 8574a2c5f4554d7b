import { BpmnModdle } from 'bpmn-moddle';
import { bpmnModdleExtensions } from './moddleExtensions';

const DOCUMENT = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" id="d" targetNamespace="t">
  <bpmn:process id="p"><bpmn:scriptTask id="score" scriptFormat="python"><bpmn:extensionElements>
    <zeebe:taskDefinition type="script:python" retries="3" /><pipeline:script environment="data" />
  </bpmn:extensionElements></bpmn:scriptTask></bpmn:process>
</bpmn:definitions>`;

describe('bpmnModdleExtensions', () => {
  it('should let bpmn-moddle understand both vocabularies side by side', async () => {
    // when
    const { elementsById, warnings } = await new BpmnModdle({
      ...bpmnModdleExtensions,
    }).fromXML(DOCUMENT);
    // then
    const { values } = elementsById.score.extensionElements;
    expect(warnings).toEqual([]);
    expect(values).toMatchObject([
      { $type: 'zeebe:TaskDefinition', type: 'script:python', retries: '3' },
      { $type: 'pipeline:Script', environment: 'data' },
    ]);
  });
});
