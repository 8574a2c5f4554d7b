import { parse } from '../../parse';
import { given, givenXml } from '../../testing/scenario';
import { element, inARow, jobType } from '../../testing/extensions';
import { processXml } from '../../testing/picture';

const oneRule = (...extensions: readonly string[]) =>
  processXml(inARow(element(['businessRuleTask', 'decide'], extensions)));

describe('business rule task', () => {
  it('should open a job that says which decision is evaluated and where its result goes', async () => {
    // given
    const story = await given(__dirname, 'decides.bpmn');
    // when
    story.start();
    // then
    expect(story.wait('decide')).toEqual({
      kind: 'job',
      key: expect.any(Number),
      elementInstanceKey: expect.any(Number),
      elementId: 'decide',
      type: 'decision:evaluate',
      retries: 3,
      headers: { decisionId: 'discount', resultVariable: 'percent' },
    });
  });

  it('should complete with the result', async () => {
    // given
    const story = await given(__dirname, 'decides.bpmn');
    story.start({ total: 500 });
    // when
    story.completeJob('decide', { percent: 5 });
    // then
    expect(story.completed).toEqual(['start', 'decide', 'end', 'decides']);
    expect(story.variables).toEqual({ total: 500, percent: 5 });
    expect(story.waits).toEqual([]);
  });

  it('should be done by a job worker if it has a job type only', async () => {
    // given
    const story = await givenXml(oneRule(jobType('drools', '1')));
    // when
    story.start();
    // then
    const wait = story.wait('decide');
    expect(wait).toMatchObject({ type: 'drools', retries: 1 });
    expect(wait).not.toHaveProperty('headers');
  });

  it('should prefer its job type to the built-in one, and still name the decision', async () => {
    // given
    const story = await givenXml(
      oneRule(
        jobType('dmn-farm'),
        '<zeebe:calledDecision decisionId="discount" />',
        '<zeebe:taskHeaders><zeebe:header key="region" value="north" /></zeebe:taskHeaders>',
      ),
    );
    // when
    story.start();
    // then
    expect(story.wait('decide')).toMatchObject({
      type: 'dmn-farm',
      headers: { decisionId: 'discount', resultVariable: '', region: 'north' },
    });
  });

  it('should leave it to its worker what a decision without id means', async () => {
    // given
    const story = await givenXml(
      oneRule('<zeebe:calledDecision resultVariable="percent" />'),
    );
    // when
    story.start();
    // then
    expect(story.wait('decide')).toMatchObject({
      type: 'decision:evaluate',
      headers: { decisionId: '', resultVariable: 'percent' },
    });
  });

  it('should warn if it names neither decision nor job type, and raise an incident when it is reached', async () => {
    // given
    const xml = oneRule();
    const { problems } = await parse(xml);
    const story = await givenXml(xml);
    // when
    story.start();
    // then
    expect(problems).toMatchObject([
      { rule: 'job-type', severity: 'warning', elementId: 'decide' },
    ]);
    expect(story.incidents).toMatchObject([
      { kind: 'expressionFailed', elementId: 'decide' },
    ]);
  });

  it('should not warn if it names a decision', async () => {
    // given
    const xml = oneRule('<zeebe:calledDecision decisionId="discount" />');
    // when
    const { problems } = await parse(xml);
    // then
    expect(problems).toEqual([]);
  });

  it('should raise an incident when its decision could not be evaluated, and be tried again', async () => {
    // given
    const story = await given(__dirname, 'decides.bpmn');
    story.start();
    // when
    story.failJob('decide', 'No rule matches', 0);
    // then
    expect(story.incidents).toMatchObject([
      { kind: 'jobFailed', elementId: 'decide', message: 'No rule matches' },
    ]);
    // when
    story.resolve().completeJob('decide', { percent: 1 });
    // then
    expect(story.variables).toEqual({ percent: 1 });
    expect(story.state).toBe('completed');
  });
});
