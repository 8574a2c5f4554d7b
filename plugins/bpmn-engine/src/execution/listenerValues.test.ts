import { parse } from '../parse';
import { element, inARow, serviceTask } from '../testing/extensions';
import { left } from '../testing/left';
import { complete, openTypes } from '../testing/openJobs';
import { processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

const listening = (...listeners: readonly string[]) =>
  processXml(
    inARow(
      serviceTask(
        'work',
        `<zeebe:executionListeners>${listeners
          .map(listener => `<zeebe:executionListener ${listener} />`)
          .join('')}</zeebe:executionListeners>`,
      ),
    ),
  );

const LOG = 'eventType="start" type="log"';

describe('values of listeners', () => {
  it.each([
    [
      'job type of start listener 1',
      listening('eventType="start" type="=value"'),
      'a text, but there is none. Set the variables that it reads',
    ],
    [
      'job type of end listener 1',
      listening(
        'eventType="end" type="=if value = null then &quot;a b&quot; else &quot;a&quot;"',
      ),
      'one that workers can ask for, but it has spaces or stars in it. Set the variables that it reads',
    ],
    [
      'job type of start listener 2',
      listening(LOG, 'eventType="start" type="=value"'),
      'a text, but there is none. Set the variables that it reads',
    ],
    [
      'job type of end listener 1',
      listening(LOG, 'eventType="end" type="=value"'),
      'a text, but there is none. Set the variables that it reads',
    ],
    [
      'number of retries of start listener 1',
      listening(`${LOG} retries="=if value = null then 0 else 2"`),
      'a whole number from 1 to 1000000, but it is less than 1. Correct the variables that it reads',
    ],
    [
      'number of retries of end listener 1',
      listening(
        'eventType="end" type="log" retries="=if value = null then 1.5 else 2"',
      ),
      'a whole number from 1 to 1000000, but it is a fraction. Correct the variables that it reads',
    ],
  ])(
    'should be named in the incident if they are of no use: %s',
    async (place, xml, expected) => {
      // given
      const story = await givenXml(xml);
      // when
      story.start({ value: null });
      while (story.incidents.length === 0) {
        complete(story, openTypes(story)[0]);
      }
      // then
      expect(story.incidents).toMatchObject([
        {
          kind: 'expressionFailed',
          elementId: 'work',
          message: `Expected ${place} of service task (work) to be ${expected}`,
        },
      ]);
      expect(story.waits).toEqual([]);
      // when
      story.resolve({ value: 'log' });
      while (story.waits.length > 0) {
        complete(story, openTypes(story)[0]);
      }
      // then
      expect(story.state).toBe('completed');
      expect(left(story)).toEqual([]);
    },
  );

  it('should be named in the incident of a user task that is to be created', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(
          element(
            ['userTask', 'ask'],
            [
              '<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="=null" /></zeebe:taskListeners>',
            ],
          ),
        ),
      ),
    );
    // when
    story.start();
    // then
    expect(story.incidents).toMatchObject([
      {
        elementId: 'ask',
        message: expect.stringContaining(
          'Expected job type of creating listener 1 of user task (ask) to be a text, but there is none',
        ),
      },
    ]);
    expect(story.waits).toEqual([]);
  });

  it.each(['0', '-1', '2.5'])(
    'should be an error of the model if the retries are %s',
    async retries => {
      // when
      const { problems, definitions } = await parse(
        listening(LOG, `${LOG} retries="${retries}"`),
      );
      // then
      expect(problems).toMatchObject([
        {
          rule: 'job-retries',
          severity: 'error',
          elementId: 'work',
          message: `Expected number of retries of start listener 2 of service task (work) to be a whole number from 1 to 1000000, but found ${retries}. Correct it, or leave it out: then there are 3`,
        },
      ]);
      expect(definitions).toEqual([]);
    },
  );
});
