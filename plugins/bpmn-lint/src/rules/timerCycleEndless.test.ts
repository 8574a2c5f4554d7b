import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { timerCycleEndless } from './timerCycleEndless';

const timer = (cycle: string) =>
  `<timerEventDefinition><timeCycle>${cycle}</timeCycle></timerEventDefinition>`;
const boundary = (cycle: string, attributes = 'cancelActivity="false"') =>
  `<task id="task"/><boundaryEvent id="timer" attachedToRef="task" ${attributes}>${timer(
    cycle,
  )}</boundaryEvent>`;
const handler = (attributes: string) =>
  `<subProcess id="handler" triggeredByEvent="true"><startEvent id="timer" ${attributes}>${timer(
    'R/PT1H',
  )}</startEvent></subProcess>`;

describe('timer-cycle-endless', () => {
  it.each(
    casesOf({
      finds: {
        'an endless cycle': [boundary('R/PT1H'), 'timer'],
        'a cron': [boundary('0 9 * * 1-5'), 'timer'],
        'a cycle that says endless in another way': [
          boundary('R-1/PT1H'),
          'timer',
        ],
        'an endless cycle in an event sub-process': [
          handler('isInterrupting="false"'),
          'timer',
        ],
      },
      accepts: {
        'a number of times': boundary('R3/P1D'),
        'FEEL, which is known at run time': boundary('=reminders'),
        'a cycle that interrupts, which parsing looks at': boundary(
          'R/PT1H',
          '',
        ),
        'an event sub-process that interrupts': handler(''),
        'a schedule of the process': `<startEvent id="timer">${timer(
          'R/P1D',
        )}</startEvent>`,
        'a duration':
          '<task id="task"/><boundaryEvent id="timer" attachedToRef="task" cancelActivity="false"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>',
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(timerCycleEndless, picture)).toEqual(elementIds);
  });
});
