import { timelineOf } from './entryInWords';

const at = '2026-11-02T08:00:00.000Z';
const nameOf = (id: string) => ({ score: 'Score model' }[id] ?? id);
const entry = (revision: number, ...changes: any[]) => ({
  revision,
  at,
  actor: 'user:default/ada',
  changes,
});
const lines = (...changes: any[]) =>
  timelineOf([entry(1, ...changes)], nameOf, 1).flatMap(one => one.lines);

describe('timelineOf', () => {
  it('should tell a step in words, without what is of no interest', () => {
    expect(
      lines(
        { type: 'instanceStarted' },
        { type: 'elementEntered', key: 1, elementId: 'process' },
        { type: 'elementEntered', key: 2, elementId: 'start' },
        { type: 'lifecycleMoved', key: 2, elementId: 'start', to: 'completed' },
        { type: 'sequenceFlowTaken', flowId: 'f' },
        { type: 'elementEntered', key: 3, elementId: 'score' },
        {
          type: 'waitOpened',
          wait: { kind: 'job', type: 'script:python', elementId: 'score' },
        },
      ),
    ).toEqual([
      'The run has begun',
      'start is done',
      'Score model has begun',
      'The script of Score model is to run',
    ]);
  });

  it('should tell what asks for attention', () => {
    const incident = { elementId: 'score', message: 'Division by zero' };
    const [told] = timelineOf(
      [entry(1, { type: 'incidentRaised', incident })],
      nameOf,
      1,
    );
    expect(told).toMatchObject({
      isTrouble: true,
      lines: ['Score model needs attention: Division by zero'],
    });
  });

  it.each([
    [{ type: 'variablesSet', variables: ['a', 'b'] }, 'Set a, b'],
    [
      { type: 'errorThrown', elementId: 'score', code: 'no-data' },
      'Score model has thrown the error “no-data”',
    ],
    [
      { type: 'messageThrown', elementId: 'score', name: 'done' },
      'Score model has sent the message “done”',
    ],
    [{ type: 'instanceEnded', state: 'completed' }, 'The run is completed'],
    [{ type: 'instanceEnded', state: 'terminated' }, 'The run has ended'],
    [
      {
        type: 'waitOpened',
        wait: { kind: 'userTask', elementId: 'approve' },
      },
      'approve waits for somebody to take it',
    ],
  ])('should say %j as people would', (change, words) => {
    expect(lines(change)).toEqual([words]);
  });

  it('should have the latest first, and leave out steps that say nothing', () => {
    const told = timelineOf(
      [
        entry(1, { type: 'instanceStarted' }),
        entry(2, { type: 'waitClosed' }),
        entry(3, { type: 'instanceSuspended' }),
      ],
      nameOf,
      1,
    );
    expect(told.map(({ revision }) => revision)).toEqual([3, 1]);
  });
});
