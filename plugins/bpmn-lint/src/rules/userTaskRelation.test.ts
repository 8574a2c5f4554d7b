import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { extensions } from '../__testUtils__/picture';
import { userTaskRelation } from './userTaskRelation';

const task = (attributes: string) =>
  `<userTask id="approve">${extensions(
    `<zeebe:assignmentDefinition ${attributes}/>`,
  )}</userTask>`;

describe('user-task-relation', () => {
  it.each(
    casesOf({
      finds: {
        'a manager of nobody': [task('assignee="manager of"'), 'approve'],
        'a manager of what has none': [
          task('assignee="manager of component:default/website"'),
          'approve',
        ],
        'an owner of somebody': [
          task('candidateGroups="owner of user:default/ada"'),
          'approve',
        ],
        'an owner of what is no ref': [
          task('assignee="owner of the website"'),
          'approve',
        ],
        'one of several': [
          task('candidateUsers="ada, manager of a:b:c, owner of website"'),
          'approve',
        ],
        'what FEEL always says': [
          task('assignee="=&quot;manager of a:b:c&quot;"'),
          'approve',
        ],
      },
      accepts: {
        'a manager of somebody': task(
          'assignee="manager of initiator" candidateUsers="manager of ada, manager of group:default/risk"',
        ),
        'an owner of something': task(
          'assignee="owner of website" candidateGroups="owner of api:default/pay, risk"',
        ),
        'what FEEL finds': task('assignee="=&quot;manager of &quot; + who"'),
        'people by name': task('assignee="ada" candidateGroups="owners"'),
        'a task for nobody': '<userTask id="approve"/>',
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(userTaskRelation, picture)).toEqual(elementIds);
  });
});
