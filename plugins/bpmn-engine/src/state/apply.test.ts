import { apply } from './apply';
import type { StateChange } from './change';
import { InstanceRows } from './rows';
import {
  ROOT,
  started,
  entered,
  moved,
  wait,
  incident,
  rowsAfter,
} from '../testing/changes';

describe('applying changes', () => {
  it('should keep what an instance was started with', () => {
    // given
    const rows = new InstanceRows();
    // when
    apply(rows, {
      type: 'instanceStarted',
      instanceId: 'i',
      processId: 'p',
      rootKey: ROOT,
      businessKey: 'order 7',
      isCalled: true,
    });
    // then
    expect(rows.instance()).toEqual({
      id: 'i',
      processId: 'p',
      rootKey: ROOT,
      state: 'active',
      businessKey: 'order 7',
      isCalled: true,
    });
  });

  it('should keep no business key and no caller if there is none', () => {
    // when
    const rows = rowsAfter();
    // then
    expect(Object.keys(rows.instance()!)).toEqual([
      'id',
      'processId',
      'rootKey',
      'state',
    ]);
  });

  it('should enter an element in its scope', () => {
    // when
    const rows = rowsAfter(
      entered(2),
      entered(3, 'b', { cause: { kind: 'event' } }),
    );
    // then
    expect(rows.elementInstance(2)).toEqual({
      key: 2,
      elementId: 'a',
      scopeKey: ROOT,
      lifecycle: 'activating',
      children: 0,
      tokens: 0,
    });
    expect(rows.elementInstance(3)!.cause).toEqual({ kind: 'event' });
    expect(rows.elementInstance(ROOT)!.children).toBe(2);
    expect(rows.childrenOf(ROOT).map(({ key }) => key)).toEqual([2, 3]);
  });

  it('should move an element instance on', () => {
    // when
    const rows = rowsAfter(
      entered(2),
      moved(2, 'active'),
      moved(2, 'completing'),
    );
    // then
    expect(rows.elementInstance(2)!.lifecycle).toBe('completing');
    expect(rows.elementInstance(ROOT)!.children).toBe(1);
  });

  it.each(['completed', 'terminated'] as const)(
    'should keep nothing of an element instance that is %s',
    to => {
      // given
      const rows = rowsAfter(
        entered(2),
        { type: 'variablesSet', scopeKey: 2, variables: { a: 1 } },
        { type: 'loopStarted', key: 2, total: 1 },
        {
          type: 'loopOutputCollected',
          key: 2,
          elementId: 'each',
          loopCounter: 1,
          value: 5,
        },
        { type: 'sequenceFlowTaken', flowId: 'f', scopeKey: 2, joinId: 'join' },
        {
          type: 'gatewayReset',
          scopeKey: 2,
          elementId: 'join',
          usedFlowIds: ['f'],
        },
        entered(3, 'b', { scopeKey: 2 }),
        moved(3, 'completed'),
      );
      // when
      apply(rows, moved(2, to));
      // then
      const without = rowsAfter();
      without.children.set(ROOT, new Set());
      expect(rows).toEqual(without);
    },
  );

  it('should count the instances of a loop', () => {
    // given
    const rows = rowsAfter(entered(2), {
      type: 'loopStarted',
      key: 2,
      total: 3,
    });
    expect(rows.elementInstance(2)!.loop).toEqual({
      total: 3,
      started: 0,
      completed: 0,
      terminated: 0,
    });
    // when
    for (const [key, to] of [
      [3, 'completed'],
      [4, 'terminated'],
      [5, 'active'],
    ] as const) {
      apply(rows, entered(key, 'a', { scopeKey: 2, loopCounter: key - 2 }));
      apply(rows, moved(key, to));
    }
    // then
    expect(rows.elementInstance(2)!.loop).toEqual({
      total: 3,
      started: 3,
      completed: 1,
      terminated: 1,
    });
    expect(rows.elementInstance(5)!.loopCounter).toBe(3);
  });

  it('should queue elements', () => {
    // given
    const rows = rowsAfter(entered(2), {
      type: 'elementsQueued',
      key: 2,
      elementIds: ['x', 'y'],
    });
    expect(rows.elementInstance(2)!.queued).toEqual(['x', 'y']);
    // when
    apply(rows, { type: 'elementsQueued', key: 2, elementIds: [] });
    // then
    expect(rows.elementInstance(2)!.queued).toEqual([]);
  });

  it('should remember that the completion condition of an ad-hoc sub-process was met', () => {
    // when
    const rows = rowsAfter(entered(2), {
      type: 'completionConditionMet',
      key: 2,
    });
    // then
    expect(rows.elementInstance(2)!.isSatisfied).toBe(true);
    expect(rows.elementInstance(ROOT)!.isSatisfied).toBeUndefined();
  });

  it('should set variables, keeping those that are not named', () => {
    // when
    const rows = rowsAfter(
      { type: 'variablesSet', scopeKey: ROOT, variables: { a: 1, b: 2 } },
      { type: 'variablesSet', scopeKey: ROOT, variables: { b: null } },
    );
    // then
    expect(rows.variablesOf(ROOT)).toEqual({ a: 1, b: null });
  });

  it('should hold commands until the instance is resumed', () => {
    // given
    const command = { type: 'fulfilWait', waitKey: 7 } as const;
    const rows = rowsAfter(
      { type: 'instanceSuspended' },
      { type: 'commandHeld', command },
    );
    expect(rows.instance()!.state).toBe('suspended');
    expect(rows.heldCommands()).toEqual([command]);
    // when
    apply(rows, { type: 'instanceResumed' });
    // then
    expect(rows.instance()!.state).toBe('active');
    expect(rows.heldCommands()).toEqual([]);
  });

  it('should take the instance and its elements to another version', () => {
    // when
    const rows = rowsAfter(
      entered(2),
      { type: 'instanceMigrated', processId: 'q' },
      { type: 'elementMigrated', key: 2, from: 'a', to: 'b' },
    );
    // then
    expect(rows.instance()).toMatchObject({
      id: 'i',
      processId: 'q',
      state: 'active',
    });
    expect(rows.elementInstance(2)).toMatchObject({
      elementId: 'b',
      lifecycle: 'activating',
    });
  });

  it.each(['completed', 'terminated'] as const)(
    'should end the instance %s, with nothing left',
    state => {
      // given
      const rows = rowsAfter(
        {
          type: 'compensationRecorded',
          record: {
            key: 3,
            elementId: 'a',
            elementInstanceKey: 2,
            scopeKey: ROOT,
          },
        },
        { type: 'commandHeld', command: { type: 'cancelInstance' } },
        moved(ROOT, state),
      );
      // when
      apply(rows, { type: 'instanceEnded', state });
      // then
      expect(rows.instance()).toMatchObject({ id: 'i', state });
      expect(rows.compensations.size).toBe(0);
      expect(rows.heldCommands()).toEqual([]);
      expect(rows.elements.size).toBe(0);
    },
  );

  it.each<StateChange>([
    { type: 'messageThrown', elementId: 'a', name: 'm', variables: {} },
    { type: 'signalThrown', elementId: 'a', name: 's', variables: {} },
    { type: 'errorThrown', elementId: 'a', code: 'e' },
    { type: 'escalationThrown', elementId: 'a', code: 'e', variables: {} },
    { type: 'expressionWarned', key: 1, elementId: 'a', warnings: [] },
    { type: 'commandDropped', command: { type: 'cancelInstance' }, reason: '' },
  ])('should change nothing for what is history only: $type', change => {
    // when
    const rows = rowsAfter(change);
    // then
    expect(rows).toEqual(rowsAfter());
  });

  it.each<[string, readonly StateChange[], string]>([
    [
      'moving what does not run',
      [moved(2, 'active')],
      'Expected element instance 2 to run, but it does not',
    ],
    [
      'entering a scope that does not run',
      [entered(3, 'a', { scopeKey: 2 })],
      'Expected element instance 2 to run, but it does not',
    ],
    [
      'taking a flow in a scope that does not run',
      [{ type: 'sequenceFlowTaken', flowId: 'f', scopeKey: 2 }],
      'Expected element instance 2 to run, but it does not',
    ],
    [
      'consuming tokens in a scope that does not run',
      [{ type: 'tokensConsumed', joinId: 'j', flowIds: [], scopeKey: 2 }],
      'Expected element instance 2 to run, but it does not',
    ],
    [
      'looping what does not run',
      [{ type: 'loopStarted', key: 2, total: 1 }],
      'Expected element instance 2 to run, but it does not',
    ],
    [
      'queueing in what does not run',
      [{ type: 'elementsQueued', key: 2, elementIds: [] }],
      'Expected element instance 2 to run, but it does not',
    ],
    [
      'migrating what does not run',
      [{ type: 'elementMigrated', key: 2, from: 'a', to: 'b' }],
      'Expected element instance 2 to run, but it does not',
    ],
    [
      'ending twice',
      [entered(2), moved(2, 'completed'), moved(2, 'terminated')],
      'Expected element instance 2 to run, but it does not',
    ],
    [
      'activating twice',
      [entered(2), moved(2, 'active'), moved(2, 'active')],
      'Expected a (2) to move on from active, but it was told to be active',
    ],
    [
      'going back',
      [entered(2), moved(2, 'completing'), moved(2, 'active')],
      'Expected a (2) to move on from completing, but it was told to be active',
    ],
  ])('should find a bug of the engine: %s', (_, changes, message) => {
    // then
    expect(() => rowsAfter(...changes)).toThrow(new Error(message));
  });

  it('should know in partial rows that a new element instance has nothing yet', () => {
    // given
    const rows = new InstanceRows({ isPartial: true });
    started.forEach(change => apply(rows, change));
    // then
    expect(rows.childrenOf(ROOT)).toEqual([]);
    expect(rows.variablesOf(ROOT)).toEqual({});
    expect(rows.waitsOf(ROOT)).toEqual([]);
    expect(rows.joinsWithTokens(ROOT)).toEqual([]);
    expect(rows.incidentsOf(ROOT)).toEqual([]);
    expect(rows.compensationsIn(ROOT)).toEqual([]);
    expect(rows.outputsOf(ROOT).size).toBe(0);
  });

  it('should know in partial rows what became of waits and incidents', () => {
    // given
    const rows = new InstanceRows({ isPartial: true });
    [
      ...started,
      entered(2),
      { type: 'waitOpened', wait } as const,
      { type: 'incidentRaised', incident } as const,
    ].forEach(change => apply(rows, change));
    // when
    apply(rows, {
      type: 'waitClosed',
      waitKey: 7,
      kind: 'timer',
      elementInstanceKey: 2,
      reason: 'withdrawn',
    });
    apply(rows, {
      type: 'incidentResolved',
      incidentKey: 8,
      elementInstanceKey: 2,
    });
    // then
    expect(rows.wait(7)).toBeUndefined();
    expect(rows.incident(8)).toBeUndefined();
  });
});
