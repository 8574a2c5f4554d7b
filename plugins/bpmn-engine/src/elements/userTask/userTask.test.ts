import { Rejection } from '../../command';
import { given, givenXml } from '../../testing/scenario';
import {
  element,
  inARow,
  mappings,
  taskListeners,
} from '../../testing/extensions';
import { boundary, timerDefinition } from '../../testing/parts';
import { processXml } from '../../testing/picture';

const DAY = 86_400_000;
const MARCH = Date.UTC(2025, 2, 1, 12);

const oneTask = (...extensions: readonly string[]) =>
  processXml(inARow(element(['userTask', 'approve'], extensions)));

const assignment = (attributes: string) =>
  `<zeebe:assignmentDefinition ${attributes} />`;

describe('user task', () => {
  it('should offer the work as the model describes it', async () => {
    // given
    const story = await given(__dirname, 'approval.bpmn', { now: MARCH });
    // when
    story.start({
      boss: 'ada',
      deputies: ['bob', 'cleo'],
      deadline: '2025-03-08T12:00:00Z',
    });
    // then
    expect(story.wait('approve')).toEqual({
      kind: 'userTask',
      key: expect.any(Number),
      elementInstanceKey: expect.any(Number),
      elementId: 'approve',
      assignee: 'ada',
      candidateUsers: ['bob', 'cleo'],
      candidateGroups: ['buyers', 'managers'],
      dueAt: MARCH + 7 * DAY,
      followUpAt: MARCH + DAY,
      priority: 80,
      form: { formId: 'approval', bindingType: 'latest' },
      lanes: ['Office'],
      headers: { colour: 'red' },
    });
  });

  it('should offer plain work where the model says nothing', async () => {
    // given
    const story = await givenXml(oneTask());
    // when
    story.start();
    // then
    expect(story.wait('approve')).toEqual({
      kind: 'userTask',
      key: expect.any(Number),
      elementInstanceKey: expect.any(Number),
      elementId: 'approve',
      priority: 50,
    });
    expect(story.completed).toEqual(['start']);
  });

  it('should complete with what the person has entered', async () => {
    // given
    const story = await givenXml(oneTask());
    story.start({ amount: 9 });
    // when
    story.completeTask('approve', { approved: true });
    // then
    expect(story.completed).toEqual(['start', 'approve', 'end', 'story']);
    expect(story.variables).toEqual({ amount: 9, approved: true });
    expect(story.waits).toEqual([]);
    expect(story.instance.rows.elements.size).toBe(0);
  });

  it.each([
    ['candidateUsers="ada"', { candidateUsers: ['ada'] }],
    ['candidateUsers=" ada , bob ,"', { candidateUsers: ['ada', 'bob'] }],
    ['candidateGroups="=groups"', { candidateGroups: ['x', '7'] }],
    ['candidateGroups="=text"', { candidateGroups: ['a', 'b'] }],
    ['assignee="=number"', { assignee: '12' }],
  ])('should read %s', async (attributes, expected) => {
    // given
    const story = await givenXml(oneTask(assignment(attributes)));
    // when
    story.start({ groups: ['x', 7], text: 'a, b', number: 12 });
    // then
    expect(story.wait('approve')).toMatchObject(expected);
  });

  it('should have no assignee if the expression gives none', async () => {
    // given
    const story = await givenXml(oneTask(assignment('assignee="=boss"')));
    // when
    story.start({ boss: null });
    // then
    expect(story.wait('approve')).not.toHaveProperty('assignee');
  });

  it.each([
    ['dueDate="2025-03-02T12:00:00Z"', MARCH + DAY],
    ['dueDate="PT36H"', MARCH + 1.5 * DAY],
    ['dueDate="=date and time(&quot;2025-03-02T12:00:00Z&quot;)"', MARCH + DAY],
    ['dueDate="=duration(&quot;P2D&quot;)"', MARCH + 2 * DAY],
  ])('should be due by %s', async (attributes, dueAt) => {
    // given
    const story = await givenXml(
      oneTask(`<zeebe:taskSchedule ${attributes} />`),
      { now: MARCH },
    );
    // when
    story.start();
    // then
    expect(story.wait('approve')).toMatchObject({ dueAt });
  });

  it.each([
    [
      'formKey="camunda-forms:x"',
      { formKey: 'camunda-forms:x', bindingType: 'latest' },
    ],
    [
      'externalReference="https://forms.example/1"',
      {
        externalReference: 'https://forms.example/1',
        bindingType: 'latest',
      },
    ],
    [
      'formId="f" bindingType="versionTag" versionTag="v2"',
      { formId: 'f', bindingType: 'versionTag', versionTag: 'v2' },
    ],
  ])('should name its form: %s', async (attributes, form) => {
    // given
    const story = await givenXml(
      oneTask(`<zeebe:formDefinition ${attributes} />`),
    );
    // when
    story.start();
    // then
    const wait = story.wait('approve');
    expect(wait.kind === 'userTask' && wait.form).toStrictEqual(form);
  });

  it.each([
    [assignment('assignee="=boss"'), { boss: 'ada' }, { assignee: 'ada' }],
    [
      assignment('candidateGroups="=team"'),
      { team: 'x' },
      { candidateGroups: ['x'] },
    ],
    [
      '<zeebe:taskSchedule dueDate="=deadline" />',
      { deadline: 'PT1H' },
      { dueAt: 3_600_000 },
    ],
    [
      '<zeebe:priorityDefinition priority="=urgency" />',
      { urgency: 1 },
      { priority: 1 },
    ],
  ])(
    'should raise an incident if a value is missing, and be offered when it is there: %s',
    async (extension, corrected, expected) => {
      // given
      const story = await givenXml(oneTask(extension));
      // when
      story.start();
      // then
      expect(story.waits).toEqual([]);
      expect(story.incidents).toMatchObject([
        { kind: 'expressionFailed', elementId: 'approve' },
      ]);
      // when
      story.resolve(corrected);
      // then
      expect(story.incidents).toEqual([]);
      expect(story.wait('approve')).toMatchObject(expected);
    },
  );

  it.each([
    [
      assignment('assignee="=who"'),
      /^Expected assignee of user task \(approve\) to be a text, but it is a list of 2 \(=who\)$/,
    ],
    [
      assignment('candidateUsers="=[{}]"'),
      /^Expected candidate users of user task \(approve\) to be a list of texts, but item 1 is a context \(=\[\{\}\]\)$/,
    ],
    [
      '<zeebe:taskSchedule dueDate="=&quot;soon&quot;" />',
      /^Expected an ISO 8601 date and time in due date of user task \(approve\), but found something else\. Write for example 2026/,
    ],
    [
      '<zeebe:taskSchedule followUpDate="=&quot;P1X&quot;" />',
      /^Expected an ISO 8601 duration in follow-up date of user task \(approve\), but found something else\. Write for example PT15M/,
    ],
    [
      '<zeebe:priorityDefinition priority="=&quot;high&quot;" />',
      /^Expected priority of user task \(approve\) to be a number, but it is a string \(="high"\)$/,
    ],
  ])(
    'should raise an incident if a value is of no use: %s',
    async (extension, message) => {
      // given
      const story = await givenXml(oneTask(extension));
      // when
      story.start({ who: ['a', 'b'] });
      // then
      expect(story.incidents).toMatchObject([
        { kind: 'expressionFailed', message: expect.stringMatching(message) },
      ]);
    },
  );

  it('should follow what is changed of it, and keep its key', async () => {
    // given
    const story = await givenXml(oneTask(assignment('assignee="ada"')));
    story.start();
    const { key: waitKey } = story.wait('approve');
    // when
    story.send({
      type: 'updateUserTask',
      waitKey,
      update: { assignee: 'bob', priority: 10, dueAt: 5 },
    });
    // then
    expect(story.waits).toMatchObject([
      {
        key: waitKey,
        kind: 'userTask',
        assignee: 'bob',
        priority: 10,
        dueAt: 5,
      },
    ]);
    expect(story.history.at(-1)).toMatchObject({ type: 'waitChanged' });
  });

  it('should be offered when somebody has been told of its assignee, though events listen on it already', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(
          element(
            ['userTask', 'approve'],
            [
              assignment('assignee="ada"'),
              taskListeners(['assigning', 'tell']),
            ],
          ),
        ) +
          boundary(
            { id: 'late', on: 'approve', to: 'end' },
            timerDefinition('PT1H'),
          ),
      ),
    );
    story.start();
    expect(story.waits.map(({ kind }) => kind)).toEqual(['job', 'timer']);
    // when
    story.completeJob('approve');
    // then
    expect(story.wait('approve')).toMatchObject({
      kind: 'userTask',
      assignee: 'ada',
    });
    // when
    story.completeTask('approve');
    // then
    expect(story.completed).toEqual(['start', 'approve', 'end', 'story']);
    expect(story.waits).toEqual([]);
  });

  it('should map what comes in and what goes out', async () => {
    // given
    const story = await givenXml(
      oneTask(
        mappings({
          inputs: { sum: '=order.total' },
          outputs: { 'order.approved': '=answer = "yes"' },
        }),
      ),
    );
    story.start({ order: { total: 5 } });
    const seen = story.seenBy('approve', 'sum');
    // when
    story.completeTask('approve', { answer: 'yes' });
    // then
    expect(seen).toBe(5);
    expect(story.variables).toEqual({ order: { total: 5, approved: true } });
  });

  it('should raise an incident if somebody reports an error that nothing catches, and be offered anew when it is resolved', async () => {
    // given
    const story = await givenXml(oneTask());
    story.start();
    // when
    story.throwError('approve', 'LOST');
    // then
    expect(story.waits).toEqual([]);
    expect(story.incidents).toMatchObject([
      {
        kind: 'errorUncaught',
        elementId: 'approve',
        errorCode: 'LOST',
        message:
          'Expected a boundary event or event sub-process to catch error "LOST", but there is none',
      },
    ]);
    // when
    story.resolve();
    // then
    expect(story.waits).toMatchObject([
      { kind: 'userTask', elementId: 'approve' },
    ]);
    // when
    story.completeTask('approve');
    // then
    expect(story.state).toBe('completed');
  });

  it('should withdraw its work when it is terminated, and refuse a late answer', async () => {
    // given
    const story = await givenXml(oneTask());
    story.start();
    const { key: waitKey } = story.wait('approve');
    // when
    story.send({ type: 'cancelInstance' });
    // then
    expect(story.waits).toEqual([]);
    expect(story.terminated).toEqual(['approve', 'story']);
    expect(() => story.send({ type: 'fulfilWait', waitKey })).toThrow(
      Rejection,
    );
  });

  it('should not be failed as if it were a job', async () => {
    // given
    const story = await givenXml(oneTask());
    story.start();
    const { key: waitKey } = story.wait('approve');
    // when
    const fail = () => story.send({ type: 'failJob', waitKey, message: 'no' });
    // then
    expect(fail).toThrow(
      `Expected wait ${waitKey} to be a job or a called instance, but it is a userTask`,
    );
    expect(story.waiting).toEqual(['approve']);
  });
});
