import type { ElementBehaviour } from '../execution/element';
import { process } from './process/process';
import { task } from './task/task';
import { manualTask } from './manualTask/manualTask';
import { scriptTask } from './scriptTask/scriptTask';
import { serviceTask } from './serviceTask/serviceTask';
import { sendTask } from './sendTask/sendTask';
import { receiveTask } from './receiveTask/receiveTask';
import { userTask } from './userTask/userTask';
import { businessRuleTask } from './businessRuleTask/businessRuleTask';
import { callActivity } from './callActivity/callActivity';
import { subProcess } from './subProcess/subProcess';
import { transaction } from './transaction/transaction';
import { adHocSubProcess } from './adHocSubProcess/adHocSubProcess';
import { eventSubProcess } from './eventSubProcess/eventSubProcess';
import { exclusiveGateway } from './exclusiveGateway/exclusiveGateway';
import { parallelGateway } from './parallelGateway/parallelGateway';
import { inclusiveGateway } from './inclusiveGateway/inclusiveGateway';
import { complexGateway } from './complexGateway/complexGateway';
import { eventBasedGateway } from './eventBasedGateway/eventBasedGateway';
import { startEvent } from './startEvent/startEvent';
import { intermediateCatchEvent } from './intermediateCatchEvent/intermediateCatchEvent';
import { intermediateThrowEvent } from './intermediateThrowEvent/intermediateThrowEvent';
import { boundaryEvent } from './boundaryEvent/boundaryEvent';
import { endEvent } from './endEvent/endEvent';

/** Every element that is executed: one line each. */
export const elements: readonly ElementBehaviour[] = [
  process,
  task,
  manualTask,
  scriptTask,
  serviceTask,
  sendTask,
  receiveTask,
  userTask,
  businessRuleTask,
  callActivity,
  subProcess,
  transaction,
  adHocSubProcess,
  eventSubProcess,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  complexGateway,
  eventBasedGateway,
  startEvent,
  intermediateCatchEvent,
  intermediateThrowEvent,
  boundaryEvent,
  endEvent,
];

/** Elements by the name of their behaviour. */
export const elementsByType: ReadonlyMap<string, ElementBehaviour> = new Map(
  elements.map(element => [element.type, element]),
);
