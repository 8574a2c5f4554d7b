import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { given, givenAll, givenAllXml, givenXml } from '../../testing/scenario';
import {
  element,
  extended,
  inARow,
  mappings,
  serviceTask,
} from '../../testing/extensions';
import { flow, path, processXml } from '../../testing/picture';

const HOUR = 3_600_000;

/** A process that calls another, as `calledElement` says. */
const caller = (calledElement: string, ...extensions: readonly string[]) =>
  processXml(
    inARow(
      element(
        ['callActivity', 'call'],
        [`<zeebe:calledElement ${calledElement} />`, ...extensions],
      ),
    ),
  );

/** A called process that waits for the job `work`. */
const called = processXml(inARow(serviceTask('work'))).replace(
  'id="story"',
  'id="called"',
);

function picture(name: string): string {
  return readFileSync(join(__dirname, name), 'utf8');
}

describe('call activity', () => {
  it('should wait for the end of the process that it calls', async () => {
    // given
    const story = await givenAll(__dirname, ['order.bpmn', 'payment.bpmn']);
    // when
    story.start({ amount: 5 });
    // then
    expect(story.wait('pay', 'childInstance')).toEqual({
      kind: 'childInstance',
      key: expect.any(Number),
      elementInstanceKey: expect.any(Number),
      elementId: 'pay',
      processId: 'payment',
      binding: 'latest',
      versionTag: undefined,
      businessKey: undefined,
      variables: { amount: 5 },
    });
    expect(story.storyOf('payment').waiting).toEqual(['debit']);
  });

  it('should go on when the called process has completed', async () => {
    // given
    const story = await givenAll(__dirname, ['order.bpmn', 'payment.bpmn']);
    story.start({ amount: 5 });
    const payment = story.storyOf('payment');
    // when
    payment.completeJob('debit', { status: 'fine' });
    // then
    expect(payment.state).toBe('completed');
    expect(story.completed).toEqual(['start', 'pay', 'paid', 'order']);
    expect(story.variables).toEqual({ amount: 5, status: 'fine' });
    expect(story.waits).toEqual([]);
    expect(story.instance.rows.elements.size).toBe(0);
  });

  it('should catch an error that ends the called process', async () => {
    // given
    const story = await givenAll(__dirname, ['order.bpmn', 'payment.bpmn']);
    story.start();
    const payment = story.storyOf('payment');
    // when
    payment.completeJob('debit', { status: 'refused' });
    // then
    expect(payment.state).toBe('terminated');
    expect(payment.incidents).toEqual([]);
    expect(payment.waits).toEqual([]);
    expect(story.terminated).toEqual(['pay']);
    expect(story.completed).toEqual(['start', 'refused', 'unpaid', 'order']);
    expect(story.waits).toEqual([]);
  });

  it('should hand over the variables of the error', async () => {
    // given
    const story = await givenAll(__dirname, ['order.bpmn', 'payment.bpmn']);
    story.start();
    // when
    story.storyOf('payment').throwError('debit', 'NO_MONEY', { missing: 12 });
    // then
    expect(story.completed).toContain('unpaid');
    expect(story.variables).toEqual({ missing: 12 });
  });

  it('should raise an incident if an error of the called process is caught nowhere, and call again when it is resolved', async () => {
    // given
    const story = await givenAll(__dirname, ['order.bpmn', 'payment.bpmn']);
    story.start();
    const first = story.storyOf('payment');
    // when
    first.throwError('debit', 'BROKEN');
    // then
    expect(first.state).toBe('terminated');
    expect(story.incidents).toMatchObject([
      { kind: 'errorUncaught', elementId: 'pay', errorCode: 'BROKEN' },
    ]);
    // when
    story.resolve();
    // then
    const second = story.storyOf('payment');
    expect(second.instance.id).not.toBe(first.instance.id);
    second.completeJob('debit', { status: 'fine' });
    expect(story.incidents).toEqual([]);
    expect(story.completed).toEqual(['start', 'pay', 'paid', 'order']);
  });

  it('should let an error go through several processes', async () => {
    // given
    const middle = caller('processId="called"').replace(
      'id="story"',
      'id="middle"',
    );
    const outer = processXml(
      `${inARow(
        element(
          ['callActivity', 'call'],
          ['<zeebe:calledElement processId="middle" />'],
        ),
      )}<boundaryEvent id="caught" attachedToRef="call"><errorEventDefinition id="any" /></boundaryEvent><endEvent id="saved" />${flow(
        'caught',
        'saved',
      )}`,
    );
    const story = await givenAllXml([outer, middle, called]);
    story.start();
    // when
    story.storyOf('called').throwError('work', 'DEEP');
    // then
    expect(story.storyOf('called').state).toBe('terminated');
    expect(story.storyOf('middle').state).toBe('terminated');
    expect(story.completed).toEqual(['start', 'caught', 'saved', 'story']);
  });

  it('should catch an escalation of the called process, which goes on', async () => {
    // given
    const story = await givenAll(__dirname, ['order.bpmn', 'payment.bpmn']);
    story.start();
    const payment = story.storyOf('payment');
    // when
    payment.completeJob('debit', { status: 'late' });
    // then
    expect(payment.state).toBe('active');
    expect(payment.waiting).toEqual(['chase']);
    expect(story.completed).toEqual(['start', 'slow', 'warned']);
    expect(story.wait('pay', 'childInstance')).toBeDefined();
    // when
    payment.completeTask('chase');
    // then
    expect(story.completed).toEqual([
      'start',
      'slow',
      'warned',
      'pay',
      'paid',
      'order',
    ]);
  });

  it('should end the called process if an escalation is caught interrupting', async () => {
    // given
    const interrupting = picture('order.bpmn').replace(
      'cancelActivity="false"',
      'cancelActivity="true"',
    );
    const story = await givenAllXml([interrupting, picture('payment.bpmn')]);
    story.start();
    const payment = story.storyOf('payment');
    // when
    payment.completeJob('debit', { status: 'late' });
    // then
    expect(story.completed).toEqual(['start', 'slow', 'warned', 'order']);
    expect(payment.state).toBe('terminated');
    expect(payment.waits).toEqual([]);
  });

  it('should note an escalation that nobody catches, and go on', async () => {
    // given
    const plain = caller('processId="payment"');
    const story = await givenAllXml([plain, picture('payment.bpmn')]);
    story.start();
    const payment = story.storyOf('payment');
    // when
    payment.completeJob('debit', { status: 'late' });
    payment.completeTask('chase');
    // then
    expect(story.history).toContainEqual({
      type: 'escalationThrown',
      elementId: 'call',
      code: 'LATE',
      variables: {},
    });
    expect(story.state).toBe('completed');
  });

  it('should cancel the called process when it is interrupted', async () => {
    // given
    const story = await givenAll(__dirname, ['order.bpmn', 'payment.bpmn']);
    story.start();
    // when
    story.advance(2 * HOUR);
    // then
    expect(story.completed).toEqual(['start', 'hours', 'given-up', 'order']);
    expect(story.storyOf('payment').state).toBe('terminated');
    expect(story.storyOf('payment').waits).toEqual([]);
  });

  it('should cancel the called process with the calling one', async () => {
    // given
    const story = await givenAll(__dirname, ['order.bpmn', 'payment.bpmn']);
    story.start();
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.history).toContainEqual(
      expect.objectContaining({
        type: 'waitClosed',
        kind: 'childInstance',
        reason: 'withdrawn',
      }),
    );
    expect(story.storyOf('payment').state).toBe('terminated');
    expect(story.waits).toEqual([]);
  });

  it('should not complete as if all were well when the called process was cancelled', async () => {
    // given
    const story = await givenAll(__dirname, ['order.bpmn', 'payment.bpmn']);
    story.start();
    // when
    story.storyOf('payment').send({ type: 'cancelInstance' });
    // then
    expect(story.state).toBe('active');
    expect(story.completed).toEqual(['start']);
  });

  it('should raise an incident if the called process is not deployed', async () => {
    // given
    const story = await given(__dirname, 'order.bpmn');
    // when
    story.start();
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'calledElementMissing', elementId: 'pay' },
    ]);
  });

  it('should let processes call each other to any depth', async () => {
    // given
    const countdown = processXml(
      `<startEvent id="start" /><exclusiveGateway id="more" default="more-end" /><callActivity id="call">${extended(
        '<zeebe:calledElement processId="story" propagateAllChildVariables="true" />',
        mappings({ inputs: { n: '=n - 1' } }),
      )}</callActivity><endEvent id="end" /><endEvent id="done" />${path(
        'start',
        'more',
      )}${flow('more', 'call', '=n > 0')}${flow('more', 'end')}${flow(
        'call',
        'done',
      )}`,
    );
    const story = await givenXml(countdown);
    // when
    story.start({ n: 20 });
    // then
    expect(story.state).toBe('completed');
    expect(story.host.instances.size).toBe(21);
  });
});
