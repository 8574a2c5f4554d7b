import { givenXml, type Scenario } from '../testing/scenario';
import { inARow, serviceTask } from '../testing/extensions';
import { left } from '../testing/left';
import { boundary } from '../testing/parts';
import { processXml } from '../testing/picture';

const jobOf = (story: Scenario) => story.wait('work', 'job');

describe('jobs', () => {
  describe('that report a BPMN error', () => {
    const caught = (code: string) =>
      processXml(
        `${inARow(serviceTask('work'))}<endEvent id="over" />${boundary(
          { id: 'caught', on: 'work', to: 'over' },
          '<errorEventDefinition id="d" errorRef="e" />',
        )}`,
        `<error id="e" errorCode="${code}" />`,
      );

    it('should go on where it is caught', async () => {
      // given
      const story = await givenXml(caught('EMPTY'));
      story.start();
      // when
      story.throwError('work', 'EMPTY', { left: 0 });
      // then
      expect(story.terminated).toEqual(['work']);
      expect(story.completed).toEqual(['start', 'caught', 'over', 'story']);
      expect(story.variables).toEqual({ left: 0 });
      expect(story.history).toContainEqual({
        type: 'errorThrown',
        elementId: 'work',
        code: 'EMPTY',
        caughtBy: 'caught',
      });
      expect(left(story)).toEqual([]);
    });

    it('should raise an incident that says why if it is not caught, and be tried again when that is resolved', async () => {
      // given
      const story = await givenXml(caught('EMPTY'));
      story.start();
      const { key: waitKey } = jobOf(story);
      // when
      story.send({
        type: 'throwError',
        waitKey,
        code: 'FULL',
        message: 'No room',
      });
      // then
      expect(story.waits).toEqual([]);
      expect(story.incidents).toMatchObject([
        {
          kind: 'errorUncaught',
          elementId: 'work',
          errorCode: 'FULL',
          message:
            'Expected a boundary event or event sub-process to catch error "FULL", but there is none: No room',
        },
      ]);
      // when
      story.resolve();
      // then
      expect(story.waits).toMatchObject([{ kind: 'job', retries: 3 }]);
      story.completeJob('work');
      expect(story.completed).toEqual(['start', 'work', 'end', 'story']);
      expect(left(story)).toEqual([]);
    });
  });

  describe('that report an escalation', () => {
    const escalating = (interrupts: boolean) =>
      processXml(
        `${inARow(serviceTask('work'))}<endEvent id="over" />${boundary(
          { id: 'caught', on: 'work', to: 'over', interrupts },
          '<escalationEventDefinition id="d" escalationRef="x" />',
        )}`,
        '<escalation id="x" escalationCode="HELP" />',
      );
    const escalate = (story: Scenario) => {
      const { key: waitKey } = jobOf(story);
      story.send({
        type: 'throwEscalation',
        waitKey,
        code: 'HELP',
        variables: { who: 'me' },
      });
    };

    it('should go on working if it is caught without interruption', async () => {
      // given
      const story = await givenXml(escalating(false));
      story.start();
      const { key } = jobOf(story);
      // when
      escalate(story);
      // then
      expect(jobOf(story).key).toBe(key);
      expect(story.completed).toEqual(['start', 'caught', 'over']);
      expect(story.variables).toEqual({ who: 'me' });
      // when
      story.completeJob('work');
      // then
      expect(story.state).toBe('completed');
    });

    it('should end if it is caught interrupting', async () => {
      // given
      const story = await givenXml(escalating(true));
      story.start();
      // when
      escalate(story);
      // then
      expect(story.terminated).toEqual(['work']);
      expect(story.completed).toEqual(['start', 'caught', 'over', 'story']);
      expect(left(story)).toEqual([]);
    });

    it('should go on working if it is not caught', async () => {
      // given
      const story = await givenXml(processXml(inARow(serviceTask('work'))));
      story.start();
      // when
      escalate(story);
      // then
      expect(story.waiting).toEqual(['work']);
      expect(story.incidents).toEqual([]);
      expect(story.history.at(-1)).toEqual({
        type: 'escalationThrown',
        elementId: 'work',
        code: 'HELP',
        variables: { who: 'me' },
      });
    });
  });
});
