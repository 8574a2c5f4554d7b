import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { extensions } from '../__testUtils__/picture';
import { acceptsSender } from './acceptsSender';

const start = (from: string) =>
  `<startEvent id="start">${extensions(
    `<pipeline:accepts from="${from}"/>`,
  )}<messageEventDefinition/></startEvent>`;

describe('accepts-sender', () => {
  it.each(
    casesOf({
      finds: {
        'a name that is no entity ref': [start('risk'), 'start'],
        'a person': [start('user:default/anna'), 'start'],
        'one of several': [start('group:risk, audit, any'), 'start'],
        nobody: [start(''), 'start'],
        'a receive task': [
          `<receiveTask id="wait">${extensions(
            '<pipeline:accepts from="everybody"/>',
          )}</receiveTask>`,
          'wait',
        ],
        'a rule at the event definition': [
          `<startEvent id="start"><signalEventDefinition>${extensions(
            '<pipeline:accepts from="risk"/>',
          )}</signalEventDefinition></startEvent>`,
          'start',
        ],
      },
      accepts: {
        'a group': start('group:default/risk'),
        'a group of the default namespace': start('Group:risk'),
        'several groups': start('group:default/risk,group:default/audit'),
        everybody: start('any'),
        'only the owner':
          '<startEvent id="start"><messageEventDefinition/></startEvent>',
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(acceptsSender, picture)).toEqual(elementIds);
  });
});
