import { givenXml } from '../testing/scenario';
import { flow, path, processXml } from '../testing/picture';
import { rejectionOf } from '../testing/rejectionOf';

const MESSAGES =
  '<message id="paid" name="paid"/><message id="shipped" name="shipped"/>';

const plain = processXml(
  `<startEvent id="start"/><userTask id="review"/><endEvent id="end"/>${path(
    'start',
    'review',
    'end',
  )}`,
);

const messageStart = (content = '') =>
  processXml(
    `<startEvent id="paidStart"><messageEventDefinition messageRef="paid"/></startEvent>
     <userTask id="review"/><endEvent id="end"/>${path(
       'paidStart',
       'review',
       'end',
     )}${content}`,
    MESSAGES,
  );

const gatewayStart = (kind: string) =>
  processXml(
    `<eventBasedGateway id="either" instantiate="true" eventGatewayType="${kind}"/>
     <intermediateCatchEvent id="onPaid"><messageEventDefinition messageRef="paid"/></intermediateCatchEvent>
     <intermediateCatchEvent id="onShipped"><messageEventDefinition messageRef="shipped"/></intermediateCatchEvent>
     <endEvent id="end"/>
     ${path('either', 'onPaid', 'end')}${path('either', 'onShipped', 'end')}`,
    MESSAGES,
  );

describe('starting an instance', () => {
  it('should enter the process, then its start event, and run to the first wait', async () => {
    // given
    const story = await givenXml(plain);
    // when
    story.start({ amount: 3 });
    // then
    const root = 1;
    expect(story.history.slice(0, 3)).toEqual([
      {
        type: 'instanceStarted',
        instanceId: 'story-1',
        processId: 'story',
        rootKey: root,
        isCalled: false,
      },
      { type: 'elementEntered', key: root, elementId: 'story', scopeKey: 0 },
      { type: 'variablesSet', scopeKey: root, variables: { amount: 3 } },
    ]);
    expect(story.completed).toEqual(['start']);
    expect(story.waiting).toEqual(['review']);
    expect(story.instance.rows.instance()).toEqual({
      id: 'story-1',
      processId: 'story',
      rootKey: root,
      state: 'active',
    });
  });

  it('should keep the business key and that it was called', async () => {
    // given
    const callee = processXml(
      `<startEvent id="start"/><callActivity id="call"><extensionElements><zeebe:calledElement processId="other" businessId="order 7"/></extensionElements></callActivity>${path(
        'start',
        'call',
      )}`,
      '<process id="other" isExecutable="true"><startEvent id="begin"/><userTask id="inner"/><sequenceFlow id="f" sourceRef="begin" targetRef="inner"/></process>',
    ).replace(
      /([\s\S]*)(<bpmn:process id="other"[\s\S]*?<\/bpmn:process>)([\s\S]*)(<\/bpmn:definitions>)/,
      '$1$3$2$4',
    );
    const story = await givenXml(callee);
    // when
    story.start();
    // then
    expect(story.host.instance('other-2').rows.instance()).toEqual({
      id: 'other-2',
      processId: 'other',
      rootKey: 1,
      state: 'active',
      businessKey: 'order 7',
      isCalled: true,
    });
  });

  it('should give data objects that nobody sets the value null, and keep those that are given', async () => {
    // given
    const story = await givenXml(
      processXml(
        `<dataObject id="d1" name="order"/><dataObject id="d2" name="invoice"/><startEvent id="start"/><userTask id="review"/>${flow(
          'start',
          'review',
        )}`,
      ),
    );
    // when
    story.start({ order: 7 });
    // then
    expect(story.variables).toEqual({ order: 7, invoice: null });
  });

  it('should enter every start event without trigger', async () => {
    // given
    const story = await givenXml(
      processXml(
        `<startEvent id="one"/><startEvent id="two"/><userTask id="a"/><userTask id="b"/>${flow(
          'one',
          'a',
        )}${flow('two', 'b')}`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.waiting).toEqual(['a', 'b']);
  });

  it('should begin at a start event that is named', async () => {
    // given
    const story = await givenXml(
      processXml(
        `<startEvent id="one"/><startEvent id="two"/><userTask id="a"/><userTask id="b"/>${flow(
          'one',
          'a',
        )}${flow('two', 'b')}`,
      ),
    );
    // when
    story.start({}, 'two');
    // then
    expect(story.waiting).toEqual(['b']);
  });

  it('should begin at a triggered start event', async () => {
    // given
    const story = await givenXml(messageStart());
    // when
    story.start({ amount: 3 }, 'paidStart');
    // then
    expect(story.completed).toEqual(['paidStart']);
    expect(
      story.history.find(
        change =>
          change.type === 'elementEntered' && change.elementId === 'paidStart',
      ),
    ).toMatchObject({ cause: { kind: 'event' } });
  });

  it('should begin behind an instantiating gateway, waiting for nothing else if it is exclusive', async () => {
    // given
    const story = await givenXml(gatewayStart('Exclusive'));
    // when
    story.start({}, 'onPaid');
    // then
    expect(story.completed).toEqual(['onPaid', 'end', 'story']);
    expect(story.waits).toEqual([]);
  });

  it('should wait for the other events of a parallel instantiating gateway', async () => {
    // given
    const story = await givenXml(gatewayStart('Parallel'));
    // when
    story.start({}, 'onPaid');
    // then
    expect(story.waiting).toEqual(['onShipped']);
    expect(story.state).toBe('active');
    // when
    story.publish('shipped');
    // then
    expect(story.state).toBe('completed');
  });

  it('should raise an incident on the process if what listens on it cannot, and listen when that is resolved', async () => {
    // given
    const story = await givenXml(
      processXml(
        `<startEvent id="start"/><userTask id="review"/>${flow(
          'start',
          'review',
        )}
         <subProcess id="late" triggeredByEvent="true">
           <startEvent id="tooLate"><timerEventDefinition><timeDuration xsi:type="bpmn:tFormalExpression">=patience</timeDuration></timerEventDefinition></startEvent>
         </subProcess>`,
      ),
    );
    // when
    story.start();
    // then
    expect(story.incidents).toMatchObject([
      { elementId: 'story', kind: 'expressionFailed' },
    ]);
    // when
    story.resolve({ patience: 'PT1H' });
    // then
    expect(story.incidents).toEqual([]);
    expect(story.waiting).toEqual(['review', 'tooLate']);
  });

  it.each<readonly [string, string, string | undefined, string, object]>([
    [
      'an instance without start event to begin at',
      messageStart(),
      undefined,
      'Expected process story to have a start event without trigger, but it has none. Name the start event',
      { processId: 'story' },
    ],
    [
      'an element that is not there',
      plain,
      'nowhere',
      'Expected nowhere to be a start event of process story, but it is not: it begins with start',
      { processId: 'story', startEvent: 'nowhere' },
    ],
    [
      'an element that is no start event',
      plain,
      'review',
      'Expected review to be a start event of process story, but it is not: it begins with start',
      { processId: 'story', startEvent: 'review' },
    ],
    [
      'a start event inside a sub-process',
      processXml(
        `<startEvent id="start"/><subProcess id="sub"><startEvent id="inner"/></subProcess>${flow(
          'start',
          'sub',
        )}`,
      ),
      'inner',
      'Expected inner to be a start event of process story, but it is not: it begins with start',
      { processId: 'story', startEvent: 'inner' },
    ],
    [
      'what comes after an instantiating gateway',
      gatewayStart('Exclusive'),
      'end',
      'Expected end to be a start event of process story, but it is not: it begins with onPaid, onShipped',
      { processId: 'story', startEvent: 'end' },
    ],
  ])(
    'should refuse to start by %s',
    async (_, ...[xml, startEvent, message, parameters]) => {
      // given
      const story = await givenXml(xml);
      // when
      const rejection = rejectionOf(() => story.start({}, startEvent));
      // then
      expect(rejection).toEqual({
        code: 'invalidArgument',
        message,
        parameters,
      });
    },
  );

  it('should refuse to start an instance twice', async () => {
    // given
    const story = (await givenXml(plain)).start();
    // when
    const rejection = rejectionOf(() =>
      story.send({ type: 'startInstance', instanceId: 'again' }),
    );
    // then
    expect(rejection).toEqual({
      code: 'invalidState',
      message: 'Expected the instance not to be started yet, but it is',
      parameters: {},
    });
  });

  it('should refuse to start an instance again that is suspended or over', async () => {
    // given
    const story = (await givenXml(plain)).start();
    const startAgain = () =>
      rejectionOf(() =>
        story.send({ type: 'startInstance', instanceId: 'again' }),
      )?.code;
    // when
    story.send({ type: 'suspendInstance' });
    // then
    expect(startAgain()).toBe('invalidState');
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(startAgain()).toBe('invalidState');
  });
});
