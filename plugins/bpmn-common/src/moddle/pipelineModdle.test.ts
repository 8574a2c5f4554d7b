import { BpmnModdle } from 'bpmn-moddle';
import { PIPELINE_NAMESPACE, pipelineModdleDescriptor } from './pipelineModdle';

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:pipeline="${PIPELINE_NAMESPACE}" id="definitions" targetNamespace="https://example.com">
  <bpmn:process id="click-propensity" isExecutable="true">
    <bpmn:extensionElements>
      <pipeline:sensitive variable="email" />
      <pipeline:retention timeToLive="P90D" />
    </bpmn:extensionElements>
    <bpmn:startEvent id="start">
      <bpmn:extensionElements>
        <pipeline:accepts from="group:default/risk" />
      </bpmn:extensionElements>
      <bpmn:timerEventDefinition id="daily">
        <bpmn:extensionElements>
          <pipeline:timer timeZone="Europe/Berlin" catchUp="once" reevaluate="true" />
        </bpmn:extensionElements>
      </bpmn:timerEventDefinition>
    </bpmn:startEvent>
    <bpmn:scriptTask id="score" scriptFormat="python">
      <bpmn:extensionElements>
        <pipeline:script environment="default" timeout="PT5M" memory="512MiB" cpu="PT2M">
          <pipeline:input name="customers" />
          <pipeline:output name="scores" />
        </pipeline:script>
        <pipeline:retry delay="PT10S" factor="2.5" maximum="PT5M" />
      </bpmn:extensionElements>
      <bpmn:script>scores = score(customers)</bpmn:script>
    </bpmn:scriptTask>
  </bpmn:process>
</bpmn:definitions>
`;

const moddle = () => new BpmnModdle({ pipeline: pipelineModdleDescriptor });

describe('pipelineModdleDescriptor', () => {
  it('should let BPMN with every pipeline: element survive reading and writing unchanged', async () => {
    // when
    const { rootElement, warnings } = await moddle().fromXML(xml);
    const written = await moddle().toXML(rootElement, { format: true });

    // then
    expect(warnings).toEqual([]);
    expect(written.xml).toBe(xml);
  });

  it('should read attributes as the types that they are', async () => {
    // when
    const { elementsById } = await moddle().fromXML(xml);
    const extensions = (id: string) =>
      elementsById[id].extensionElements.values as Record<string, any>[];

    // then
    const [script, retry] = extensions('score');
    expect(script.inputs.map((input: any) => input.name)).toEqual([
      'customers',
    ]);
    expect(retry.factor).toBe(2.5);
    expect(extensions('daily')[0].reevaluate).toBe(true);
  });

  it('should use every type in the round trip above, and stay under 15 types', () => {
    const types = pipelineModdleDescriptor.types.map(type => type.name);

    for (const type of types) {
      expect(xml).toContain(`<pipeline:${type.toLocaleLowerCase('en-US')} `);
    }
    expect(types.length).toBeLessThan(15);
  });

  it('should describe every type and attribute for those who read the schema', () => {
    for (const type of pipelineModdleDescriptor.types) {
      expect(type).toHaveProperty('description');
      for (const property of type.properties ?? []) {
        expect([type.name, property]).toEqual([
          type.name,
          expect.objectContaining({ description: expect.any(String) }),
        ]);
      }
    }
  });
});
