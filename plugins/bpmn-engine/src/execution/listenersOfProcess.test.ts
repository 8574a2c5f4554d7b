import {
  executionListeners,
  extended,
  inARow,
  serviceTask,
} from '../testing/extensions';
import { left } from '../testing/left';
import { complete, openJob, openTypes } from '../testing/openJobs';
import {
  definition,
  eventSubProcess,
  messages,
  userTasks,
} from '../testing/parts';
import { path, processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

describe('start listeners of a process', () => {
  const listening = (...more: readonly string[]) =>
    processXml(
      `${extended(executionListeners(['start', 'a'], ['start', 'b']))}${inARow(
        serviceTask('work'),
      )}${more.join('')}`,
      messages('news'),
    );

  it('should all be done before the start event is entered', async () => {
    // given
    const story = await givenXml(listening());
    story.start({ x: 1 });
    expect(openTypes(story)).toEqual(['a']);
    expect(story.seenBy('story', 'x')).toBe(1);
    // when
    complete(story, 'a');
    // then
    expect(openTypes(story)).toEqual(['b']);
    expect(
      story.history.flatMap(change =>
        change.type === 'elementEntered' ? [change.elementId] : [],
      ),
    ).toEqual(['story']);
    // when
    complete(story, 'b');
    // then
    expect(story.completed).toEqual(['start']);
    expect(openTypes(story)).toEqual(['work']);
  });

  it('should set variables of the process', async () => {
    // given
    const story = await givenXml(listening());
    story.start({ x: 1 });
    // when
    complete(story, 'a', { x: 2, y: 3 });
    // then
    expect(story.variables).toEqual({ x: 2, y: 3 });
  });

  it('should not make it forget by which event it was started', async () => {
    // given
    const story = await givenXml(
      listening(
        `<startEvent id="told">${definition('message', 'news')}</startEvent>`,
        userTasks('read'),
        path('told', 'read'),
      ),
    );
    story.start({}, 'told');
    // when
    complete(story, 'a');
    complete(story, 'b');
    // then
    expect(story.completed).toEqual(['told']);
    expect(story.waiting).toEqual(['read']);
  });

  it('should not let its event sub-processes listen before they are done', async () => {
    // given
    const story = await givenXml(
      listening(eventSubProcess({ id: 'sub' }, definition('message', 'news'))),
    );
    story.start();
    expect(story.waiting).toEqual(['story']);
    // when
    complete(story, 'a');
    complete(story, 'b');
    // then
    expect(story.waiting).toEqual(['sub-start', 'work']);
  });

  it('should hold the process if they fail, until that is resolved', async () => {
    // given
    const story = await givenXml(listening());
    story.start();
    complete(story, 'a');
    const { key: waitKey } = openJob(story, 'b');
    // when
    story.send({ type: 'failJob', waitKey, message: 'no', retries: 0 });
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'jobFailed', elementId: 'story' },
    ]);
    expect(story.completed).toEqual([]);
    // when
    story.resolve();
    complete(story, 'b');
    complete(story, 'work');
    // then
    expect(story.completed).toEqual(['start', 'work', 'end', 'story']);
    expect(left(story)).toEqual([]);
  });

  it('should be withdrawn when the instance is cancelled', async () => {
    // given
    const story = await givenXml(listening());
    story.start();
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.terminated).toEqual(['story']);
    expect(left(story)).toEqual([]);
  });
});
