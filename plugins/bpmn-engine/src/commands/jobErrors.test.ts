import { flow } from '../testing/picture';
import { givenXml } from '../testing/scenario';
import { everyWaitStarted, job, work } from '../testing/triedJobs';

const onWork = (type: string, ref: string, interrupting = true) =>
  `<boundaryEvent id="caught" attachedToRef="work" cancelActivity="${interrupting}"><${type}EventDefinition ${type}Ref="${ref}"/></boundaryEvent><userTask id="help"/>${flow(
    'caught',
    'help',
  )}`;

describe('throwing from a job', () => {
  it('should take a BPMN error to the event that catches it, with the variables', async () => {
    // given
    const story = (
      await givenXml(work('', onWork('error', 'noStock')))
    ).start();
    const { key: waitKey } = job(story);
    // when
    story.throwError('work', 'noStock', { missing: 4 });
    // then
    expect(story.terminated).toEqual(['work']);
    expect(story.waiting).toEqual(['help']);
    expect(story.variables).toEqual({ missing: 4 });
    expect(story.history).toContainEqual(
      expect.objectContaining({
        type: 'waitClosed',
        waitKey,
        reason: 'failed',
      }),
    );
    expect(story.history).toContainEqual({
      type: 'errorThrown',
      elementId: 'work',
      code: 'noStock',
      caughtBy: 'caught',
    });
  });

  it('should raise an incident with the message if nobody catches the error, and offer the job again when it is resolved', async () => {
    // given
    const story = (
      await givenXml(work('', onWork('error', 'noStock')))
    ).start();
    const { key: waitKey } = job(story);
    // when
    story.send({
      type: 'throwError',
      waitKey,
      code: 'fire',
      message: 'It burns',
    });
    // then
    expect(story.waits).toEqual([]);
    expect(story.incidents).toMatchObject([
      {
        kind: 'errorUncaught',
        elementId: 'work',
        errorCode: 'fire',
        message:
          'Expected a boundary event or event sub-process to catch error "fire", but there is none: It burns',
      },
    ]);
    // when
    story.resolve();
    // then
    expect(job(story)).toMatchObject({ type: 'work', retries: 3 });
    // when
    story.completeJob('work');
    // then
    expect(story.state).toBe('completed');
  });

  it('should leave the job open when an escalation is not caught, and note it', async () => {
    // given
    const story = (await givenXml(work())).start();
    const { key: waitKey } = job(story);
    // when
    story.send({
      type: 'throwEscalation',
      waitKey,
      code: 'late',
      variables: { by: 3 },
    });
    // then
    expect(job(story).key).toBe(waitKey);
    expect(story.history.at(-1)).toEqual({
      type: 'escalationThrown',
      elementId: 'work',
      code: 'late',
      variables: { by: 3 },
    });
  });

  it('should leave the job open when an escalation is caught without interrupting', async () => {
    // given
    const story = (
      await givenXml(work('', onWork('escalation', 'late', false)))
    ).start();
    const { key: waitKey } = job(story);
    // when
    story.send({
      type: 'throwEscalation',
      waitKey,
      code: 'late',
      variables: { by: 3 },
    });
    // then
    expect(story.waiting).toEqual(['help', 'work']);
    expect(story.variables).toEqual({ by: 3 });
  });

  it('should withdraw the job when an escalation is caught interrupting', async () => {
    // given
    const story = (
      await givenXml(work('', onWork('escalation', 'late')))
    ).start();
    const { key: waitKey } = job(story);
    // when
    story.send({ type: 'throwEscalation', waitKey, code: 'late' });
    // then
    expect(story.waiting).toEqual(['help']);
    expect(story.history).toContainEqual(
      expect.objectContaining({
        type: 'waitClosed',
        waitKey,
        reason: 'withdrawn',
      }),
    );
  });

  it.each(['task', 'call'])('should throw from a %s too', async elementId => {
    // given
    const story = await everyWaitStarted();
    const { key: waitKey } = story.wait(elementId);
    // when
    story.send({ type: 'throwError', waitKey, code: 'fire' });
    // then
    expect(story.incidents).toMatchObject([{ elementId, errorCode: 'fire' }]);
    expect(story.waiting).not.toContain(elementId);
  });
});
