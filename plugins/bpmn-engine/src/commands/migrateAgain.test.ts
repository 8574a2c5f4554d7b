import { left } from '../testing/left';
import { migrate } from '../testing/migration';
import {
  conditionDefinition,
  eventSubProcess,
  starts,
  subProcess,
  tasks,
  userTasks,
} from '../testing/parts';
import { flow, path } from '../testing/picture';
import { givenXml, type Scenario } from '../testing/scenario';
import { xml } from '../testing/versions';

/** Three branches and a join that two or three of them reach. */
const joining = (join: string, ...joined: readonly string[]) =>
  xml(
    `${starts('start')}<parallelGateway id="fork" />${userTasks(
      'a',
      'b',
      'c',
    )}<parallelGateway id="${join}" />${userTasks('after')}${path(
      'start',
      'fork',
    )}${['a', 'b', 'c'].map(id => flow('fork', id)).join('')}${joined
      .map(id => flow(id, join))
      .join('')}${flow(join, 'after')}`,
  );

const suspend = (story: Scenario) => story.send({ type: 'suspendInstance' });
const resume = (story: Scenario) => story.send({ type: 'resumeInstance' });

describe('a join after a migration', () => {
  it('should go on at once if the tokens are enough in the new version', async () => {
    // given
    const story = (await givenXml(joining('join', 'a', 'b', 'c'))).start();
    story.completeTask('a').completeTask('b');
    // when
    await migrate(story, joining('join', 'a', 'b'));
    // then
    expect(story.waiting).toEqual(['after', 'c']);
  });

  it('should go on when the instance is resumed if it is suspended', async () => {
    // given
    const story = (await givenXml(joining('join', 'a', 'b', 'c'))).start();
    story.completeTask('a').completeTask('b');
    suspend(story);
    // when
    await migrate(story, joining('join', 'a', 'b'));
    // then
    expect(story.waiting).toEqual(['c']);
    // when
    resume(story);
    // then
    expect(story.waiting).toEqual(['after', 'c']);
  });

  it('should take its incident along to its new name, and end it when it goes on', async () => {
    // given a token that waits for one that cannot come any more
    const choose = (join: string, gateway = 'parallelGateway') =>
      xml(
        `${starts(
          'start',
        )}<exclusiveGateway id="fork" default="fork-b" />${tasks(
          'a',
          'b',
        )}<${gateway} id="${join}" />${userTasks('after')}${path(
          'start',
          'fork',
          'b',
          join,
          'after',
        )}${flow('fork', 'a', '=isA')}${flow('a', join)}`,
      );
    const story = (await givenXml(choose('join'))).start({
      isA: true,
    });
    expect(story.incidents).toMatchObject([{ elementId: 'join' }]);
    const mapping = { join: 'meet', 'a-join': 'a-meet', 'b-join': 'b-meet' };
    // when it is renamed only
    await migrate(story, choose('meet'), mapping);
    // then
    expect(story.incidents).toMatchObject([{ elementId: 'meet' }]);
    // when it is one that waits only for what can come
    await migrate(story, choose('meet', 'inclusiveGateway'));
    // then
    expect(story.incidents).toEqual([]);
    expect(story.waiting).toEqual(['after']);
  });

  it('should swallow no late tokens if the complex gateway is gone', async () => {
    // given
    const complex = (join: string) =>
      xml(
        `${starts('start')}<parallelGateway id="fork" />${userTasks(
          'a',
          'b',
        )}${join}${userTasks('after')}${path('start', 'fork', 'a')}${flow(
          'fork',
          'b',
        )}${flow('a', 'join')}${flow('b', 'join')}${flow('join', 'after')}`,
      );
    const story = (
      await givenXml(
        complex(
          '<complexGateway id="join"><activationCondition>=activationCount &gt;= 1</activationCondition></complexGateway>',
        ),
      )
    ).start();
    story.completeTask('a').completeTask('after');
    // when
    await migrate(story, complex('<exclusiveGateway id="join" />'));
    story.completeTask('b');
    // then
    expect(story.waiting).toEqual(['after']);
    story.completeTask('after');
    expect(left(story)).toEqual([]);
  });
});

describe('a condition after a migration', () => {
  const watched = (listener: string) =>
    xml(
      `${starts('start')}${userTasks('work')}${path(
        'start',
        'work',
      )}${listener}`,
    );
  const onReady = (id: string) =>
    eventSubProcess({ id, interrupts: false }, conditionDefinition('=ready'));

  it('should come true when the instance is resumed, if it is new and true already', async () => {
    // given
    const story = (await givenXml(watched(''))).start({ ready: true });
    suspend(story);
    await migrate(story, watched(onReady('new')));
    expect(story.waiting).toEqual(['new-start', 'work']);
    // when
    resume(story);
    // then
    expect(story.waiting).toEqual(['new-start', 'new-task', 'work']);
  });

  it('should not come true again if it was there before', async () => {
    // given
    const story = (await givenXml(watched(onReady('old')))).start({
      ready: true,
    });
    suspend(story);
    await migrate(story, watched(onReady('old') + onReady('new')));
    // when
    resume(story);
    // then
    expect(story.waiting.filter(id => id === 'old-task')).toHaveLength(1);
    expect(story.waiting.filter(id => id === 'new-task')).toHaveLength(1);
  });
});

describe('what undoes an activity', () => {
  it('should be taken along, though it runs beside what has asked for it', async () => {
    // given a handler in a sub-process that has completed
    const model = (handler: string) =>
      xml(
        `${starts('start')}${subProcess(
          'sub',
          `${starts(
            'begin',
          )}<task id="pay" /><boundaryEvent id="on" attachedToRef="pay"><compensateEventDefinition /></boundaryEvent><userTask id="${handler}" isForCompensation="true" /><association id="to" sourceRef="on" targetRef="${handler}" associationDirection="One" />${path(
            'begin',
            'pay',
          )}`,
        )}<endEvent id="undo"><compensateEventDefinition /></endEvent>${path(
          'start',
          'sub',
          'undo',
        )}`,
      );
    const story = (await givenXml(model('refund'))).start();
    expect(story.waiting).toEqual(['refund']);
    // when
    await migrate(story, model('repay'), { refund: 'repay' });
    // then
    expect(story.waiting).toEqual(['repay']);
    // when
    story.completeTask('repay');
    // then
    expect(story.state).toBe('completed');
    expect(left(story)).toEqual([]);
  });
});
