import { model } from '../__testUtils__/models';
import { compareModels } from './compareModels';

const process = (content: string, more = '') =>
  model(`<process id="p" isExecutable="true">${content}</process>`, more);

const FLOWS =
  '<sequenceFlow id="f1" sourceRef="start" targetRef="work" /><sequenceFlow id="f2" sourceRef="work" targetRef="end" />';
const ENDS = '<startEvent id="start" /><endEvent id="end" />';
const script = (text: string) =>
  `<scriptTask id="work" name="Work" scriptFormat="python"><script>${text}</script></scriptTask>`;

const elementsOf = async (before: string, after: string) => {
  const compared = await compareModels([{ resource: 'a.bpmn', before, after }]);
  expect(compared.problems).toEqual([]);
  return compared.elements;
};

describe('compareModels', () => {
  it('should find nothing where nothing has changed but the drawing', async () => {
    // given
    const drawn = (x: number) =>
      process(ENDS).replace(
        '</definitions>',
        `<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="d"><bpmndi:BPMNPlane id="plane" bpmnElement="p"><bpmndi:BPMNShape id="shape" bpmnElement="start"><dc:Bounds x="${x}" y="1" width="36" height="36" /></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`,
      );
    // then
    expect(await elementsOf(drawn(1), drawn(2))).toEqual([]);
  });

  it('should name what was added and removed, and not what it is joined to', async () => {
    // given
    const before = process(`${ENDS}${script('a')}${FLOWS}`);
    const after = process(
      `${ENDS}<userTask id="ask" name="Ask" /><sequenceFlow id="f3" sourceRef="start" targetRef="ask" />`,
    );
    // then
    expect(await elementsOf(before, after)).toEqual([
      {
        resource: 'a.bpmn',
        id: 'ask',
        type: 'bpmn:UserTask',
        name: 'Ask',
        change: 'added',
      },
      {
        resource: 'a.bpmn',
        id: 'f3',
        type: 'bpmn:SequenceFlow',
        change: 'added',
      },
      expect.objectContaining({ id: 'work', change: 'removed', name: 'Work' }),
      expect.objectContaining({ id: 'f1', change: 'removed' }),
      expect.objectContaining({ id: 'f2', change: 'removed' }),
    ]);
  });

  it.each<[string, readonly [string, string], object[]]>([
    [
      'a script',
      [script('a = 1'), script('a = 2')],
      [{ path: ['script'], before: 'a = 1', after: 'a = 2' }],
    ],
    [
      'a name that is gone',
      ['<task id="work" name="A" />', '<task id="work" />'],
      [{ path: ['name'], before: 'A' }],
    ],
    [
      'the type',
      ['<task id="work" />', '<userTask id="work" />'],
      [{ path: ['type'], before: 'bpmn:Task', after: 'bpmn:UserTask' }],
    ],
    [
      'an extension',
      [
        '<serviceTask id="work"><extensionElements><zeebe:taskDefinition type="a" /></extensionElements></serviceTask>',
        '<serviceTask id="work"><extensionElements><zeebe:taskDefinition type="b" /></extensionElements></serviceTask>',
      ],
      [
        {
          path: ['extensionElements', 'values', 0, 'type'],
          before: 'a',
          after: 'b',
        },
      ],
    ],
    [
      'an event definition, whatever its id',
      [
        '<intermediateCatchEvent id="work"><timerEventDefinition id="t1"><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>',
        '<intermediateCatchEvent id="work"><timerEventDefinition id="t2"><timeDuration>PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>',
      ],
      [
        {
          path: ['eventDefinitions', 0, 'timeDuration', 'body'],
          before: 'PT1H',
          after: 'PT2H',
        },
      ],
    ],
    [
      'what it is in',
      [
        '<subProcess id="sub" /><task id="work" />',
        '<subProcess id="sub"><task id="work" /></subProcess>',
      ],
      [{ path: ['parent'], before: 'p', after: 'sub' }],
    ],
  ])(
    'should say what has changed: %s',
    async (_, [before, after], properties) => {
      const elements = await elementsOf(process(before), process(after));
      expect(elements).toEqual([
        expect.objectContaining({ id: 'work', change: 'changed', properties }),
      ]);
    },
  );

  it('should say what has changed of a sequence flow', async () => {
    // given
    const flow = (target: string, condition: string) =>
      process(
        `${ENDS}<task id="work" /><sequenceFlow id="f1" sourceRef="start" targetRef="${target}"><conditionExpression>${condition}</conditionExpression></sequenceFlow>`,
      );
    // then
    expect(
      await elementsOf(flow('work', '=a'), flow('end', '=b')),
    ).toMatchObject([
      {
        id: 'f1',
        properties: [
          { path: ['conditionExpression', 'body'], before: '=a', after: '=b' },
          { path: ['targetRef'], before: 'work', after: 'end' },
        ],
      },
    ]);
  });

  it('should name messages and others that are not drawn', async () => {
    const message = (name: string) =>
      process(ENDS, `<message id="m" name="${name}" />`);
    expect(await elementsOf(message('a'), message('b'))).toMatchObject([
      { id: 'm', type: 'bpmn:Message', name: 'b', change: 'changed' },
    ]);
  });

  it('should take all of a model for new that was not there before', async () => {
    // when
    const { elements } = await compareModels([
      { resource: 'new.bpmn', after: process(ENDS) },
      { resource: 'old.bpmn', before: process(ENDS) },
    ]);
    // then
    expect(
      elements.map(({ resource, change, id }) => [resource, change, id]),
    ).toEqual([
      ['new.bpmn', 'added', 'p'],
      ['new.bpmn', 'added', 'start'],
      ['new.bpmn', 'added', 'end'],
      ['old.bpmn', 'removed', 'p'],
      ['old.bpmn', 'removed', 'start'],
      ['old.bpmn', 'removed', 'end'],
    ]);
  });

  it('should say why it cannot compare', async () => {
    // when
    const compared = await compareModels([
      { resource: 'a.bpmn', before: process(ENDS), after: '<no' },
    ]);
    // then
    expect(compared).toMatchObject({
      elements: [],
      problems: [{ resource: 'a.bpmn', severity: 'error' }],
    });
  });
});
