import { apply } from './apply';
import type { StateChange } from './change';
import {
  ROOT,
  entered,
  taken,
  wait,
  incident,
  rowsAfter,
} from '../testing/changes';

describe('applying changes of what an element instance has', () => {
  it('should count tokens on their way, and take them into the element that they enter', () => {
    // given
    const rows = rowsAfter(taken('f'), taken('g'));
    expect(rows.elementInstance(ROOT)!.tokens).toBe(2);
    expect(rows.joinsWithTokens(ROOT)).toEqual([]);
    // when
    apply(rows, entered(2, 'a', { flowIds: ['f'] }));
    // then
    expect(rows.elementInstance(ROOT)).toMatchObject({
      tokens: 1,
      children: 1,
    });
  });

  it('should let tokens wait at a join, by their flows', () => {
    // when
    const rows = rowsAfter(
      taken('f', 'join'),
      taken('f', 'join'),
      taken('g', 'join'),
    );
    // then
    expect(rows.elementInstance(ROOT)!.tokens).toBe(3);
    expect(rows.joinsWithTokens(ROOT)).toEqual(['join']);
    expect(rows.tokensAt(ROOT, 'join')).toEqual(
      new Map([
        ['f', 2],
        ['g', 1],
      ]),
    );
    expect(rows.tokensAt(ROOT, 'other').size).toBe(0);
    expect(rows.tokensAt(9, 'join').size).toBe(0);
  });

  it('should take one token of each flow when a join is entered', () => {
    // given
    const rows = rowsAfter(
      taken('f', 'join'),
      taken('f', 'join'),
      taken('g', 'join'),
    );
    // when
    apply(rows, entered(2, 'join', { flowIds: ['f', 'g'] }));
    // then
    expect(rows.tokensAt(ROOT, 'join')).toEqual(new Map([['f', 1]]));
    expect(rows.elementInstance(ROOT)!.tokens).toBe(1);
    // when
    apply(rows, {
      type: 'tokensConsumed',
      scopeKey: ROOT,
      joinId: 'join',
      flowIds: ['f'],
    });
    // then
    expect(rows.joinsWithTokens(ROOT)).toEqual([]);
    expect(rows.elementInstance(ROOT)!.tokens).toBe(0);
  });

  it('should collect outputs by loop counter', () => {
    // when
    const rows = rowsAfter(
      {
        type: 'loopOutputCollected',
        key: ROOT,
        elementId: 'each',
        loopCounter: 2,
        value: 'b',
      },
      {
        type: 'loopOutputCollected',
        key: ROOT,
        elementId: 'each',
        loopCounter: 1,
        value: null,
      },
    );
    // then
    expect(rows.outputsOf(ROOT)).toEqual(
      new Map<number, any>([
        [2, 'b'],
        [1, null],
      ]),
    );
    expect(rows.outputsOf(2).size).toBe(0);
  });

  it('should remember which gateways wait for their late tokens', () => {
    // given
    const rows = rowsAfter({
      type: 'gatewayReset',
      scopeKey: ROOT,
      elementId: 'g',
      usedFlowIds: ['f'],
    });
    expect(rows.activatedGateways(ROOT)).toEqual(new Map([['g', ['f']]]));
    expect(rows.activatedGateways(2).size).toBe(0);
    // when
    apply(rows, {
      type: 'gatewayReset',
      scopeKey: ROOT,
      elementId: 'g',
    });
    // then
    expect(rows.activatedGateways(ROOT).size).toBe(0);
  });

  it('should open, change and close waits', () => {
    // given
    const rows = rowsAfter(entered(2), { type: 'waitOpened', wait });
    expect(rows.waitsOf(2)).toEqual([wait]);
    // when
    apply(rows, { type: 'waitChanged', wait: { ...wait, dueAt: 9 } });
    // then
    expect(rows.wait(7)).toEqual({ ...wait, dueAt: 9 });
    expect(rows.waitsOfKind('timer')).toEqual([{ ...wait, dueAt: 9 }]);
    // when
    apply(rows, {
      type: 'waitClosed',
      waitKey: 7,
      kind: 'timer',
      elementInstanceKey: 2,
      reason: 'fulfilled',
    });
    // then
    expect(rows.wait(7)).toBeUndefined();
    expect(rows.waitsOf(2)).toEqual([]);
    expect(rows.waitsOfKind('timer')).toEqual([]);
  });

  it('should raise and resolve incidents', () => {
    // given
    const rows = rowsAfter(entered(2), { type: 'incidentRaised', incident });
    expect(rows.incident(8)).toEqual(incident);
    expect(rows.incidentsOf(2)).toEqual([incident]);
    // when
    apply(rows, {
      type: 'incidentResolved',
      incidentKey: 8,
      elementInstanceKey: 2,
    });
    // then
    expect(rows.incident(8)).toBeUndefined();
    expect(rows.incidentsOf(2)).toEqual([]);
  });

  it('should record and drop what can be undone, in order', () => {
    // given
    const record = (key: number) => ({
      key,
      elementId: 'a',
      elementInstanceKey: key + 10,
      scopeKey: ROOT,
    });
    const rows = rowsAfter(
      ...[3, 4, 5].map(
        (key): StateChange => ({
          type: 'compensationRecorded',
          record: record(key),
        }),
      ),
    );
    expect(rows.compensationsIn(ROOT).map(({ key }) => key)).toEqual([3, 4, 5]);
    // when
    apply(rows, { type: 'compensationDropped', recordKey: 4, scopeKey: ROOT });
    // then
    expect(rows.compensationsIn(ROOT)).toEqual([record(3), record(5)]);
    // when
    apply(rows, { type: 'compensationDropped', recordKey: 5, scopeKey: ROOT });
    apply(rows, { type: 'compensationDropped', recordKey: 3, scopeKey: ROOT });
    // then
    expect(rows.compensationsIn(ROOT)).toEqual([]);
    expect(rows.compensations.size).toBe(0);
  });
});
