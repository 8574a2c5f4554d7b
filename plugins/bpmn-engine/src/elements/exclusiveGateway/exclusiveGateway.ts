import { defineElement } from '../../execution/element';

/** Takes the first flow whose condition is true, else the default one (BPMN 2.0.2 13.4.2). */
export const exclusiveGateway = defineElement<undefined>({
  type: 'exclusiveGateway',
  title: 'Exclusive gateway',
  matches: ({ $type }) => $type === 'bpmn:ExclusiveGateway',
  compile: () => undefined,
  enter: visit => visit.complete(),
  choosesFlows: true,
  chooseFlows: visit => visit.selectFlows('first'),
});
