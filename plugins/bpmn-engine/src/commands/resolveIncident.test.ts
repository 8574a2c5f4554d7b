import { flow, path, processXml } from '../testing/picture';
import { rejectionOf } from '../testing/rejectionOf';
import { givenXml } from '../testing/scenario';

const jobType = (retries = '3', more = '') =>
  `<extensionElements><zeebe:taskDefinition type="work" retries="${retries}"/>${more}</extensionElements>`;

const nested = processXml(
  `<startEvent id="start"/>
   <subProcess id="sub"><startEvent id="begin"/><userTask id="review"/>${flow(
     'begin',
     'review',
   )}</subProcess>
   <userTask id="after"/>${path('start', 'sub', 'after')}
   <boundaryEvent id="bored" attachedToRef="sub"><timerEventDefinition><timeDuration xsi:type="bpmn:tFormalExpression">PT1H</timeDuration></timerEventDefinition></boundaryEvent>`,
);

describe('resolving an incident', () => {
  it('should refuse one that is not open', async () => {
    // given
    const story = (await givenXml(nested)).start();
    // when
    const rejection = rejectionOf(() =>
      story.send({ type: 'resolveIncident', incidentKey: 99 }),
    );
    // then
    expect(rejection).toEqual({
      code: 'notFound',
      message: 'Expected incident 99 to be open, but it is not',
      parameters: { incidentKey: 99 },
    });
  });

  it.each([0, -1])('should refuse %s tries for a failed job', async retries => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/><serviceTask id="work">${jobType()}</serviceTask>${flow(
            'start',
            'work',
          )}`,
        ),
      )
    ).start();
    story.failJob('work', 'no', 0);
    const [{ key: incidentKey }] = story.incidents;
    // when
    const rejection = rejectionOf(() =>
      story.send({ type: 'resolveIncident', incidentKey, retries }),
    );
    // then
    expect(rejection).toEqual({
      code: 'invalidArgument',
      message: `Expected a whole number of tries from 1 to 1000000, but found ${retries}`,
      parameters: { incidentKey, retries },
    });
    expect(story.incidents).toHaveLength(1);
  });

  it('should enter an element again that was being activated', async () => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/><userTask id="review"><extensionElements><zeebe:ioMapping><zeebe:input source="=order.id" target="id"/></zeebe:ioMapping></extensionElements></userTask>${flow(
            'start',
            'review',
          )}`,
        ),
      )
    ).start();
    expect(story.incidents).toMatchObject([
      { elementId: 'review', kind: 'mappingFailed' },
    ]);
    const [{ key: incidentKey, elementInstanceKey }] = story.incidents;
    // when
    story.resolve({ order: { id: 7 } });
    // then
    expect(story.history).toContainEqual({
      type: 'incidentResolved',
      incidentKey,
      elementInstanceKey,
    });
    expect(story.seenBy('review', 'id')).toBe(7);
    expect(story.wait('review').elementInstanceKey).toBe(elementInstanceKey);
  });

  it('should raise a new incident if the reason is still there', async () => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/><userTask id="review"><extensionElements><zeebe:ioMapping><zeebe:input source="=order.id" target="id"/></zeebe:ioMapping></extensionElements></userTask>${flow(
            'start',
            'review',
          )}`,
        ),
      )
    ).start();
    const [{ key }] = story.incidents;
    // when
    story.resolve();
    // then
    expect(story.incidents).toHaveLength(1);
    expect(story.incidents[0].key).toBeGreaterThan(key);
  });

  it('should leave an element again that was completing', async () => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/><userTask id="review"><extensionElements><zeebe:ioMapping><zeebe:output source="=missing.field" target="result"/></zeebe:ioMapping></extensionElements></userTask><endEvent id="end"/>${path(
            'start',
            'review',
            'end',
          )}`,
        ),
      )
    ).start();
    story.completeTask('review');
    expect(story.incidents).toMatchObject([{ elementId: 'review' }]);
    expect(
      story.instance.rows.elementInstance(
        story.incidents[0].elementInstanceKey,
      ),
    ).toMatchObject({ lifecycle: 'completing' });
    // when
    story.resolve({ missing: { field: 3 } });
    // then
    expect(story.variables).toEqual({ missing: { field: 3 }, result: 3 });
    expect(story.completed).toEqual(['start', 'review', 'end', 'story']);
  });

  it.each([
    [undefined, 5],
    [1, 1],
    [9, 9],
  ])(
    'should offer a failed job again, with %s tries of the operator: %s',
    async (retries, expected) => {
      // given
      const story = (
        await givenXml(
          processXml(
            `<startEvent id="start"/><serviceTask id="work">${jobType(
              '5',
            )}</serviceTask><endEvent id="end"/>${path(
              'start',
              'work',
              'end',
            )}`,
          ),
        )
      ).start();
      const { elementInstanceKey } = story.wait('work');
      story.failJob('work', 'no', 0);
      const [{ key: incidentKey }] = story.incidents;
      // when
      story.send({ type: 'resolveIncident', incidentKey, retries });
      // then
      expect(story.incidents).toEqual([]);
      expect(story.waits).toMatchObject([
        { type: 'work', retries: expected, elementInstanceKey },
      ]);
      // when
      story.completeJob('work');
      // then
      expect(story.state).toBe('completed');
    },
  );

  it('should offer the job of a listener again', async () => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/><serviceTask id="work">${jobType(
            '3',
            '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="audit"/></zeebe:executionListeners>',
          )}</serviceTask>${flow('start', 'work')}`,
        ),
      )
    ).start();
    story.failJob('work', 'no', 0);
    // when
    story.resolve();
    // then
    expect(story.waits).toMatchObject([
      { type: 'audit', listener: { on: 'start', index: 0 } },
    ]);
    // when
    story.completeJob('work');
    // then
    expect(story.waits).toMatchObject([{ type: 'work' }]);
  });

  it('should let an element throw its error again if nobody caught it', async () => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/><endEvent id="end"><errorEventDefinition errorRef="fire"/></endEvent>${flow(
            'start',
            'end',
          )}`,
          '<error id="fire" errorCode="fire"/>',
        ),
      )
    ).start();
    expect(story.incidents).toMatchObject([{ errorCode: 'fire' }]);
    // when
    story.resolve();
    // then
    expect(story.incidents).toMatchObject([{ errorCode: 'fire' }]);
    expect(
      story.history.filter(({ type }) => type === 'errorThrown'),
    ).toHaveLength(2);
    expect(story.state).toBe('active');
  });

  it('should let a join look at its tokens again', async () => {
    // given
    const story = (
      await givenXml(
        processXml(
          `<startEvent id="start"/><parallelGateway id="fork"/><complexGateway id="join"><activationCondition xsi:type="bpmn:tFormalExpression">=activationCount &gt;= quorum</activationCondition></complexGateway><userTask id="after"/>
           ${flow(
             'start',
             'fork',
           )}<sequenceFlow id="one" sourceRef="fork" targetRef="join"/><sequenceFlow id="two" sourceRef="fork" targetRef="join"/>${flow(
            'join',
            'after',
          )}`,
        ),
      )
    ).start();
    expect(story.incidents.length).toBeGreaterThan(0);
    expect(story.waits).toEqual([]);
    // when
    while (story.incidents.length > 0) {
      const [{ key: incidentKey }] = story.incidents;
      story.send({ type: 'setVariables', variables: { quorum: 2 } });
      story.send({ type: 'resolveIncident', incidentKey });
    }
    // then
    expect(story.waiting).toEqual(['after']);
  });
});
