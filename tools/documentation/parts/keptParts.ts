import type { ModelPart } from './modelPart';

const WORK = '<userTask id="work" />';

/**
 * What is read, checked and written back, and has no effect on execution. Each leaves what is compiled as it is, and nothing of it is
 * lost; the page is not written if that is wrong.
 */
export const KEPT_PARTS: readonly ModelPart[] = [
  {
    title: 'Processes that are not executable',
    note: 'drawn only; problems in them are warnings',
    content: WORK,
    around: '[[<process id="drawn"><task id="drawnOnly" /></process>]]',
  },
  {
    title: 'Collaborations: participants (pools) and message flows',
    note: 'each executable process of a document is a definition of its own; messages go by name and correlation key',
    content: WORK,
    around: `[[<collaboration id="collaboration">
      <participant id="us" name="Us" processRef="process" />
      <participant id="they" name="They"><participantMultiplicity minimum="1" maximum="2" /></participant>
      <messageFlow id="messageFlow" sourceRef="work" targetRef="they" />
      <messageFlowAssociation id="flowPair" innerMessageFlowRef="messageFlow" outerMessageFlowRef="messageFlow" />
      <participantAssociation id="pair"><innerParticipantRef>us</innerParticipantRef>
        <outerParticipantRef>they</outerParticipantRef></participantAssociation>
      </collaboration>]]`,
  },
  {
    title: 'Conversations',
    note: 'drawn only',
    content: WORK,
    around: `[[<collaboration id="talks"><participant id="one" /><participant id="two" />
      <conversation id="talk"><participantRef>one</participantRef><participantRef>two</participantRef></conversation>
      <callConversation id="called"><participantRef>one</participantRef><participantRef>two</participantRef></callConversation>
      <subConversation id="sub"><participantRef>one</participantRef><participantRef>two</participantRef></subConversation>
      <conversationAssociation id="talkPair" innerConversationNodeRef="talk" outerConversationNodeRef="called" />
      <conversationLink id="link" sourceRef="one" targetRef="talk" /></collaboration>
      <globalConversation id="globalTalk" />]]`,
  },
  {
    title: 'Choreographies beside a process',
    note: 'drawn only; inside a process their activities are rejected',
    content: WORK,
    around: `[[<choreography id="choreography"><participant id="a" /><participant id="b" />
      <choreographyTask id="exchange" initiatingParticipantRef="a"><participantRef>a</participantRef>
        <participantRef>b</participantRef></choreographyTask></choreography>
      <globalChoreographyTask id="globalExchange" initiatingParticipantRef="a" />]]`,
  },
  {
    title:
      'Text annotations, groups with their categories, and all other associations',
    note: 'drawn only',
    content: `${WORK}[[<textAnnotation id="note"><text>Why</text></textAnnotation><group id="group" categoryValueRef="value" />
      <association id="about" sourceRef="work" targetRef="note" />]]`,
    around:
      '[[<category id="category" name="Risk"><categoryValue id="value" value="high" /></category>]]',
  },
  {
    title: 'Data stores, and references to data stores and data objects',
    note: 'drawn only, with their states; a variable is reached by its name',
    content: `${WORK}<dataObject id="order" name="order" />
      [[<dataObjectReference id="orderSeen" dataObjectRef="order"><dataState id="state" name="paid" /></dataObjectReference>
      <dataStoreReference id="storeSeen" dataStoreRef="store" />]]`,
    around: '[[<dataStore id="store" name="Orders" capacity="10" />]]',
  },
  {
    title: 'Inputs, outputs and data associations',
    note: 'use `zeebe:ioMapping`; only a multi-instance loop reads the names of its own',
    content: `[[<ioSpecification id="all"><dataInput id="given" name="given" /><dataOutput id="got" name="got" />
      <inputSet id="allIn"><dataInputRefs>given</dataInputRefs></inputSet><outputSet id="allOut"><dataOutputRefs>got</dataOutputRefs></outputSet>
      </ioSpecification><ioBinding operationRef="operation" inputDataRef="allIn" outputDataRef="allOut" />]]
      <dataObject id="order" name="order" /><userTask id="work">[[<ioSpecification id="io"><dataInput id="in" name="in" />
      <dataOutput id="out" name="out" /><inputSet id="ins"><dataInputRefs>in</dataInputRefs></inputSet>
      <outputSet id="outs"><dataOutputRefs>out</dataOutputRefs></outputSet></ioSpecification>
      <dataInputAssociation id="reads"><sourceRef>order</sourceRef><targetRef>in</targetRef>
        <assignment id="assign"><from>=order</from><to>in</to></assignment></dataInputAssociation>
      <dataOutputAssociation id="writes"><sourceRef>out</sourceRef><targetRef>order</targetRef></dataOutputAssociation>]]</userTask>`,
    around: `[[<message id="question" name="question" /><interface id="interface" name="Shop">
      <operation id="operation" name="ask"><inMessageRef>question</inMessageRef></operation></interface>]]`,
  },
  {
    title: 'Item definitions, imports and declared extensions',
    note: 'variables are JSON of any shape',
    content: `<dataObject id="order" name="order" [[itemSubjectRef="item" isCollection="true"]] />${WORK}`,
    around: `[[<extension mustUnderstand="false" definition="other:form" /><import importType="http://www.w3.org/2001/XMLSchema" location="order.xsd" namespace="https://example.org/order" />
      <itemDefinition id="item" structureRef="order" />]]`,
  },
  {
    title:
      'Resources and their roles: performers, human performers, potential owners',
    note: 'use `zeebe:assignmentDefinition`',
    content: `<userTask id="work">[[<resourceRole id="role"><resourceRef>people</resourceRef>
        <resourceParameterBinding id="binding" parameterRef="parameter"><expression>="x"</expression></resourceParameterBinding></resourceRole>
      <performer id="performer"><resourceRef>people</resourceRef></performer>
      <humanPerformer id="human"><resourceRef>people</resourceRef></humanPerformer>
      <potentialOwner id="owner"><resourceAssignmentExpression id="who"><expression>="x"</expression></resourceAssignmentExpression></potentialOwner>]]</userTask>`,
    around:
      '[[<resource id="people" name="People"><resourceParameter id="parameter" name="name" /></resource>]]',
  },
  {
    title: 'Interfaces, operations, end points, partners',
    note: 'use `zeebe:taskDefinition`',
    content:
      '<serviceTask id="work" [[implementation="##WebService" operationRef="operation"]] />',
    around: `[[<message id="question" name="question" /><interface id="interface" name="Shop">
      <operation id="operation" name="ask"><inMessageRef>question</inMessageRef></operation></interface>
      <endPoint id="endPoint" /><partnerEntity id="partner" name="Ada" /><partnerRole id="role" name="Buyer" />]]`,
  },
  {
    title: 'Correlation keys, properties and subscriptions',
    note: 'use `zeebe:subscription` on the message',
    content: `[[<correlationSubscription id="subscription" correlationKeyRef="key">
      <correlationPropertyBinding id="bound" correlationPropertyRef="property"><dataPath>=order.id</dataPath></correlationPropertyBinding>
      </correlationSubscription>]]${WORK}`,
    around: `<message id="paid" name="paid" />[[<correlationProperty id="property" name="order">
      <correlationPropertyRetrievalExpression id="found" messageRef="paid"><messagePath>=id</messagePath>
      </correlationPropertyRetrievalExpression></correlationProperty>
      <collaboration id="correlated"><correlationKey id="key"><correlationPropertyRef>property</correlationPropertyRef>
      </correlationKey></collaboration>]]`,
  },
  {
    title: 'Documentation, auditing, monitoring, renderings, relationships',
    note: 'for people and other tools',
    content: `[[<auditing id="auditing" /><monitoring id="monitoring" />]]<userTask id="work">
      [[<documentation>How</documentation><rendering id="rendering" />]]</userTask>`,
    around:
      '[[<relationship id="relationship" type="derived"><source>process</source><target>process</target></relationship>]]',
  },
  {
    title: 'Diagrams',
    note: 'shapes, edges, labels and colours are drawn',
    content: WORK,
    around: `[[<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="process">
      <bpmndi:BPMNShape id="shape" bpmnElement="work"><dc:Bounds x="1" y="2" width="100" height="80" /></bpmndi:BPMNShape>
      </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>]]`,
  },
  {
    title: 'Extension elements and attributes of other namespaces',
    note: 'for other tools; other engines’ job types, forms and listeners do nothing here',
    content: `<userTask id="work" [[other:colour="red"]]>
      [[<extensionElements><other:form key="a"><other:field>b</other:field></other:form></extensionElements>]]</userTask>`,
  },
  {
    title:
      'Attributes such as `implementation`, `gatewayDirection`, `isImmediate`, and `method` of a transaction',
    note: 'what executes a task is told by its job type; gateways go by their flows',
    content: `<userTask id="work" [[implementation="##unspecified"]] /><exclusiveGateway id="choice" [[gatewayDirection="Diverging"]] />
      <transaction id="all" [[method="##Store"]]><task id="inside" /></transaction><task id="one" /><task id="two" />
      <sequenceFlow id="in" sourceRef="work" targetRef="choice" [[isImmediate="true"]] />
      <sequenceFlow id="first" sourceRef="choice" targetRef="one"><conditionExpression xsi:type="tFormalExpression" [[language="https://example.org/other"]]>=a</conditionExpression></sequenceFlow>
      <sequenceFlow id="second" sourceRef="choice" targetRef="two"><conditionExpression>=b</conditionExpression></sequenceFlow>`,
  },
];
