import { migrate } from './migration';
import { flow, path, processXml } from './picture';
import { rejectionOf } from './rejectionOf';
import type { Scenario } from './scenario';

const AROUND =
  '<message id="ask" name="ask"/><message id="stop" name="stop"/><error id="fire" errorCode="fire"/>';

export const xml = (content: string) => processXml(content, AROUND);
export const task = (id: string) => `<userTask id="${id}"/>`;
export const job = (id: string) =>
  `<serviceTask id="${id}"><extensionElements><zeebe:taskDefinition type="work"/></extensionElements></serviceTask>`;
export const onMessage = (id: string, message: string, interrupting = false) =>
  `<startEvent id="${id}" isInterrupting="${interrupting}"><messageEventDefinition messageRef="${message}"/></startEvent>`;
export const boundary = (
  [id, host]: readonly [string, string],
  event: string,
  interrupting = true,
) =>
  `<boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${interrupting}">${event}</boundaryEvent>${task(
    `after_${id}`,
  )}${flow(id, `after_${id}`)}`;
export const messageEvent = (message: string) =>
  `<messageEventDefinition messageRef="${message}"/>`;
export const timerEvent = (duration: string) =>
  `<timerEventDefinition><timeDuration xsi:type="bpmn:tFormalExpression">${duration}</timeDuration></timerEventDefinition>`;
export const conditionEvent = (condition: string) =>
  `<conditionalEventDefinition><condition xsi:type="bpmn:tFormalExpression">${condition}</condition></conditionalEventDefinition>`;

export const keyOf = (story: Scenario, elementId: string) =>
  Array.from(story.instance.rows.elements.values()).find(
    element => element.elementId === elementId,
  )!.key;

export async function refusalOf(story: Scenario, target: string, mapping = {}) {
  try {
    await migrate(story, target, mapping);
    return undefined;
  } catch (error) {
    return rejectionOf(() => {
      throw error;
    });
  }
}

export const line = (id: string, more = '') =>
  xml(
    `<startEvent id="start"/>${task(id)}<endEvent id="end"/>${path(
      'start',
      id,
      'end',
    )}${more}`,
  );

export const nested = (outer: string, inner: string, content = '') =>
  xml(
    `<startEvent id="start"/><subProcess id="${outer}"><startEvent id="begin"/>${task(
      inner,
    )}${flow('begin', inner)}${content}</subProcess>${flow('start', outer)}`,
  );

export const either = (ids: readonly string[], gateway = 'either') =>
  xml(
    `<startEvent id="start"/><eventBasedGateway id="${gateway}"/>${flow(
      'start',
      gateway,
    )}${ids
      .map(
        id =>
          `<intermediateCatchEvent id="${id}">${messageEvent(
            id === 'asked' ? 'ask' : 'stop',
          )}</intermediateCatchEvent>${task(`after_${id}`)}${path(
            gateway,
            id,
            `after_${id}`,
          )}`,
      )
      .join('')}`,
  );

export const undoable = (...ids: readonly string[]) =>
  xml(
    `<startEvent id="start"/>${ids
      .map(
        id =>
          `${task(
            id,
          )}<boundaryEvent id="on_${id}" attachedToRef="${id}"><compensateEventDefinition/></boundaryEvent><userTask id="undo_${id}" isForCompensation="true"/><association id="to_${id}" sourceRef="on_${id}" targetRef="undo_${id}" associationDirection="One"/>`,
      )
      .join('')}${task(
      'check',
    )}<endEvent id="undoAll"><compensateEventDefinition/></endEvent>${path(
      'start',
      ...ids,
      'check',
      'undoAll',
    )}`,
  );
