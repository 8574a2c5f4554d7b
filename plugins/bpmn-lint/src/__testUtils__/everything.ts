import { bpmn, extensions, flows } from './picture';

const timer =
  '<timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition>';
const message = '<messageEventDefinition messageRef="paid"/>';
const error = '<errorEventDefinition errorRef="refused"/>';

/** A document that breaks every rule, and has everything in it that a rule looks at. */
export const everything = bpmn({
  attributes: 'isExecutable="true"',
  root: `<message id="paid" name="paid"/><error id="refused" errorCode="REFUSED"/>`,
  process: `
    ${extensions('<pipeline:sensitive variable="salary"/>')}
    <laneSet id="lanes"><lane id="lane"><flowNodeRef>approve</flowNodeRef></lane></laneSet>
    <startEvent id="start">${extensions(
      '<pipeline:accepts from="risk"/>',
    )}${message}</startEvent>
    <userTask id="approve" name="Approve"/>
    <boundaryEvent id="remind" attachedToRef="approve" cancelActivity="false">${timer}</boundaryEvent>
    <userTask id="check" name="Check">${extensions(
      '<zeebe:assignmentDefinition assignee="user:default/anna" candidateGroups="manager of website:default/x"/><zeebe:taskListeners><zeebe:taskListener eventType="creating" type="x"/></zeebe:taskListeners><zeebe:taskSchedule dueDate="P1D"/><zeebe:formDefinition formId="f"/>',
    )}</userTask>
    <userTask id="wait" name="Wait"/>
    <exclusiveGateway id="choice"/>
    <parallelGateway id="join"/>
    <parallelGateway id="split"/>
    <exclusiveGateway id="meet"/>
    <serviceTask id="call">${extensions(
      '<zeebe:taskDefinition type="http:request"/><zeebe:ioMapping><zeebe:input source="http://example.com" target="url"/><zeebe:input source="hunter22" target="password"/><zeebe:output source="=x" target="click-rate"/></zeebe:ioMapping><zeebe:taskHeaders><zeebe:header key="a" value="b"/></zeebe:taskHeaders><zeebe:properties><zeebe:property name="a" value="b"/></zeebe:properties>',
    )}</serviceTask>
    <sendTask id="mail">${extensions(
      '<zeebe:taskDefinition type="mail:send"/><zeebe:ioMapping><zeebe:input source="=salary" target="body"/></zeebe:ioMapping>',
    )}</sendTask>
    <scriptTask id="score" scriptFormat="python">${extensions(
      '<pipeline:script><pipeline:input name="x y"/><pipeline:output name="z"/></pipeline:script>',
    )}<script>x = 1</script></scriptTask>
    <callActivity id="other"><multiInstanceLoopCharacteristics>${extensions(
      '<zeebe:loopCharacteristics inputCollection="=xs" inputElement="x-y"/>',
    )}</multiInstanceLoopCharacteristics></callActivity>
    <receiveTask id="receive" messageRef="paid"/>
    <intermediateThrowEvent id="out"><linkEventDefinition name="on"/></intermediateThrowEvent>
    <intermediateCatchEvent id="in"><linkEventDefinition name="on"/></intermediateCatchEvent>
    <subProcess id="inner"><startEvent id="innerStart"/><endEvent id="failed">${error}</endEvent>${flows(
    'innerStart',
    'failed',
  )}</subProcess>
    <subProcess id="handler" triggeredByEvent="true"><startEvent id="trigger" isInterrupting="false">${message}</startEvent></subProcess>
    <adHocSubProcess id="any"><task id="loose"/></adHocSubProcess>
    <endEvent id="end"/>
    ${flows('start', 'approve', 'choice', 'call', 'join', 'split', 'mail')}
    ${flows('choice', 'score', 'join')}${flows('remind', 'check')}
    ${flows('mail', 'meet', 'other', 'receive', 'out')}
    ${flows('split', 'wait', 'meet')}${flows('in', 'inner', 'any', 'end')}
    <sequenceFlow id="loop" sourceRef="in" targetRef="split"><conditionExpression>=a</conditionExpression></sequenceFlow>
    <exclusiveGateway id="cases"/>
    <sequenceFlow id="red" sourceRef="cases" targetRef="end"><conditionExpression>=red</conditionExpression></sequenceFlow>
    <sequenceFlow id="blue" sourceRef="cases" targetRef="end"><conditionExpression>=blue</conditionExpression></sequenceFlow>`,
});
