import { element, inARow, jobType, serviceTask } from '../testing/extensions';
import {
  complete,
  hostOf,
  processOf,
  stateOf,
  variablesIn,
  waitingIn,
} from '../testing/hosts';
import {
  boundary,
  definition,
  ends,
  errors,
  escalations,
  timerDefinition,
} from '../testing/parts';

const call = (attributes: string) =>
  element(
    ['callActivity', 'call'],
    [`<zeebe:calledElement propagateAllChildVariables="true" ${attributes} />`],
  );

/** A process that calls another; more of it, and what that refers to. */
const caller = (
  [id, called]: readonly [id: string, called: string],
  more = '',
  around = '',
) => processOf(id, inARow(call(`processId="${called}"`)) + more, around);

const inner = processOf('inner', inARow(serviceTask('do')));

const incidentsIn = (host: Awaited<ReturnType<typeof hostOf>>, id: string) =>
  Array.from(host.instance(id).rows.incidents.values());

describe('calls in a host', () => {
  it('should begin the called process, and go on with what it gives', async () => {
    // given
    const host = await hostOf([
      processOf(
        'outer',
        inARow(call('processId="inner" businessId="=number"')),
      ),
      inner,
    ]);
    // when
    host.start('outer', { x: 1, number: 'B-7' });
    // then
    expect(host.instance('inner-2')).toMatchObject({
      caller: { instanceId: 'outer-1', waitKey: expect.any(Number) },
    });
    expect(host.instance('inner-2').rows.instanceRow).toMatchObject({
      isCalled: true,
      businessKey: 'B-7',
    });
    expect(variablesIn(host, 'inner-2')).toEqual({ x: 1, number: 'B-7' });
    // when
    const { key: waitKey } = host.waits('inner-2')[0];
    host.send('inner-2', {
      type: 'fulfilWait',
      waitKey,
      variables: { y: 2 },
    });
    // then
    expect(stateOf(host, 'outer-1')).toBe('completed');
    expect(variablesIn(host, 'outer-1')).toMatchObject({ x: 1, y: 2 });
  });

  describe('of a process that it does not know', () => {
    it('should be an incident that names it', async () => {
      // given
      const host = await hostOf([caller(['outer', 'gone'])]);
      // when
      const id = host.start('outer');
      // then
      expect(incidentsIn(host, id)).toMatchObject([
        {
          kind: 'calledElementMissing',
          elementId: 'call',
          message: 'Expected process gone to be known, but it is not',
        },
      ]);
      expect(host.waits(id)).toEqual([]);
      expect(host.instances.size).toBe(1);
    });

    it('should be made again when that is resolved', async () => {
      // given
      const host = await hostOf([caller(['outer', '=which']), inner]);
      const id = host.start('outer', { which: 'gone' });
      const [{ key: incidentKey }] = incidentsIn(host, id);
      // when it is still not known
      host.send(id, { type: 'resolveIncident', incidentKey });
      // then
      const [again] = incidentsIn(host, id);
      expect(again).toMatchObject({ kind: 'calledElementMissing' });
      expect(again.key).not.toBe(incidentKey);
      // when
      host.send(id, { type: 'setVariables', variables: { which: 'inner' } });
      host.send(id, { type: 'resolveIncident', incidentKey: again.key });
      complete(host, 'inner-2', 'do');
      // then
      expect(incidentsIn(host, id)).toEqual([]);
      expect(stateOf(host, id)).toBe('completed');
    });

    it('should not stop its boundary events', async () => {
      // given
      const host = await hostOf([
        caller(
          ['outer', 'gone'],
          ends('over') +
            boundary(
              { id: 'late', on: 'call', to: 'over' },
              timerDefinition('PT1S'),
            ),
        ),
      ]);
      const id = host.start('outer');
      // when
      host.advance(1_000);
      // then
      expect(stateOf(host, id)).toBe('completed');
      expect(incidentsIn(host, id)).toEqual([]);
    });
  });

  describe('that are cancelled', () => {
    it('should cancel the called instance, and what that has called', async () => {
      // given
      const host = await hostOf([
        caller(['outer', 'middle']),
        caller(['middle', 'inner']),
        inner,
      ]);
      const id = host.start('outer');
      expect(waitingIn(host, 'inner-3')).toEqual(['do']);
      // when
      host.send(id, { type: 'cancelInstance' });
      // then
      for (const cancelled of [id, 'middle-2', 'inner-3']) {
        expect(stateOf(host, cancelled)).toBe('terminated');
        expect(host.waits(cancelled)).toEqual([]);
      }
    });

    it('should cancel the called instance if a boundary event interrupts', async () => {
      // given
      const host = await hostOf([
        caller(
          ['outer', 'inner'],
          ends('over') +
            boundary(
              { id: 'late', on: 'call', to: 'over' },
              timerDefinition('PT1S'),
            ),
        ),
        inner,
      ]);
      const id = host.start('outer');
      // when
      host.advance(1_000);
      // then
      expect(stateOf(host, id)).toBe('completed');
      expect(stateOf(host, 'inner-2')).toBe('terminated');
    });

    it('should cancel the called instance of that call only', async () => {
      // given
      const host = await hostOf([caller(['outer', 'inner']), inner]);
      const [one, two] = [host.start('outer'), host.start('outer')];
      // when
      host.send(one, { type: 'cancelInstance' });
      // then
      expect(stateOf(host, 'inner-2')).toBe('terminated');
      expect(stateOf(host, 'inner-4')).toBe('active');
      expect(stateOf(host, two)).toBe('active');
    });

    it('should cancel a called instance that is suspended, too', async () => {
      // given
      const host = await hostOf([caller(['outer', 'inner']), inner]);
      const id = host.start('outer');
      host.send('inner-2', { type: 'suspendInstance' });
      // when
      host.send(id, { type: 'cancelInstance' });
      // then
      expect(stateOf(host, 'inner-2')).toBe('terminated');
    });
  });

  describe('that end otherwise', () => {
    it('should throw the error that nobody catches in the called instance', async () => {
      // given
      const host = await hostOf([
        caller(
          ['outer', 'inner'],
          ends('over') +
            boundary(
              { id: 'caught', on: 'call', to: 'over' },
              definition('error', 'E'),
            ),
          errors('E'),
        ),
        inner,
      ]);
      const id = host.start('outer');
      const { key: waitKey } = host.waits('inner-2')[0];
      // when
      host.send('inner-2', {
        type: 'throwError',
        waitKey,
        code: 'E',
        variables: { why: 'empty' },
      });
      // then
      expect(stateOf(host, 'inner-2')).toBe('terminated');
      expect(stateOf(host, id)).toBe('completed');
      expect(variablesIn(host, id)).toEqual({ why: 'empty' });
    });

    it('should pass on an escalation that nobody catches, and go on', async () => {
      // given
      const host = await hostOf([
        caller(
          ['outer', 'inner'],
          ends('noted') +
            boundary(
              { id: 'on', on: 'call', to: 'noted', interrupts: false },
              definition('escalation', 'E'),
            ),
          escalations('E'),
        ),
        inner,
      ]);
      const id = host.start('outer');
      const { key: waitKey } = host.waits('inner-2')[0];
      // when
      host.send('inner-2', { type: 'throwEscalation', waitKey, code: 'E' });
      // then
      expect(
        host
          .instance(id)
          .history.filter(
            change =>
              change.type === 'elementEntered' && change.elementId === 'noted',
          ),
      ).toHaveLength(1);
      expect(waitingIn(host, id)).toEqual(['call']);
      // when
      complete(host, 'inner-2', 'do');
      // then
      expect(stateOf(host, id)).toBe('completed');
    });

    it('should tell a caller that is suspended when it is resumed', async () => {
      // given
      const host = await hostOf([caller(['outer', 'inner']), inner]);
      const id = host.start('outer');
      host.send(id, { type: 'suspendInstance' });
      complete(host, 'inner-2', 'do');
      expect(stateOf(host, id)).toBe('suspended');
      expect(waitingIn(host, id)).toEqual(['call']);
      // when
      host.send(id, { type: 'resumeInstance' });
      // then
      expect(stateOf(host, id)).toBe('completed');
    });

    it('should go on with a process that needs nobody', async () => {
      // given
      const host = await hostOf(
        [
          caller(['outer', 'inner']),
          processOf(
            'inner',
            inARow(element(['serviceTask', 'do'], [jobType('do')])),
          ),
        ],
        { doJob: ({ variable }) => ({ complete: { y: variable('x')! } }) },
      );
      // when
      const id = host.start('outer', { x: 3 });
      // then
      expect(stateOf(host, id)).toBe('completed');
      expect(variablesIn(host, id)).toEqual({ x: 3, y: 3 });
    });
  });
});
