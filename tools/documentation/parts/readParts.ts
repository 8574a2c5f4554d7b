import type { ModelPart } from './modelPart';

const BOUNDARY = `<boundaryEvent id="undo" attachedToRef="work"><compensateEventDefinition /></boundaryEvent>
  <task id="undone" isForCompensation="true" />`;

/**
 * What a process is made of besides elements and events. Each bracket changes what is compiled; the page is
 * not written if one does not.
 */
export const READ_PARTS: readonly ModelPart[] = [
  {
    title: 'Sequence flows',
    note: 'with their conditions, the default flow, and the order in which an element lists them',
    content: `<task id="first" /><task id="work" />
      [[<sequenceFlow id="flow" sourceRef="first" targetRef="work"><conditionExpression>=a</conditionExpression></sequenceFlow>]]`,
  },
  {
    title: 'Expressions',
    note: 'FEEL with a leading `=`, whatever language they name; text without it where a text, a number, `true` or `false` is wanted',
    content: `<task id="first" /><task id="work" /><sequenceFlow id="flow" sourceRef="first" targetRef="work">
      [[<conditionExpression xsi:type="tFormalExpression">=a</conditionExpression>]]</sequenceFlow>`,
  },
  {
    title: 'Multi-instance and standard loops',
    note: 'with the events that a multi-instance activity throws (`behavior`); `loopDataInputRef`, `inputDataItem` and their like name variables',
    content: `<task id="work">[[<multiInstanceLoopCharacteristics behavior="Complex"><loopCardinality>3</loopCardinality>
      <complexBehaviorDefinition id="complex"><condition>=a</condition>
        <event id="thrown"><signalEventDefinition id="signals" signalRef="signal" /></event></complexBehaviorDefinition>
      </multiInstanceLoopCharacteristics>]]</task>
      <task id="again">[[<standardLoopCharacteristics loopMaximum="3" />]]</task>`,
    around: '<signal id="signal" name="signal" />',
  },
  {
    title: 'Messages, signals, errors and escalations',
    note: 'their names and codes, by which they are caught',
    content: `<receiveTask id="work" [[messageRef="message"]] />
      <boundaryEvent id="failed" attachedToRef="work"><errorEventDefinition [[errorRef="error"]] /></boundaryEvent>
      <boundaryEvent id="raised" attachedToRef="work"><escalationEventDefinition [[escalationRef="escalation"]] /></boundaryEvent>
      <intermediateThrowEvent id="tells"><signalEventDefinition [[signalRef="signal"]] /></intermediateThrowEvent>`,
    around: `<message id="message" [[name="paid"]] /><signal id="signal" [[name="told"]] /><error id="error" [[errorCode="E"]] />
      <escalation id="escalation" [[escalationCode="E"]] />`,
  },
  {
    title: 'Lanes',
    note: 'a user task names those it is in, for whoever assigns it; they have no effect of their own',
    content: `[[<laneSet id="lanes"><lane id="lane" name="Sales"><flowNodeRef>work</flowNodeRef></lane></laneSet>]]
      <userTask id="work" />`,
  },
  {
    title:
      'Data objects, and properties of processes, sub-processes and activities',
    note: 'variables of their scope, `null` at first',
    content: `[[<property id="property" name="amount" />]]<task id="work" />[[<dataObject id="order" name="order" />]]`,
  },
  {
    title: 'Associations from a compensation event to an activity',
    note: 'the activity is the handler',
    content: `<task id="work" />${BOUNDARY}
      [[<association id="handler" associationDirection="One" sourceRef="undo" targetRef="undone" />]]`,
  },
  {
    title: 'Global tasks',
    note: 'a call activity calls them as it calls a process',
    content: '<callActivity id="work" calledElement="global" />',
    around: `[[<globalTask id="global" />]] [[<globalUserTask id="ask" />]] [[<globalManualTask id="do" />]]
      [[<globalScriptTask id="script" />]] [[<globalBusinessRuleTask id="decide" />]]`,
  },
];
