import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { extensions } from '../__testUtils__/picture';
import { httpCleartext } from './httpCleartext';

const request = (url: string, type = 'http:request') =>
  `<serviceTask id="call">${extensions(
    `<zeebe:taskDefinition type="${type}"/><zeebe:ioMapping><zeebe:input source="${url}" target="request.url"/></zeebe:ioMapping>`,
  )}</serviceTask>`;

describe('http-cleartext', () => {
  it.each(
    casesOf({
      finds: {
        'an address': [request('http://example.com'), 'call'],
        'an address by its short name': [
          request('http://example.com').replace('request.url', 'url'),
          'call',
        ],
        'an address in capital letters': [
          request('HTTP://EXAMPLE.COM'),
          'call',
        ],
        'an address in FEEL': [
          request('=&quot;http://example.com/&quot; + id'),
          'call',
        ],
      },
      accepts: {
        'an encrypted address': request(
          'https://example.com/?from=http://other',
        ),
        'an address that a variable holds': request('=address'),
        'another job': request('http://example.com', 'other'),
        'a task without address': '<serviceTask id="call"/>',
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(httpCleartext, picture)).toEqual(elementIds);
  });
});
