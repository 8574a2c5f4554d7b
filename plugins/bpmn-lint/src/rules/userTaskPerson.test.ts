import { lint } from '../lint';
import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { bpmn, definitionsOf, extensions } from '../__testUtils__/picture';
import { userTaskPerson } from './userTaskPerson';

const task = (attributes: string) =>
  `<userTask id="approve">${extensions(
    `<zeebe:assignmentDefinition ${attributes}/>`,
  )}</userTask>`;

describe('user-task-person', () => {
  it.each(
    casesOf({
      finds: {
        'a person': [task('assignee="user:default/anna"'), 'approve'],
        'a person without a kind': [task('assignee="anna"'), 'approve'],
        'a person in FEEL': [
          task('assignee="=&quot;user:default/anna&quot;"'),
          'approve',
        ],
        'a person beside whoever the catalog names': [
          task('candidateUsers="owner of website, anna"'),
          'approve',
        ],
        'an assignee and candidates': [
          task('assignee="anna" candidateUsers="bert, carla"'),
          'approve',
          'approve',
        ],
      },
      accepts: {
        'whoever the process finds': task(
          'assignee="=owner" candidateUsers="=deputies"',
        ),
        groups: task('candidateGroups="group:default/risk, auditors"'),
        'a group in the place of a person': task(
          'assignee="group:default/risk"',
        ),
        'whoever the catalog names': task(
          'assignee="manager of initiator" candidateUsers="owner of website, manager of group:default/risk"',
        ),
        'a task for nobody': '<userTask id="approve"/>',
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(userTaskPerson, picture)).toEqual(elementIds);
  });

  it('should name the field and the person', async () => {
    // given
    const definitions = await definitionsOf(bpmn(task('assignee="anna"')));
    // when
    const found = lint(definitions).find(
      ({ rule }) => rule === 'user-task-person',
    );
    // then
    expect(found).toMatchObject({
      parameters: { property: 'assignee', person: 'anna' },
      path: ['extensionElements', 'assignee'],
    });
  });
});
