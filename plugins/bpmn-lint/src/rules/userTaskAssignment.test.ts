import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { extensions } from '../__testUtils__/picture';
import { userTaskAssignment } from './userTaskAssignment';

const task = (content: string) =>
  `<userTask id="approve">${extensions(content)}</userTask>`;
const lane = (attributes: string) =>
  `<laneSet id="lanes"><lane id="lane" ${attributes}><flowNodeRef>approve</flowNodeRef></lane></laneSet><userTask id="approve"/>`;

describe('user-task-assignment', () => {
  it.each(
    casesOf({
      finds: {
        'a task for nobody': ['<userTask id="approve"/>', 'approve'],
        'empty fields': [
          task('<zeebe:assignmentDefinition assignee=" " candidateGroups=""/>'),
          'approve',
        ],
        'a lane without a name': [lane(''), 'approve'],
        'a listener that comes too late to assign': [
          task(
            '<zeebe:taskListeners><zeebe:taskListener eventType="completing" type="audit"/></zeebe:taskListeners>',
          ),
          'approve',
        ],
      },
      accepts: {
        'an assignee': task('<zeebe:assignmentDefinition assignee="=boss"/>'),
        'candidate users': task(
          '<zeebe:assignmentDefinition candidateUsers="=deputies"/>',
        ),
        'candidate groups': task(
          '<zeebe:assignmentDefinition candidateGroups="group:default/risk"/>',
        ),
        'a lane with a name': lane('name="Office"'),
        'a listener that can assign': task(
          '<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="assign"/></zeebe:taskListeners>',
        ),
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(userTaskAssignment, picture)).toEqual(
      elementIds,
    );
  });
});
