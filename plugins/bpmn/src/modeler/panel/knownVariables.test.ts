import { bpmnModdleExtensions } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { BpmnModdle } from 'bpmn-moddle';
import { knownVariables } from './knownVariables';

const XML = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" id="d" targetNamespace="t">
  <bpmn:process id="p">
    <bpmn:scriptTask id="score"><bpmn:extensionElements>
      <pipeline:script><pipeline:input name="rows" /><pipeline:output name="scores" /></pipeline:script>
    </bpmn:extensionElements></bpmn:scriptTask>
    <bpmn:subProcess id="inner"><bpmn:userTask id="ask"><bpmn:extensionElements>
      <zeebe:ioMapping><zeebe:output source="=answer" target="decision" /></zeebe:ioMapping>
    </bpmn:extensionElements></bpmn:userTask></bpmn:subProcess>
  </bpmn:process>
</bpmn:definitions>`;

describe('knownVariables', () => {
  it('should find what scripts and mappings write, wherever in the process they are', async () => {
    // given
    const { elementsById } = await new BpmnModdle({
      ...bpmnModdleExtensions,
    }).fromXML(XML);
    // when
    const variables = knownVariables(elementsById.ask);
    // then
    expect(
      variables.map(({ name, origin }) => [name, origin.map(({ id }) => id)]),
    ).toEqual([
      ['scores', ['score']],
      ['decision', ['ask']],
    ]);
  });
});
