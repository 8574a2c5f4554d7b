const NAMESPACES = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI"',
  'xmlns:pipeline="https://bpmn-pipelines.dev/schema/1.0"',
].join(' ');

const bounds = (id: string, at: string) =>
  `<bpmndi:BPMNShape id="${id}-shape" bpmnElement="${id}"><dc:Bounds ${at} /></bpmndi:BPMNShape>`;
const line = (id: string, from: number, to: number) =>
  `<bpmndi:BPMNEdge id="${id}-edge" bpmnElement="${id}"><di:waypoint x="${from}" y="120" /><di:waypoint x="${to}" y="120" /></bpmndi:BPMNEdge>`;

/** A model, drawn, of nothing but a script in Python; what fails is tried again at once. */
export const scriptModel = ({
  id,
  name,
  task,
  script,
}: {
  readonly id: string;
  readonly name: string;
  /** Name of the script task. */
  readonly task: string;
  readonly script: string;
}) => `<definitions ${NAMESPACES} id="definitions" targetNamespace="https://example.org">
  <process id="${id}" name="${name}" isExecutable="true">
    <startEvent id="start" />
    <sequenceFlow id="in" sourceRef="start" targetRef="script" />
    <scriptTask id="script" name="${task}" scriptFormat="python">
      <extensionElements><pipeline:retry delay="PT1S" maximum="PT1S" /></extensionElements>
      <script><![CDATA[${script}]]></script>
    </scriptTask>
    <sequenceFlow id="out" sourceRef="script" targetRef="end" />
    <endEvent id="end" />
  </process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="${id}">
    ${bounds('start', 'x="150" y="102" width="36" height="36"')}
    ${bounds('script', 'x="240" y="80" width="100" height="80"')}
    ${bounds('end', 'x="400" y="102" width="36" height="36"')}
    ${line('in', 186, 240)}
    ${line('out', 340, 400)}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>`;
