import { readDocument } from './readDocument';
import { writeDocument } from './writeDocument';

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0" xmlns:other="https://example.com/other" id="definitions" targetNamespace="https://example.com" exporter="by hand" other:note="kept">
  <bpmn:extension mustUnderstand="false" definition="other:unknown">
    <bpmn:documentation>kept</bpmn:documentation>
  </bpmn:extension>
  <bpmn:collaboration id="collaboration">
    <bpmn:participant id="we" name="We" processRef="process">
      <bpmn:endPointRef>nowhere</bpmn:endPointRef>
    </bpmn:participant>
    <bpmn:participant id="they" name="They" />
    <bpmn:messageFlow id="talk" sourceRef="they" targetRef="start" />
    <bpmn:conversation id="conversation">
      <bpmn:messageFlowRef>talk</bpmn:messageFlowRef>
    </bpmn:conversation>
    <bpmn:participantAssociation id="association">
      <bpmn:innerParticipantRef>we</bpmn:innerParticipantRef>
      <bpmn:outerParticipantRef>they</bpmn:outerParticipantRef>
    </bpmn:participantAssociation>
  </bpmn:collaboration>
  <bpmn:globalScriptTask id="global" scriptLanguage="python">
    <bpmn:script>x &lt; 1 &amp;&amp; y</bpmn:script>
  </bpmn:globalScriptTask>
  <bpmn:process id="process" isClosed="false" isExecutable="true">
    <bpmn:extensionElements>
      <pipeline:sensitive variable="email" />
      <other:thing a="1" b="2" other:a="3">
        <other:part>text &amp; more</other:part>
      </other:thing>
    </bpmn:extensionElements>
    <bpmn:startEvent id="start" isInterrupting="true">
      <bpmn:outgoing>toTask</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:sequenceFlow id="toTask" sourceRef="start" targetRef="task" />
    <bpmn:serviceTask id="task" name="First&#10;second 😀&#13;" startQuantity="1" other:colour="red">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="work" />
      </bpmn:extensionElements>
      <bpmn:incoming>toTask</bpmn:incoming>
      <bpmn:multiInstanceLoopCharacteristics behavior="Complex">
        <bpmn:complexBehaviorDefinition>
          <bpmn:condition id="condition">=true</bpmn:condition>
          <bpmn:event id="event">
            <bpmn:signalEventDefinition id="signal" signalRef="missing" />
          </bpmn:event>
        </bpmn:complexBehaviorDefinition>
      </bpmn:multiInstanceLoopCharacteristics>
    </bpmn:serviceTask>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="process">
      <bpmndi:BPMNShape id="startShape" bpmnElement="start">
        <dc:Bounds x="10.5" y="20" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="edge" bpmnElement="gone">
        <di:waypoint x="1" y="2" />
        <di:waypoint x="3" y="4" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;

describe('writeDocument', () => {
  it('should write everything that it read', async () => {
    // given
    const { document } = await readDocument(xml);

    // when
    const written = await writeDocument(document!);

    // then
    expect(written).toBe(xml);
  });

  it('should leave the document as it was, with references that lead nowhere left out', async () => {
    // given
    const { document } = await readDocument(xml);
    const signal = document!.elementsById.get('signal')!;
    const we = document!.elementsById.get('we')!;

    // when
    await writeDocument(document!);

    // then
    expect(signal.signalRef).toBeUndefined();
    expect(we.endPointRef).toEqual([]);
    expect(await writeDocument(document!)).toBe(xml);
  });

  it('should write characters that were given by number, outside of CDATA only', async () => {
    // given
    const { document } = await readDocument(
      xml
        .replace('😀', '&#x1F600;')
        .replace('x &lt; 1 &amp;&amp; y', '<![CDATA[&#128512;]]>&#128512;'),
    );

    // when
    const written = await writeDocument(document!);

    // then
    expect(written).toContain('second 😀');
    expect(written).toContain('<bpmn:script>&amp;#128512;😀</bpmn:script>');
  });

  it('should write attributes however they were spaced and quoted', async () => {
    // given
    const { document, problems } = await readDocument(
      xml.replace('name="They"', `name =\n 'They "all"'`),
    );

    // when
    const written = await writeDocument(document!);

    // then
    expect(problems.map(({ rule }) => rule)).not.toContain('xml-syntax');
    expect(written).toContain('name="They &#34;all&#34;"');
  });
});
