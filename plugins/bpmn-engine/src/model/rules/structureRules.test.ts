import { readDocument } from '../document';
import { findStructureProblems, structureRules } from './structureRules';
import { bpmn, flow } from './testing/ruleCases';

const problemsOf = async (xml: string) => {
  const { document } = await readDocument(xml);
  return findStructureProblems(document!);
};

describe('structureRules', () => {
  it('should have an id of its own for every rule', () => {
    const ids = structureRules.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    }
  });

  it('should say for every rule what it demands and where that comes from', () => {
    for (const { title, source } of structureRules) {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(source).not.toBe('');
    }
  });
});

describe('findStructureProblems', () => {
  it('should find nothing in a process as people draw it', async () => {
    // given
    const xml = bpmn({
      root: '<message id="paid" name="paid"/><error id="refused" errorCode="REFUSED"/>',
      process: `
        <startEvent id="start"/>
        <userTask id="approve" name="Approve"/>
        <exclusiveGateway id="approved" default="approved-end"/>
        <scriptTask id="book" scriptFormat="python"><script>done = True</script></scriptTask>
        <boundaryEvent id="late" attachedToRef="approve" cancelActivity="false">
          <timerEventDefinition><timeCycle>R3/P1D</timeCycle></timerEventDefinition>
        </boundaryEvent>
        <sendTask id="remind"/>
        <endEvent id="end"/>
        <endEvent id="reminded"/>
        ${flow('start', 'approve')}
        ${flow('approve', 'approved')}
        ${flow('approved', 'end')}
        ${flow(
          'approved',
          'book',
          '<conditionExpression>=approved</conditionExpression>',
        )}
        ${flow('book', 'end')}
        ${flow('late', 'remind')}
        ${flow('remind', 'reminded')}`,
    });

    // then
    expect(await problemsOf(xml)).toEqual([]);
  });

  it('should only warn of what is wrong in a process that is not executed', async () => {
    // given
    const xml = bpmn({
      root: '<process id="partner"><startEvent id="event"><errorEventDefinition/></startEvent></process>',
      process: '<task id="task"/>',
    });

    // when
    const problems = await problemsOf(xml);

    // then
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule: 'start-event-trigger',
        severity: 'warning',
        elementId: 'event',
      }),
    );
  });

  it('should give the path of the property that is meant, and what the message names', async () => {
    // given
    const xml = bpmn('<task id="a"/><sequenceFlow id="flow" sourceRef="a"/>');

    // when
    const problems = await problemsOf(xml);

    // then
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule: 'sequence-flow-end-missing',
        path: ['targetRef'],
      }),
    );
  });

  it('should list the first problems of very many, and count the others', async () => {
    // given
    const xml = bpmn('<task/>'.repeat(20_000));

    // when
    const problems = await problemsOf(xml);

    // then
    expect(problems).toHaveLength(201);
    expect(problems.at(-1)).toMatchObject({
      rule: 'too-many-problems',
      severity: 'error',
      parameters: { count: 19_800 },
    });
  });

  it('should say in every message what is expected, what found, and the way out', async () => {
    // given
    const xml = bpmn(`
      <startEvent id="start"><errorEventDefinition/></startEvent>
      <task startQuantity="0"/>
      <callActivity id="call"/>
      <userTask id="user"/>
      <adHocSubProcess id="adHoc"/>
      <boundaryEvent id="boundary"><compensateEventDefinition/></boundaryEvent>
      <intermediateThrowEvent id="link"><linkEventDefinition/></intermediateThrowEvent>
      <intermediateCatchEvent id="timer"><timerEventDefinition/></intermediateCatchEvent>
      <eventBasedGateway id="gateway"/>
      <sequenceFlow id="flow" sourceRef="start" targetRef="start" isImmediate="false"/>`);

    // when
    const problems = await problemsOf(xml);

    // then
    expect(problems.length).toBeGreaterThan(15);
    for (const { message } of problems) {
      expect(message).toMatch(/^Expected [^]+, but found [^]+[:.] [^]+\.$/);
    }
  });
});
