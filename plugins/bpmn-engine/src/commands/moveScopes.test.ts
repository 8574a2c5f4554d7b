import type { MoveInstance } from '../command';
import { rejectionOf } from '../testing/rejectionOf';
import { givenXml } from '../testing/scenario';
import {
  nested,
  instances,
  keyOf,
  move,
  repeated,
  twice,
} from '../testing/moves';

describe('finding the scope to move to', () => {
  it('should ask which of several scopes is meant', async () => {
    // given
    const story = (await givenXml(repeated(twice))).start();
    const before = story.instance.rows.elements.size;
    // when
    const rejection = rejectionOf(() =>
      move(story, ['x'], [{ elementId: 'y' }]),
    );
    // then
    expect(rejection).toEqual({
      code: 'invalidArgument',
      message:
        'Expected one each to enter y in, but there are several. Name the scope',
      parameters: { elementId: 'y', scope: 'each' },
    });
    expect(story.instance.rows.elements.size).toBe(before);
  });

  it('should move within the instance of a multi-instance sub-process that is named', async () => {
    // given
    const story = (await givenXml(repeated(twice))).start();
    const [, , second] = instances(story, 'each');
    const inSecond = instances(story, 'x').find(
      ({ scopeKey }) => scopeKey === second.key,
    )!;
    // when
    story.send({
      type: 'moveInstance',
      terminate: [inSecond.key],
      activate: [{ elementId: 'y', scopeKey: second.key }],
    });
    // then
    expect(story.waiting).toEqual(['x', 'y']);
    expect(instances(story, 'y')[0].scopeKey).toBe(second.key);
    // when
    story.completeTask('y').completeTask('x').completeTask('y');
    // then
    expect(story.waiting).toEqual(['after']);
  });

  it('should refuse to enter a multi-instance sub-process by one of its elements', async () => {
    // given
    const story = (await givenXml(repeated(twice))).start();
    move(story, ['each'], [{ elementId: 'after' }]);
    // when
    const rejection = rejectionOf(() => move(story, [], [{ elementId: 'y' }]));
    // then
    expect(rejection).toMatchObject({
      code: 'invalidArgument',
      message:
        'Expected one each to enter y in, but there are several. Name the scope',
    });
  });

  it('should count an instance of a multi-instance activity that is terminated', async () => {
    // given
    const story = (await givenXml(repeated(twice))).start();
    const [body, first] = instances(story, 'each');
    // when
    story.send({ type: 'moveInstance', terminate: [first.key], activate: [] });
    // then
    expect(story.instance.rows.elementInstance(body.key)!.loop).toEqual({
      total: 2,
      started: 2,
      completed: 0,
      terminated: 1,
    });
    expect(story.waiting).toEqual(['x']);
  });

  it('should go on with the next instance of a sequential multi-instance activity', async () => {
    // given
    const story = (
      await givenXml(
        repeated(
          twice.replace(
            'multiInstanceLoopCharacteristics>',
            'multiInstanceLoopCharacteristics isSequential="true">',
          ),
        ),
      )
    ).start();
    const [, first] = instances(story, 'each');
    // when
    story.send({ type: 'moveInstance', terminate: [first.key], activate: [] });
    // then
    expect(story.waiting).toEqual(['x']);
    expect(instances(story, 'each')[1]).toMatchObject({ loopCounter: 2 });
  });

  it.each<[string, MoveInstance, string, string]>([
    [
      'an element instance that does not run',
      { type: 'moveInstance', terminate: [99], activate: [] },
      'notFound',
      'Expected element instance 99 to run, but it does not',
    ],
    [
      'to terminate the process itself',
      { type: 'moveInstance', terminate: [1], activate: [] },
      'invalidArgument',
      'Expected an element of the process to be terminated, but it is the process itself: cancel the instance instead',
    ],
    [
      'an element that is not there',
      {
        type: 'moveInstance',
        terminate: [],
        activate: [{ elementId: 'nowhere' }],
      },
      'invalidArgument',
      'Expected nowhere to be an element of process story, but it is not',
    ],
    [
      'the process as an element',
      {
        type: 'moveInstance',
        terminate: [],
        activate: [{ elementId: 'story' }],
      },
      'invalidArgument',
      'Expected story to be an element of process story, but it is not',
    ],
    [
      'a boundary event',
      {
        type: 'moveInstance',
        terminate: [],
        activate: [{ elementId: 'slow' }],
      },
      'invalidArgument',
      'Expected an element that can be entered by itself, but slow is a boundaryEvent. Activate what comes after it',
    ],
    [
      'an event sub-process',
      {
        type: 'moveInstance',
        terminate: [],
        activate: [{ elementId: 'listener' }],
      },
      'invalidArgument',
      'Expected an element that can be entered by itself, but listener is a eventSubProcess. Activate what comes after it',
    ],
    [
      'a scope that does not run',
      {
        type: 'moveInstance',
        terminate: [],
        activate: [{ elementId: 'x', scopeKey: 99 }],
      },
      'invalidArgument',
      'Expected element instance 99 to be a scope around x, but it is not',
    ],
  ])('should refuse %s', async (_, ...[command, code, message]) => {
    // given
    const story = (await givenXml(nested)).start();
    // when
    const rejection = rejectionOf(() => story.send(command));
    // then
    expect(rejection).toMatchObject({ code, message });
    expect(story.waiting).toEqual(['before']);
  });

  it('should refuse a scope that is not around the element', async () => {
    // given
    const story = (await givenXml(nested)).start();
    const scopeKey = keyOf(story, 'before');
    // when
    const rejection = rejectionOf(() =>
      move(story, [], [{ elementId: 'x', scopeKey }]),
    );
    // then
    expect(rejection).toEqual({
      code: 'invalidArgument',
      message: `Expected element instance ${scopeKey} to be a scope around x, but it is not`,
      parameters: { scopeKey, elementId: 'x' },
    });
  });

  it('should refuse the body of a multi-instance sub-process as a scope', async () => {
    // given
    const story = (await givenXml(repeated(twice))).start();
    const [body] = instances(story, 'each');
    // when
    const rejection = rejectionOf(() =>
      move(story, [], [{ elementId: 'x', scopeKey: body.key }]),
    );
    // then
    expect(rejection?.code).toBe('invalidArgument');
  });
});
