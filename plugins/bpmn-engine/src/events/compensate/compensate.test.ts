import { parse } from '../../parse';
import { story } from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, path, processXml } from '../../testing/picture';
import { given } from '../../testing/scenario';

const UNDO = '<compensateEventDefinition />';

const booking = (name: string) => `
  <task id="${name}" />
  <boundaryEvent id="on-${name}" attachedToRef="${name}">${UNDO}</boundaryEvent>
  <task id="undo-${name}" isForCompensation="true" />
  <association id="a-${name}" associationDirection="One" sourceRef="on-${name}" targetRef="undo-${name}" />`;

// What is drawn between elements comes behind them.
const arranged = (content: string) => {
  const associations = content.match(/<association [^>]*>/g) ?? [];
  return `${content.replace(/<association [^>]*>/g, '')}${associations.join(
    '',
  )}`;
};

describe('compensation event', () => {
  it('should undo what has completed, last first, thrown by an intermediate event', async () => {
    // given
    const about = await given(__dirname, 'travel.bpmn');
    // when
    about.start();
    // then
    expect(about.completed).toEqual([
      'start',
      'bookHotel',
      'bookFlight',
      'cancelFlight',
      'cancelHotel',
      'undo',
      'end',
      'travel',
    ]);
    expect(left(about)).toEqual([]);
  });

  it('should undo what has completed, thrown by an end event', async () => {
    // given
    const about = await story(
      arranged(`
        <startEvent id="start" />${booking('one')}${booking('two')}
        <endEvent id="end">${UNDO}</endEvent>
        ${path('start', 'one', 'two', 'end')}`),
    );
    // when
    about.start();
    // then
    expect(about.completed).toEqual([
      'start',
      'one',
      'two',
      'undo-two',
      'undo-one',
      'end',
      'story',
    ]);
    expect(left(about)).toEqual([]);
  });

  it('should undo one activity that it names', async () => {
    // given
    const about = await story(
      arranged(`
        <startEvent id="start" />${booking('one')}${booking('two')}
        <endEvent id="end"><compensateEventDefinition activityRef="one" /></endEvent>
        ${path('start', 'one', 'two', 'end')}`),
    );
    // when
    about.start();
    // then
    expect(about.completed.slice(3)).toEqual(['undo-one', 'end', 'story']);
  });

  it('should not wait for it if it is not to', async () => {
    // given
    const about = await story(
      arranged(`
        <startEvent id="start" />${booking('one').replace(
          '<task id="undo-one" isForCompensation="true" />',
          '<userTask id="undo-one" name="Undo" isForCompensation="true" />',
        )}
        <intermediateThrowEvent id="undo"><compensateEventDefinition waitForCompletion="false" /></intermediateThrowEvent>
        <task id="behind" />
        ${path('start', 'one', 'undo', 'behind')}`),
    );
    // when
    about.start();
    // then
    expect(about.completed).toEqual(['start', 'one', 'undo', 'behind']);
    expect(about.waiting).toEqual(['undo-one']);
    // when
    about.completeTask('undo-one');
    // then
    expect(about.state).toBe('completed');
    expect(left(about)).toEqual([]);
  });

  it.each([
    ['all that has completed', '', ['undo-one', 'undo-two']],
    ['what it names', 'activityRef="one"', ['undo-one']],
  ])(
    'should begin to undo %s at once if it does not wait for it',
    async (_, attributes, waiting) => {
      // given
      const byHand = (name: string) =>
        booking(name).replace(
          `<task id="undo-${name}"`,
          `<userTask id="undo-${name}"`,
        );
      const about = await story(
        arranged(`
          <startEvent id="start" />${byHand('one')}${byHand('two')}
          <endEvent id="end"><compensateEventDefinition waitForCompletion="false" ${attributes} /></endEvent>
          ${path('start', 'one', 'two', 'end')}`),
      );
      // when
      about.start();
      // then
      expect(about.completed).toEqual(['start', 'one', 'two', 'end']);
      expect(about.waiting).toEqual(waiting);
      // when
      waiting.forEach(id => about.completeTask(id));
      // then
      expect(about.state).toBe('completed');
      expect(left(about)).toEqual([]);
    },
  );

  it('should undo a sub-process by its event sub-process', async () => {
    // given
    const about = await story(`
      <startEvent id="start" />
      <subProcess id="inner">
        <startEvent id="begin" />
        <task id="work" />
        ${flow('begin', 'work')}
        <subProcess id="handler" triggeredByEvent="true">
          <startEvent id="on">${UNDO}</startEvent>
          <task id="undone" />
          ${flow('on', 'undone')}
        </subProcess>
      </subProcess>
      <endEvent id="end">${UNDO}</endEvent>
      ${path('start', 'inner', 'end')}`);
    // when
    about.start();
    // then
    expect(about.completed).toEqual([
      'start',
      'begin',
      'work',
      'inner',
      'on',
      'undone',
      'handler',
      'end',
      'story',
    ]);
    expect(left(about)).toEqual([]);
  });

  it.each([
    ['the start of a process', `<startEvent id="here">${UNDO}</startEvent>`],
    [
      'an intermediate catch event',
      `<startEvent id="start" /><intermediateCatchEvent id="here">${UNDO}</intermediateCatchEvent>${flow(
        'start',
        'here',
      )}`,
    ],
  ])('should be an error of the model at %s', async (_, content) => {
    // when
    const { problems, definition } = await parse(processXml(content));
    // then
    expect(problems).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        elementId: 'here',
      }),
    );
    expect(definition).toBeUndefined();
  });
});
