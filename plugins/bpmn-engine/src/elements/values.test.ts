import { parse } from '../parse';
import { adHoc } from '../testing/adHoc';
import { element, extended, inARow, jobType } from '../testing/extensions';
import { userTasks } from '../testing/parts';
import { path, processXml } from '../testing/picture';
import { givenXml } from '../testing/scenario';

const BAD = '=1 +';
const one = (kind: string, extensions: readonly string[] = [], inside = '') =>
  processXml(inARow(element([kind, 'work'], extensions, inside)));

const userTask = (extension: string, attribute: string, text: string) =>
  one('userTask', [`<zeebe:${extension} ${attribute}="${text}" />`]);

const complexJoin = (condition: string) =>
  processXml(
    `<startEvent id="start" /><parallelGateway id="fork" /><task id="a" /><userTask id="b" />` +
      `<complexGateway id="work"><activationCondition>${condition}</activationCondition></complexGateway><task id="after" />` +
      `${path('start', 'fork', 'a', 'work', 'after')}${path(
        'fork',
        'b',
        'work',
      )}`,
  );

describe('values of elements in the model', () => {
  it.each([
    ['activeElementsCollection', adHoc({ active: BAD })],
    ['completionCondition', adHoc({ condition: BAD })],
    ['activationCondition', complexJoin(BAD)],
    [
      'called process',
      one('callActivity', [`<zeebe:calledElement processId="${BAD}" />`]),
    ],
    [
      'business key',
      one('callActivity', [
        `<zeebe:calledElement processId="story" businessId="${BAD}" />`,
      ]),
    ],
    ['script', one('scriptTask', [`<zeebe:script expression="${BAD}" />`])],
    [
      'script',
      one('scriptTask scriptFormat="feel"', [], `<script>${BAD}</script>`),
    ],
    ['assignee', userTask('assignmentDefinition', 'assignee', BAD)],
    ['candidateUsers', userTask('assignmentDefinition', 'candidateUsers', BAD)],
    [
      'candidateGroups',
      userTask('assignmentDefinition', 'candidateGroups', BAD),
    ],
    ['dueDate', userTask('taskSchedule', 'dueDate', BAD)],
    ['followUpDate', userTask('taskSchedule', 'followUpDate', BAD)],
    ['priority', userTask('priorityDefinition', 'priority', BAD)],
    ['job type', one('serviceTask', [jobType(BAD)])],
    ['retries', one('serviceTask', [jobType('work', BAD)])],
  ])('should be found if they are broken FEEL: %s', async (where, xml) => {
    // when
    const { problems } = await parse(xml);
    // then
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([
      expect.objectContaining({
        rule: 'feel-expression',
        elementId: 'work',
        path: [where],
      }),
    ]);
  });

  it.each([
    [['activeElementsCollection'], adHoc({ active: 'a, b' })],
    [undefined, adHoc({ condition: 'enough' })],
    [undefined, complexJoin('enough')],
    [['script'], one('scriptTask', ['<zeebe:script expression="1 + 1" />'])],
    [['priority'], userTask('priorityDefinition', 'priority', 'high')],
    [['retries'], one('serviceTask', [jobType('work', 'many')])],
  ])(
    'should be found if they are a text where none can be: %j',
    async (where, xml) => {
      // when
      const { problems } = await parse(xml);
      // then
      expect(problems).toContainEqual(
        expect.objectContaining({
          rule: 'expression-language',
          severity: 'warning',
          elementId: 'work',
          ...(where && { path: where }),
        }),
      );
    },
  );

  it('should be taken literally: a completion condition', async () => {
    // given
    const story = await givenXml(adHoc({ condition: 'true' }));
    // when
    story.start().completeTask('b');
    // then
    expect(story.terminated).toEqual(['c', 'a']);
    expect(story.state).toBe('completed');
  });

  it.each([
    ['true', ['start', 'fork', 'a', 'work', 'after']],
    ['false', ['start', 'fork', 'a']],
  ])(
    'should be taken literally: the activation condition %s',
    async (condition, completed) => {
      // given
      const story = await givenXml(complexJoin(condition));
      // when
      story.start();
      // then
      expect(story.completed).toEqual(completed);
    },
  );

  it('should be taken literally: a priority and a business key', async () => {
    // given
    const story = await givenXml(
      processXml(
        inARow(
          element(
            ['callActivity', 'call'],
            ['<zeebe:calledElement processId="other" businessId="B-1" />'],
          ),
        ),
      ),
    );
    const about = await givenXml(
      userTask('priorityDefinition', 'priority', '7'),
    );
    // when
    story.start();
    about.start();
    // then
    expect(story.history).toContainEqual({
      type: 'waitOpened',
      wait: expect.objectContaining({ businessKey: 'B-1' }),
    });
    expect(about.wait('work')).toMatchObject({ priority: 7 });
  });

  it.each([
    [
      'active elements',
      adHoc({ active: '=bad' }),
      'Expected active elements of ad-hoc sub-process (work) to be a list of texts, but item 1 is a context (=bad)',
    ],
    [
      'completion condition',
      adHoc({ condition: '=bad', content: userTasks('a') }),
      'Expected completion condition of ad-hoc sub-process (work) to be true or false, but it is a list of 1 (=bad)',
    ],
    [
      'activation condition',
      complexJoin('=bad'),
      'Expected activation condition of complex gateway (work) to be true or false, but it is a list of 1 (=bad)',
    ],
    [
      'called process',
      one('callActivity', ['<zeebe:calledElement processId="=bad" />']),
      'Expected called process of call activity (work) to be a text, but it is a list of 1 (=bad)',
    ],
    [
      'business key',
      one('callActivity', [
        '<zeebe:calledElement processId="story" businessId="=bad" />',
      ]),
      'Expected business key of call activity (work) to be a text, but it is a list of 1 (=bad)',
    ],
    [
      'correlation key',
      processXml(
        inARow(element(['sendTask messageRef="m"', 'work'])),
        `<message id="m" name="news">${extended(
          '<zeebe:subscription correlationKey="=bad" />',
        )}</message>`,
      ),
      'Expected correlation key of send task (work) to be a text, but it is a list of 1 (=bad)',
    ],
    [
      'candidate groups',
      userTask('assignmentDefinition', 'candidateGroups', '=bad'),
      'Expected candidate groups of user task (work) to be a list of texts, but item 1 is a context (=bad)',
    ],
  ])(
    'should be named in the incident if they are of no use: %s',
    async (_, xml, message) => {
      // given
      const story = await givenXml(xml);
      // when
      story.start({ bad: [{ x: 1 }] });
      while (story.incidents.length === 0) {
        story.completeTask(story.waiting[0]);
      }
      // then
      expect(story.incidents).toMatchObject([
        {
          kind: 'expressionFailed',
          elementId: 'work',
          message,
        },
      ]);
    },
  );
});
