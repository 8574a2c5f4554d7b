import { parse } from '../../parse';
import { story } from '../../testing/eventPositions';
import { left } from '../../testing/left';
import { flow, path, processXml } from '../../testing/picture';
import { given } from '../../testing/scenario';

const link = (name: string) => `<linkEventDefinition name="${name}" />`;
const throwing = (id: string, name: string) =>
  `<intermediateThrowEvent id="${id}">${link(name)}</intermediateThrowEvent>`;
const catching = (id: string, name: string) =>
  `<intermediateCatchEvent id="${id}">${link(name)}</intermediateCatchEvent>`;

describe('link event', () => {
  it('should go on at the catching one of its name', async () => {
    // given
    const about = await story(`
      <startEvent id="start" />
      ${throwing('leave', 'B')}
      ${catching('a', 'A')}${catching('b', 'B')}
      ${throwing('never', 'A')}
      <task id="atA" /><task id="atB" />
      ${flow('start', 'leave')}${flow('a', 'atA')}${flow('b', 'atB')}`);
    // when
    about.start();
    // then
    expect(about.completed).toEqual(['start', 'leave', 'b', 'atB', 'story']);
    expect(about.taken).toEqual(['start-leave', 'b-atB']);
    expect(left(about)).toEqual([]);
  });

  it('should lead from several places to one', async () => {
    // given
    const about = await story(`
      <startEvent id="start" />
      <parallelGateway id="split" />
      ${throwing('one', 'X')}${throwing('two', 'X')}
      ${catching('x', 'X')}
      <task id="after" />
      ${flow('start', 'split')}${flow('split', 'one')}${flow(
      'split',
      'two',
    )}${flow('x', 'after')}`);
    // when
    about.start();
    // then
    expect(about.completed.filter(id => id === 'after')).toHaveLength(2);
    expect(about.state).toBe('completed');
  });

  it('should stay in its scope', async () => {
    // given
    const about = await story(`
      <startEvent id="start" />
      <subProcess id="inner">
        <startEvent id="begin" />
        ${throwing('leave', 'X')}${catching('arrive', 'X')}
        <userTask id="inside" name="Inside" />
        ${flow('begin', 'leave')}${flow('arrive', 'inside')}
      </subProcess>
      ${throwing('leaveOuter', 'X')}${catching('arriveOuter', 'X')}
      <task id="outside" />
      ${path('start', 'inner', 'leaveOuter')}${flow(
      'arriveOuter',
      'outside',
    )}`);
    // when
    about.start();
    // then
    expect(about.waiting).toEqual(['inside']);
    expect(about.completed).toEqual(['start', 'begin', 'leave', 'arrive']);
    // when
    about.completeTask('inside');
    // then
    expect(about.completed.slice(-4)).toEqual([
      'leaveOuter',
      'arriveOuter',
      'outside',
      'story',
    ]);
  });

  it.each([
    [1, ['start', 'again', 'check', 'good', 'rounds']],
    [
      3,
      [
        'start',
        'again',
        'check',
        'back',
        'again',
        'check',
        'back',
        'again',
        'check',
        'good',
        'rounds',
      ],
    ],
  ])('should lead back, %d times round', async (rounds, completed) => {
    // given
    const about = await given(__dirname, 'rounds.bpmn', {
      doJob: ({ variable }) => ({
        complete: { round: Number(variable('round')) + 1 },
      }),
    });
    // when
    about.start({ rounds, round: 0 });
    // then
    expect(
      about.completed.filter(id => !['enough', 'leave'].includes(id)),
    ).toEqual(completed);
    expect(left(about)).toEqual([]);
  });

  it('should be an incident if links go round and round without a wait', async () => {
    // given
    const about = await story(`
      <startEvent id="start" />
      ${catching('again', 'X')}${throwing('back', 'X')}
      <exclusiveGateway id="merge" />
      <exclusiveGateway id="stopped" default="stopped-back" />
      <task id="end" />
      ${flow('start', 'merge')}${flow('again', 'merge')}${flow(
      'merge',
      'stopped',
    )}
      ${flow('stopped', 'end', '=stop')}${flow('stopped', 'back')}`);
    // when
    about.start({ stop: false });
    // then
    expect(about.incidents).toMatchObject([{ kind: 'limitExceeded' }]);
    expect(about.state).toBe('active');
    // when
    about.resolve({ stop: true });
    // then
    expect(about.state).toBe('completed');
    expect(left(about)).toEqual([]);
  });

  it('should count as a way for an inclusive join', async () => {
    // given
    const about = await story(`
      <startEvent id="start" />
      <parallelGateway id="split" />
      <userTask id="slow" name="Slow" />
      ${throwing('leave', 'X')}${catching('arrive', 'X')}
      <task id="fast" />
      <inclusiveGateway id="join" />
      <task id="joined" />
      ${path('start', 'split', 'slow', 'leave')}${path(
      'split',
      'fast',
      'join',
      'joined',
    )}${flow('arrive', 'join')}`);
    // when
    about.start();
    // then
    expect(about.completed).not.toContain('join');
    // when
    about.completeTask('slow');
    // then
    expect(about.completed.filter(id => id === 'joined')).toHaveLength(1);
    expect(about.state).toBe('completed');
  });

  it.each([
    [
      'no target',
      `${throwing('leave', 'X')}${catching('other', 'Y')}`,
      'leave',
    ],
    [
      'a target in another scope',
      `${throwing('leave', 'X')}<subProcess id="inner">${catching(
        'arrive',
        'X',
      )}</subProcess>`,
      'leave',
    ],
    [
      'two targets',
      `${throwing('leave', 'X')}${catching('one', 'X')}${catching('two', 'X')}`,
      'two',
    ],
  ])(
    'should be an error of the model if it has %s',
    async (_, content, elementId) => {
      // when
      const { problems, definition } = await parse(
        processXml(
          `<startEvent id="start" />${content}${flow('start', 'leave')}`,
        ),
      );
      // then
      expect(problems).toContainEqual(
        expect.objectContaining({ severity: 'error', elementId }),
      );
      expect(definition).toBeUndefined();
    },
  );

  it('should be an error of the model if links lead only to each other', async () => {
    // when
    const { problems } = await parse(
      processXml(
        `<startEvent id="start" />${throwing('leave', 'X')}${catching(
          'x',
          'X',
        )}${throwing('back', 'X')}${flow('start', 'leave')}${flow(
          'x',
          'back',
        )}`,
      ),
    );
    // then
    expect(problems).toContainEqual(
      expect.objectContaining({ severity: 'error', rule: 'link-cycle' }),
    );
  });
});
