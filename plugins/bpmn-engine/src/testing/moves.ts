import type { MoveInstance } from '../command';
import { flow, path, processXml } from './picture';
import type { Scenario } from './scenario';

export const task = (id: string) => `<userTask id="${id}"/>`;

export const line = processXml(
  `<startEvent id="start"/>${task('a')}${task('b')}${task(
    'c',
  )}<endEvent id="end"/>${path(
    'start',
    'a',
    'b',
    'c',
    'end',
  )}<boundaryEvent id="bored" attachedToRef="a"><timerEventDefinition><timeDuration xsi:type="bpmn:tFormalExpression">PT1H</timeDuration></timerEventDefinition></boundaryEvent>`,
);

export const sub = (id: string, content: string, loop = '') =>
  `<subProcess id="${id}">${loop}${content}</subProcess>`;

export const nested = processXml(
  `<startEvent id="start"/>${task('before')}
   ${sub(
     'outer',
     `<startEvent id="outerStart"/>${sub(
       'inner',
       `<startEvent id="innerStart"/>${task('x')}${task('y')}${path(
         'innerStart',
         'x',
         'y',
       )}`,
     )}${flow('outerStart', 'inner')}
      <subProcess id="listener" triggeredByEvent="true"><startEvent id="asked" isInterrupting="false"><messageEventDefinition messageRef="ask"/></startEvent>${task(
        'answer',
      )}${flow('asked', 'answer')}</subProcess>`,
   )}
   ${task('after')}<endEvent id="end"/>${path(
    'start',
    'before',
    'outer',
    'after',
    'end',
  )}
   <boundaryEvent id="slow" attachedToRef="outer"><timerEventDefinition><timeDuration xsi:type="bpmn:tFormalExpression">PT1H</timeDuration></timerEventDefinition></boundaryEvent>`,
  '<message id="ask" name="ask"/>',
);

export const instances = (story: Scenario, elementId: string) =>
  Array.from(story.instance.rows.elements.values()).filter(
    element => element.elementId === elementId,
  );

export const keyOf = (story: Scenario, elementId: string) =>
  instances(story, elementId)[0].key;

export const move = (
  story: Scenario,
  terminate: readonly string[],
  activate: MoveInstance['activate'],
) =>
  story.send({
    type: 'moveInstance',
    terminate: terminate.map(id => keyOf(story, id)),
    activate,
  });

export const joined = processXml(
  `<startEvent id="start"/><parallelGateway id="fork"/>${task('a')}${task(
    'b',
  )}<parallelGateway id="join"/>${task('c')}<endEvent id="end"/>${path(
    'start',
    'fork',
    'a',
    'join',
    'c',
    'end',
  )}${path('fork', 'b', 'join')}`,
);

export const repeated = (loop: string) =>
  processXml(
    `<startEvent id="start"/>${sub(
      'each',
      `<startEvent id="begin"/>${task('x')}${task('y')}${path(
        'begin',
        'x',
        'y',
      )}`,
      loop,
    )}${task('after')}${path('start', 'each', 'after')}`,
  );
export const twice =
  '<multiInstanceLoopCharacteristics><loopCardinality xsi:type="bpmn:tFormalExpression">2</loopCardinality></multiInstanceLoopCharacteristics>';
