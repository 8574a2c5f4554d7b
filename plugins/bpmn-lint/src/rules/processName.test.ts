import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { processName } from './processName';

describe('process-name', () => {
  it.each(
    casesOf({
      finds: {
        'a process without a name': [
          {
            process: '<startEvent id="start"/>',
            attributes: 'isExecutable="true"',
          },
          'process',
        ],
        'a name of spaces': [
          { process: '', attributes: 'name="  " isExecutable="true"' },
          'process',
        ],
      },
      accepts: {
        'a process with a name': '<startEvent id="start"/>',
        'a process that is only drawn': {
          process: '<startEvent id="start"/>',
          attributes: 'isExecutable="false"',
        },
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(processName, picture)).toEqual(elementIds);
  });
});
