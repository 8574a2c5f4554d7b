import { migrate } from '../testing/migration';
import { flow, path } from '../testing/picture';
import { givenXml } from '../testing/scenario';
import {
  xml,
  task,
  onMessage,
  boundary,
  messageEvent,
  timerEvent,
  conditionEvent,
  line,
  either,
} from '../testing/versions';

describe('migrating what an instance waits for', () => {
  it('should listen to boundary events that are new', async () => {
    // given
    const story = (await givenXml(line('a'))).start();
    // when
    await migrate(
      story,
      line('a', boundary(['asked', 'a'], messageEvent('ask'))),
    );
    // then
    expect(story.waiting).toEqual(['a', 'asked']);
    // when
    story.publish('ask');
    // then
    expect(story.waiting).toEqual(['after_asked']);
    expect(story.terminated).toEqual(['a']);
  });

  it('should withdraw boundary events that are gone', async () => {
    // given
    const story = (
      await givenXml(line('a', boundary(['asked', 'a'], messageEvent('ask'))))
    ).start();
    // when
    await migrate(story, line('a'));
    // then
    expect(story.waiting).toEqual(['a']);
    expect(story.history.at(-1)).toMatchObject({
      type: 'waitClosed',
      reason: 'withdrawn',
    });
  });

  it('should keep the wait of a boundary event that is renamed', async () => {
    // given
    const story = (
      await givenXml(line('a', boundary(['old', 'a'], timerEvent('PT1H'))))
    ).start();
    const { key } = story.wait('old');
    // when
    await migrate(
      story,
      line('a', boundary(['new', 'a'], timerEvent('PT5H'))),
      {
        old: 'new',
      },
    );
    // then
    expect(story.wait('new')).toMatchObject({ key, dueAt: 3_600_000 });
    expect(story.waiting).toEqual(['a', 'new']);
  });

  it('should listen anew to a boundary event of another kind', async () => {
    // given
    const story = (
      await givenXml(line('a', boundary(['caught', 'a'], timerEvent('PT1H'))))
    ).start();
    // when
    await migrate(
      story,
      line('a', boundary(['caught', 'a'], messageEvent('ask'))),
    );
    // then
    expect(story.wait('caught')).toMatchObject({
      kind: 'message',
      name: 'ask',
    });
    expect(story.waiting).toEqual(['a', 'caught']);
  });

  it('should keep a conditional boundary event, and look at a new one at once', async () => {
    // given
    const old = boundary(['old', 'a'], conditionEvent('=amount &gt; 9'));
    const story = (await givenXml(line('a', old))).start({ amount: 5 });
    // when
    await migrate(
      story,
      line('a', old + boundary(['new', 'a'], conditionEvent('=amount &gt; 3'))),
    );
    // then
    expect(story.waiting).toEqual(['after_new']);
  });

  it('should raise an incident if a new boundary event cannot listen', async () => {
    // given
    const story = (await givenXml(line('a'))).start();
    // when
    await migrate(
      story,
      line('a', boundary(['late', 'a'], timerEvent('=patience'))),
    );
    // then
    expect(story.incidents).toMatchObject([
      { elementId: 'a', kind: 'expressionFailed' },
    ]);
    expect(story.waiting).toEqual(['a']);
  });

  it('should withdraw a boundary event that is on another activity now', async () => {
    // given
    const model = (host: string) =>
      xml(
        `<startEvent id="start"/>${task('a')}${task('b')}${path(
          'start',
          'a',
          'b',
        )}${boundary(['asked', host], messageEvent('ask'))}`,
      );
    const story = (await givenXml(model('a'))).start();
    // when
    await migrate(story, model('b'));
    // then
    expect(story.waiting).toEqual(['a']);
    // when
    story.publish('ask');
    // then
    expect(story.completed).toEqual(['start']);
  });

  it('should not listen again to an event that has interrupted its scope', async () => {
    // given
    const model = xml(
      `<startEvent id="start"/>${task('a')}${flow('start', 'a')}
       <subProcess id="whenAsked" triggeredByEvent="true">${onMessage(
         'asked',
         'ask',
         true,
       )}${task('answer')}${flow('asked', 'answer')}</subProcess>`,
    );
    const story = (await givenXml(model)).start();
    story.publish('ask');
    expect(story.waiting).toEqual(['answer']);
    // when
    await migrate(story, model);
    // then
    expect(story.waiting).toEqual(['answer']);
  });

  it('should not fire a timer again that has fired', async () => {
    // given
    const model = line(
      'a',
      boundary(['reminder', 'a'], timerEvent('PT1H'), false),
    );
    const story = (await givenXml(model)).start();
    story.advance(3_600_000);
    expect(story.waiting).toEqual(['a', 'after_reminder']);
    // when
    await migrate(story, model);
    // then
    expect(story.waiting).toEqual(['a', 'after_reminder']);
  });

  it('should keep, open and withdraw event sub-processes as the new version says', async () => {
    // given
    const model = (...listeners: readonly string[]) =>
      xml(
        `<startEvent id="start"/>${task('a')}${flow('start', 'a')}${listeners
          .map(
            id =>
              `<subProcess id="sub_${id}" triggeredByEvent="true">${onMessage(
                `on_${id}`,
                id,
              )}</subProcess>`,
          )
          .join('')}`,
      );
    const story = (await givenXml(model('ask'))).start();
    // when
    await migrate(story, model('stop'));
    // then
    expect(story.waiting).toEqual(['a', 'on_stop']);
    // when
    await migrate(story, model('ask', 'stop'));
    // then
    expect(story.waiting).toEqual(['a', 'on_ask', 'on_stop']);
  });

  it('should keep what an event-based gateway waits for', async () => {
    // given
    const story = (await givenXml(either(['asked', 'stopped']))).start();
    // when
    await migrate(story, either(['asked', 'halted'], 'or'), {
      either: 'or',
      stopped: 'halted',
    });
    // then
    expect(story.waiting).toEqual(['asked', 'halted']);
    // when
    story.publish('stop');
    // then
    expect(story.waiting).toEqual(['after_halted']);
  });

  it('should wait for events that are new behind an event-based gateway, and not for those that are gone', async () => {
    // given
    const story = (await givenXml(either(['asked', 'stopped']))).start();
    // when
    await migrate(story, either(['asked', 'halted']));
    // then
    expect(story.waiting).toEqual(['asked', 'halted']);
  });

  it('should not wait at an event-based gateway for an event that is elsewhere now', async () => {
    // given
    const story = (await givenXml(either(['asked', 'stopped']))).start();
    const moved = xml(
      `<startEvent id="start"/><eventBasedGateway id="either"/>
       <intermediateCatchEvent id="asked">${messageEvent(
         'ask',
       )}</intermediateCatchEvent>
       <intermediateCatchEvent id="halted">${messageEvent(
         'stop',
       )}</intermediateCatchEvent>
       <intermediateCatchEvent id="stopped">${messageEvent(
         'stop',
       )}</intermediateCatchEvent>${task('end')}
       ${path('start', 'either', 'asked', 'stopped', 'end')}${path(
        'either',
        'halted',
        'end',
      )}`,
    );
    await migrate(story, moved);
    // when
    story.publish('stop');
    // then
    expect(story.waiting).toEqual(['end']);
  });
});
