import type { Command } from '../../command';
import { CATCHING, story } from '../../testing/eventPositions';
import { rejectionOf } from '../../testing/rejectionOf';
import type { Scenario } from '../../testing/scenario';
import type { TimerWait } from '../../state/state';

const MINUTE = 60_000;
const MORNING = Date.UTC(2026, 0, 5, 8);

const timer = (content: string) =>
  `<timerEventDefinition><extensionElements><pipeline:timer reevaluate="true" /></extensionElements>${content}</timerEventDefinition>`;

const waiting = (about: Scenario) => about.wait('on') as TimerWait;

/** What somebody sends who has seen when a timer is due. */
function firing(about: Scenario): Command {
  const { key: waitKey, dueAt } = waiting(about);
  return { type: 'fulfilWait', waitKey, dueAt };
}

async function reminding(): Promise<Scenario> {
  const about = await story(
    CATCHING['non-interrupting boundary event'](
      timer('<timeCycle>R3/PT10M</timeCycle>'),
    ),
    '',
    { now: MORNING },
  );
  return about.start();
}

async function pausing(): Promise<Scenario> {
  const about = await story(
    CATCHING['intermediate catch event'](
      timer('<timeDuration>=pause</timeDuration>'),
    ),
    '',
    { now: MORNING },
  );
  return about.start({ pause: 'PT10M' });
}

describe('firing a timer for the time that it was due at', () => {
  it('should count once for each of its times', async () => {
    // given
    const about = await reminding();
    const command = firing(about);
    about.host.now += 10 * MINUTE;
    // when
    about.send(command);
    // then
    expect(waiting(about)).toMatchObject({ fired: 1 });
    // when
    about.host.now += 10 * MINUTE;
    const rejection = rejectionOf(() => about.send(command));
    // then
    const { key: waitKey } = waiting(about);
    expect(rejection).toEqual({
      code: 'invalidState',
      message: `Expected wait ${waitKey} to be a timer that was due at ${
        MORNING + 10 * MINUTE
      }, but it is due at ${MORNING + 20 * MINUTE}`,
      parameters: { waitKey, dueAt: MORNING + 10 * MINUTE },
    });
    expect(waiting(about)).toMatchObject({ fired: 1 });
  });

  it('should be refused if it has been set to a later time', async () => {
    // given
    const about = await pausing();
    const command = firing(about);
    about.send({ type: 'setVariables', variables: { pause: 'PT1H' } });
    about.host.now += 10 * MINUTE;
    // when
    const rejection = rejectionOf(() => about.send(command));
    // then
    expect(rejection).toMatchObject({ code: 'invalidState' });
    expect(about.completed).toEqual(['start']);
  });

  it('should be refused before that time, wherever the clock has been meanwhile', async () => {
    // given
    const about = await pausing();
    const command = firing(about);
    about.host.now += 10 * MINUTE - 1;
    // when
    const rejection = rejectionOf(() => about.send(command));
    // then
    expect(rejection).toMatchObject({
      code: 'invalidState',
      message: expect.stringContaining(`it is ${MORNING + 10 * MINUTE - 1}`),
    });
    // when
    about.host.now += 1;
    about.send(command);
    // then
    expect(about.state).toBe('completed');
  });

  it('should be refused if it is no timer', async () => {
    // given
    const about = await reminding();
    const { key: waitKey } = about.wait('work');
    // when
    const rejection = rejectionOf(() =>
      about.send({ type: 'fulfilWait', waitKey, dueAt: MORNING }),
    );
    // then
    expect(rejection).toMatchObject({
      code: 'invalidState',
      message: expect.stringContaining('but it is none'),
    });
    expect(about.waiting).toContain('work');
  });

  it('should not count after a suspension in which it was set to a later time', async () => {
    // given
    const about = await pausing();
    const command = firing(about);
    about.host.now += 10 * MINUTE;
    // when
    about.send({ type: 'suspendInstance' });
    about.send({ type: 'setVariables', variables: { pause: 'PT1H' } });
    about.send(command);
    about.send({ type: 'resumeInstance' });
    // then
    expect(about.history).toContainEqual(
      expect.objectContaining({ type: 'commandDropped', command }),
    );
    expect(about.completed).toEqual(['start']);
    expect(waiting(about).dueAt).toBe(MORNING + 70 * MINUTE);
  });
});
