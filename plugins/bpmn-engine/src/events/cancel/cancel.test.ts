import { parse } from '../../parse';
import { left } from '../../testing/left';
import { flow, processXml } from '../../testing/picture';
import { given } from '../../testing/scenario';

const CANCEL = '<cancelEventDefinition />';

describe('cancel event', () => {
  it('should end what runs in its transaction, undo what has completed, and go on at its boundary', async () => {
    // given
    const about = await given(__dirname, 'booking.bpmn');
    about.start();
    expect(about.waiting).toEqual(['confirm', 'pay']);
    // when
    about.completeTask('confirm', { ok: false });
    // then
    expect(about.terminated).toEqual(['pay', 'refuse', 'book']);
    expect(about.completed).toEqual([
      'start',
      'begin',
      'reserve',
      'split',
      'confirm',
      'ok',
      'release',
      'cancelled',
      'sorry',
      'booking',
    ]);
    expect(left(about)).toEqual([]);
  });

  it('should not be reached if the transaction succeeds', async () => {
    // given
    const about = await given(__dirname, 'booking.bpmn');
    // when
    about.start().completeTask('confirm', { ok: true }).completeTask('pay');
    // then
    expect(about.terminated).toEqual([]);
    expect(about.completed.slice(-3)).toEqual(['book', 'end', 'booking']);
    expect(left(about)).toEqual([]);
  });

  const inSubProcess = (event: string) => `
    <startEvent id="start" />
    <subProcess id="inner"><startEvent id="begin" />${event}</subProcess>
    ${flow('start', 'inner')}`;

  it.each([
    ['the start of a process', `<startEvent id="here">${CANCEL}</startEvent>`],
    [
      'an intermediate catch event',
      inSubProcess(
        `<intermediateCatchEvent id="here">${CANCEL}</intermediateCatchEvent>`,
      ),
    ],
    [
      'an intermediate throw event',
      inSubProcess(
        `<intermediateThrowEvent id="here">${CANCEL}</intermediateThrowEvent>`,
      ),
    ],
    [
      'the end of a sub-process that is no transaction',
      inSubProcess(
        `<endEvent id="here">${CANCEL}</endEvent>${flow('begin', 'here')}`,
      ),
    ],
    [
      'the boundary of a sub-process that is no transaction',
      `${inSubProcess(
        '',
      )}<boundaryEvent id="here" attachedToRef="inner">${CANCEL}</boundaryEvent>`,
    ],
    [
      'a non-interrupting boundary event',
      `<startEvent id="start" /><transaction id="inner"><startEvent id="begin" /></transaction>
       <boundaryEvent id="here" attachedToRef="inner" cancelActivity="false">${CANCEL}</boundaryEvent>${flow(
        'start',
        'inner',
      )}`,
    ],
  ])('should be an error of the model at %s', async (_, content) => {
    // when
    const { problems, definition } = await parse(processXml(content));
    // then
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', elementId: 'here' }),
    );
    expect(definition).toBeUndefined();
  });
});
