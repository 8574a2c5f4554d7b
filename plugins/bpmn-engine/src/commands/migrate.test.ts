import { migrate } from '../testing/migration';
import { flow, path } from '../testing/picture';
import { rejectionOf } from '../testing/rejectionOf';
import { givenXml } from '../testing/scenario';
import {
  xml,
  task,
  job,
  boundary,
  timerEvent,
  refusalOf,
  line,
  nested,
} from '../testing/versions';

describe('migrating an instance', () => {
  it('should change nothing but the version if the new one is the same', async () => {
    // given
    const model = line('a', boundary(['timer', 'a'], timerEvent('PT1H')));
    const story = (await givenXml(model)).start();
    const before = story.waits;
    // when
    const changes = await migrate(story, model);
    // then
    expect(changes).toEqual([{ type: 'instanceMigrated', processId: 'story' }]);
    expect(story.waits).toEqual(before);
  });

  it('should run the process of the new version, also under another id', async () => {
    // given
    const story = (await givenXml(line('a'))).start();
    // when
    await migrate(story, line('a').replace(/id="story"/, 'id="newStory"'));
    // then
    expect(story.instance.rows.instance()).toMatchObject({
      processId: 'newStory',
    });
    // when
    story.completeTask('a');
    // then
    expect(story.completed).toEqual(['start', 'a', 'end', 'newStory']);
    expect(story.state).toBe('completed');
  });

  it('should take a renamed task to its new id, keeping its wait', async () => {
    // given
    const story = (await givenXml(line('a'))).start();
    const { key, elementInstanceKey } = story.wait('a');
    // when
    const changes = await migrate(story, line('b'), { a: 'b' });
    // then
    expect(changes).toEqual([
      { type: 'instanceMigrated', processId: 'story' },
      { type: 'elementMigrated', key: elementInstanceKey, from: 'a', to: 'b' },
      {
        type: 'waitChanged',
        wait: expect.objectContaining({
          key,
          elementInstanceKey,
          elementId: 'b',
        }),
      },
    ]);
    // when
    story.completeTask('b');
    // then
    expect(story.completed).toEqual(['start', 'b', 'end', 'story']);
  });

  it('should keep a job with its tries', async () => {
    // given
    const model = (id: string) =>
      xml(`<startEvent id="start"/>${job(id)}${flow('start', id)}`);
    const story = (await givenXml(model('a'))).start();
    story.failJob('a');
    const before = story.wait('a');
    // when
    await migrate(story, model('b'), { a: 'b' });
    // then
    expect(story.waits).toEqual([{ ...before, elementId: 'b' }]);
  });

  it('should go on behind the element as the new version says', async () => {
    // given
    const story = (await givenXml(line('a'))).start();
    // when
    await migrate(
      story,
      xml(
        `<startEvent id="start"/>${task('a')}${task('b')}${path(
          'start',
          'a',
          'b',
        )}`,
      ),
    );
    story.completeTask('a');
    // then
    expect(story.waiting).toEqual(['b']);
  });

  it('should take nested scopes along', async () => {
    // given
    const story = (await givenXml(nested('sub', 'a'))).start();
    // when
    await migrate(story, nested('part', 'b'), { sub: 'part', a: 'b' });
    story.completeTask('b');
    // then
    expect(story.completed).toEqual(['start', 'begin', 'b', 'part', 'story']);
  });

  it.each([
    [false, ['x', 'x']],
    [true, ['x']],
  ])(
    'should take the instances of a multi-instance activity along, sequential: %s',
    async (sequential, waiting) => {
      // given
      const model = (id: string, inner: string) =>
        xml(
          `<startEvent id="start"/><subProcess id="${id}"><startEvent id="begin"/>${task(
            inner,
          )}${flow(
            'begin',
            inner,
          )}<multiInstanceLoopCharacteristics isSequential="${sequential}"><loopCardinality xsi:type="bpmn:tFormalExpression">2</loopCardinality></multiInstanceLoopCharacteristics></subProcess>${flow(
            'start',
            id,
          )}`,
        );
      const story = (await givenXml(model('each', 'w'))).start();
      // when
      await migrate(story, model('every', 'x'), { each: 'every', w: 'x' });
      // then
      expect(story.waiting).toEqual(waiting);
      // when
      story.completeTask('x').completeTask('x');
      // then
      expect(story.state).toBe('completed');
    },
  );

  it('should be possible while it is suspended, and leave it suspended', async () => {
    // given
    const story = (await givenXml(line('a'))).start();
    story.send({ type: 'suspendInstance' });
    // when
    await migrate(story, line('b'), { a: 'b' });
    // then
    expect(story.state).toBe('suspended');
    // when
    story.completeTask('b').send({ type: 'resumeInstance' });
    // then
    expect(story.state).toBe('completed');
  });

  it('should name elements by their names when it is refused', async () => {
    // given
    const story = (
      await givenXml(line('a').replace('id="a"', 'id="a" name="Review it"'))
    ).start();
    // when
    const rejection = await refusalOf(story, line('b'));
    // then
    expect(rejection).toEqual({
      code: 'invalidArgument',
      message:
        'Expected "Review it" to have an equal in the new version, but there is no a in the new version. Map it, or move the instance on first',
      parameters: { elementId: 'a' },
    });
  });

  it.each([
    [
      'an element that is gone',
      nested('sub', 'b'),
      {},
      'a',
      'there is no a in the new version',
    ],
    [
      'an element that is of another type',
      nested('sub', 'a').replace(
        '<bpmn:userTask id="a"/>',
        '<bpmn:manualTask id="a"/>',
      ),
      {},
      'a',
      'a is a manualTask, not a userTask',
    ],
    [
      'an element that is repeated now',
      nested('sub', 'a').replace(
        '<bpmn:userTask id="a"/>',
        '<bpmn:userTask id="a"><bpmn:standardLoopCharacteristics loopMaximum="2"/></bpmn:userTask>',
      ),
      {},
      'a',
      'a is repeated in another way',
    ],
  ])('should refuse %s', async (_, ...[target, mapping, elementId, reason]) => {
    // given
    const story = (await givenXml(nested('sub', 'a'))).start();
    const before = story.history.length;
    // when
    const rejection = await refusalOf(story, target, mapping);
    // then
    expect(rejection).toEqual({
      code: 'invalidArgument',
      message: `Expected ${elementId} to have an equal in the new version, but ${reason}. Map it, or move the instance on first`,
      parameters: { elementId },
    });
    expect(story.history).toHaveLength(before);
    expect(story.waiting).toEqual(['a']);
  });

  it('should refuse an element that is in another scope', async () => {
    // given
    const story = (await givenXml(nested('sub', 'a'))).start();
    const flat = xml(
      `<startEvent id="start"/><subProcess id="sub"><startEvent id="begin"/>${task(
        'b',
      )}${flow('begin', 'b')}</subProcess>${task('a')}${path(
        'start',
        'sub',
        'a',
      )}`,
    );
    // when
    const rejection = await refusalOf(story, flat);
    // then
    expect(rejection).toMatchObject({
      code: 'invalidArgument',
      message: expect.stringContaining('but a is in another scope: story.'),
    });
  });

  it('should refuse a multi-instance activity that is sequential now', async () => {
    // given
    const model = (sequential: boolean) =>
      line('a').replace(
        '<bpmn:userTask id="a"/>',
        `<bpmn:userTask id="a"><bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>`,
      );
    const story = (await givenXml(model(false))).start();
    // when
    const rejection = await refusalOf(story, model(true));
    // then
    expect(rejection?.message).toContain('a is repeated in another way');
  });

  it('should be refused without a version to migrate to', async () => {
    // given
    const story = (await givenXml(line('a'))).start();
    // when
    const rejection = rejectionOf(() =>
      story.send({ type: 'migrateInstance', mapping: {} }),
    );
    // then
    expect(rejection).toEqual({
      code: 'invalidArgument',
      message: 'Expected a version to migrate to, but there is none',
      parameters: {},
    });
  });
});
