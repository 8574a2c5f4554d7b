import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { extensions } from '../__testUtils__/picture';
import { userTaskDeadline } from './userTaskDeadline';

const timer =
  '<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>';
const boundary = (activity: string, content = timer) =>
  `<boundaryEvent id="event" attachedToRef="${activity}" cancelActivity="false">${content}</boundaryEvent>`;
const eventSubProcess = (content: string) =>
  `<subProcess id="handler" triggeredByEvent="true"><startEvent id="trigger">${content}</startEvent></subProcess>`;

describe('user-task-deadline', () => {
  it.each(
    casesOf({
      finds: {
        'a task that can wait for ever': [
          '<userTask id="approve"/>',
          'approve',
        ],
        'another event on the task': [
          `<userTask id="approve"/>${boundary(
            'approve',
            '<messageEventDefinition/>',
          )}`,
          'approve',
        ],
        'a timer on another task': [
          `<userTask id="approve"/><task id="other"/>${boundary('other')}`,
          'approve',
        ],
        'an event sub-process for something else': [
          `<userTask id="approve"/>${eventSubProcess(
            '<errorEventDefinition/>',
          )}`,
          'approve',
        ],
        'an empty due date': [
          `<userTask id="approve">${extensions(
            '<zeebe:taskSchedule dueDate="" followUpDate="P1D"/>',
          )}</userTask>`,
          'approve',
        ],
      },
      accepts: {
        'a due date': `<userTask id="approve">${extensions(
          '<zeebe:taskSchedule dueDate="=deadline"/>',
        )}</userTask>`,
        'a timer on the task': `<userTask id="approve"/>${boundary('approve')}`,
        'a timer on the sub-process around it': `<subProcess id="inner"><userTask id="approve"/></subProcess>${boundary(
          'inner',
        )}`,
        'a timer that starts an event sub-process': `<subProcess id="inner"><userTask id="approve"/></subProcess>${eventSubProcess(
          timer,
        )}`,
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(userTaskDeadline, picture)).toEqual(elementIds);
  });
});
