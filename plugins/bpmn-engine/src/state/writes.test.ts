import { apply } from './apply';
import type { StateChange } from './change';
import { InstanceRows } from './rows';
import type { Wait } from './state';
import { loadRows } from './stored';
import { takeWrites } from './writes';

const job: Wait = {
  kind: 'job',
  key: 3,
  elementInstanceKey: 2,
  elementId: 'work',
  type: 'work',
  retries: 3,
};

const started: readonly StateChange[] = [
  {
    type: 'instanceStarted',
    instanceId: 'i',
    processId: 'story',
    rootKey: 1,
  },
  { type: 'elementEntered', key: 1, elementId: 'story', scopeKey: 0 },
  { type: 'variablesSet', scopeKey: 1, variables: { a: 1, b: 2 } },
  { type: 'elementEntered', key: 2, elementId: 'work', scopeKey: 1 },
  { type: 'waitOpened', wait: job },
];

/** A view in which something has begun, and all of it is written. */
function begun(): InstanceRows {
  const rows = new InstanceRows({ notesWrites: true });
  started.forEach(change => apply(rows, change));
  takeWrites(rows);
  return rows;
}

const nothing = {
  bytes: 2,
  elements: { put: [], removed: [] },
  emptied: { variables: [], outputs: [] },
  variables: [],
  outputs: [],
  waits: { put: [], removed: [] },
  incidents: { put: [], removed: [] },
  compensations: { put: [], removed: [] },
  held: { isCleared: false, added: [] },
};

describe('what is to be written', () => {
  it('should be everything that has begun', () => {
    // given
    const rows = new InstanceRows({ notesWrites: true });
    started.forEach(change => apply(rows, change));
    // when
    const writes = takeWrites(rows);
    // then
    expect(writes).toMatchObject({
      instance: { id: 'i', state: 'active' },
      elements: { put: [{ key: 1, children: 1 }, { key: 2 }], removed: [] },
      variables: [
        { scopeKey: 1, name: 'a', value: 1 },
        { scopeKey: 1, name: 'b', value: 2 },
      ],
      waits: { put: [job], removed: [] },
    });
  });

  it('should be nothing when it has been written', () => {
    expect(takeWrites(begun())).toEqual(nothing);
  });

  it('should be only the variables that were set', () => {
    // given
    const rows = begun();
    // when
    apply(rows, { type: 'variablesSet', scopeKey: 1, variables: { b: 3 } });
    // then
    expect(takeWrites(rows)).toEqual({
      ...nothing,
      variables: [{ scopeKey: 1, name: 'b', value: 3 }],
    });
  });

  it('should not be what a command has only passed through, nor a scope that counts as before', () => {
    // given
    const rows = begun();
    // when
    const passed: readonly StateChange[] = [
      { type: 'sequenceFlowTaken', flowId: 'f', scopeKey: 1 },
      {
        type: 'elementEntered',
        key: 4,
        elementId: 'pass',
        scopeKey: 1,
        flowIds: ['f'],
      },
      { type: 'variablesSet', scopeKey: 4, variables: { c: 3 } },
      {
        type: 'waitOpened',
        wait: { ...job, key: 5, elementInstanceKey: 4 },
      },
      {
        type: 'waitClosed',
        waitKey: 5,
        kind: 'job',
        elementInstanceKey: 4,
        reason: 'fulfilled',
      },
      { type: 'lifecycleMoved', key: 4, elementId: 'pass', to: 'completed' },
    ];
    passed.forEach(change => apply(rows, change));
    // then
    expect(takeWrites(rows)).toEqual(nothing);
  });

  it('should be the keys of what is gone', () => {
    // given
    const rows = begun();
    // when
    apply(rows, {
      type: 'waitClosed',
      waitKey: 3,
      kind: 'job',
      elementInstanceKey: 2,
      reason: 'fulfilled',
    });
    apply(rows, {
      type: 'lifecycleMoved',
      key: 2,
      elementId: 'work',
      to: 'completed',
    });
    // then
    expect(takeWrites(rows)).toEqual({
      ...nothing,
      elements: { put: [expect.objectContaining({ key: 1 })], removed: [2] },
      waits: { put: [], removed: [3] },
    });
  });

  it('should say which of what is gone has variables or outputs to remove', () => {
    // given
    const rows = begun();
    apply(rows, { type: 'variablesSet', scopeKey: 2, variables: { c: 3 } });
    apply(rows, {
      type: 'elementEntered',
      key: 4,
      elementId: 'each',
      scopeKey: 1,
    });
    apply(rows, { type: 'loopStarted', key: 4, total: 2 });
    takeWrites(rows);
    // when
    for (const [key, elementId] of [
      [2, 'work'],
      [4, 'each'],
    ] as const) {
      apply(rows, { type: 'lifecycleMoved', key, elementId, to: 'terminated' });
    }
    // then
    expect(takeWrites(rows)).toMatchObject({
      elements: { removed: [2, 4] },
      emptied: { variables: [2], outputs: [4] },
    });
  });

  it('should be the scope in which a token begins to wait, with its tokens', () => {
    // given
    const rows = begun();
    // when
    apply(rows, {
      type: 'sequenceFlowTaken',
      flowId: 'f',
      scopeKey: 1,
      joinId: 'join',
    });
    apply(rows, {
      type: 'gatewayReset',
      scopeKey: 1,
      elementId: 'late',
      usedFlowIds: ['g'],
    });
    // then
    expect(takeWrites(rows).elements.put).toMatchObject([
      {
        key: 1,
        tokens: 1,
        joins: { join: { f: 1 } },
        resets: { late: ['g'] },
      },
    ]);
  });

  it('should be asked only of a view that notes it', () => {
    expect(() => takeWrites(new InstanceRows())).toThrow(
      /^Expected rows that note what is written/,
    );
  });
});

describe('rows that come from a store', () => {
  it('should be found by the keys of what they belong to, in the order in which they began', () => {
    // given
    const rows = new InstanceRows({ isPartial: true });
    const second: Wait = { ...job, key: 7, kind: 'signal', name: 's' } as Wait;
    const first: Wait = { ...second, key: 4 };
    // when
    loadRows(rows, { waits: [second] });
    loadRows(rows, { waits: [first, second] });
    rows.markLoaded({ rows: 'waitsOf', of: 2 });
    rows.markLoaded({ rows: 'waitsOfKind', of: 'signal' });
    // then
    expect(rows.waitsOf(2).map(({ key }) => key)).toEqual([4, 7]);
    expect(rows.waitsOfKind('signal').map(({ key }) => key)).toEqual([4, 7]);
  });

  it('should not be there twice if they are loaded twice', () => {
    // given
    const rows = new InstanceRows();
    const incident = {
      key: 9,
      elementInstanceKey: 2,
      elementId: 'work',
      kind: 'jobFailed' as const,
      message: 'no',
    };
    const record = {
      key: 8,
      elementId: 'work',
      elementInstanceKey: 2,
      scopeKey: 1,
    };
    // when
    for (let times = 0; times < 2; times++) {
      loadRows(rows, { incidents: [incident], compensations: [record] });
    }
    // then
    expect(rows.incidentsOf(2)).toEqual([incident]);
    expect(rows.compensationsIn(1)).toEqual([record]);
  });
});
