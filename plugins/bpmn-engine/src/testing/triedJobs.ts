import type { JobWait } from '../state/state';
import { flow, path, processXml } from './picture';
import { givenAllXml, type Scenario } from './scenario';

const retry = (attributes = '') =>
  `<extensionElements><zeebe:taskDefinition type="work" retries="3"/>${attributes}</extensionElements>`;

/** A process of one job with three tries. */
export const work = (attributes = '', more = '') =>
  processXml(
    `<startEvent id="start"/><serviceTask id="work">${retry(
      attributes,
    )}</serviceTask><endEvent id="end"/>${path('start', 'work', 'end')}${more}`,
    '<error id="noStock" errorCode="noStock"/><escalation id="late" escalationCode="late"/>',
  );

/** A process that waits for everything at once. */
export const everyWait = processXml(
  `<startEvent id="start"/><parallelGateway id="fork"/>
   <serviceTask id="job">${retry()}</serviceTask>
   <userTask id="task"/>
   <callActivity id="call" calledElement="other"/>
   <receiveTask id="message" messageRef="paid"/>
   <intermediateCatchEvent id="timer"><timerEventDefinition><timeDuration xsi:type="bpmn:tFormalExpression">PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
   <intermediateCatchEvent id="signal"><signalEventDefinition signalRef="alarm"/></intermediateCatchEvent>
   <intermediateCatchEvent id="condition"><conditionalEventDefinition><condition xsi:type="bpmn:tFormalExpression">=amount &gt; 3</condition></conditionalEventDefinition></intermediateCatchEvent>
   ${flow('start', 'fork')}${[
    'job',
    'task',
    'call',
    'message',
    'timer',
    'signal',
    'condition',
  ]
    .map(id => flow('fork', id))
    .join('')}`,
  '<message id="paid" name="paid"/><signal id="alarm" name="alarm"/>',
);

const other = processXml(
  `<startEvent id="begin"/><userTask id="inside"/>${flow('begin', 'inside')}`,
).replace(/id="story"/, 'id="other"');

/** A story in which each kind of wait is open. */
export async function everyWaitStarted(): Promise<Scenario> {
  const story = await givenAllXml([everyWait, other]);
  return story.start({ amount: 1 });
}

/** The job of that process. */
export const job = (story: Scenario) => story.wait('work', 'job') as JobWait;
