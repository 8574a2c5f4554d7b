import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { activityName } from './activityName';

describe('activity-name', () => {
  it.each(
    casesOf({
      finds: {
        'tasks of every kind without a name': [
          '<task id="task"/><serviceTask id="service"/><scriptTask id="script"/><sendTask id="send" name=" "/>',
          'task',
          'service',
          'script',
          'send',
        ],
        'a call activity without a name': ['<callActivity id="call"/>', 'call'],
        'a task in a sub-process': [
          '<subProcess id="inner"><manualTask id="deep"/></subProcess>',
          'deep',
        ],
        'a task without an id either, at what is around it': [
          '<subProcess id="inner"><task/></subProcess>',
          'inner',
        ],
      },
      accepts: {
        'tasks with names':
          '<task id="task" name="Wait"/><callActivity id="call" name="Pay"/>',
        'a user task, which parsing looks at': '<userTask id="user"/>',
        'events, gateways and sub-processes':
          '<startEvent id="start"/><exclusiveGateway id="gateway"/><subProcess id="inner"/>',
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(activityName, picture)).toEqual(elementIds);
  });
});
