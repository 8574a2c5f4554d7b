import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { extensions } from '../__testUtils__/picture';
import { sensitiveExposed } from './sensitiveExposed';

const marked = extensions('<pipeline:sensitive variable="salary"/>');
const job = (type: string, target: string, source: string) =>
  `<serviceTask id="job">${extensions(
    `<zeebe:taskDefinition type="${type}"/><zeebe:ioMapping><zeebe:input source="${source}" target="${target}"/></zeebe:ioMapping>`,
  )}</serviceTask>`;
const message = (key: string) =>
  `<message id="paid" name="paid">${extensions(
    `<zeebe:subscription correlationKey="${key}"/>`,
  )}</message>`;

describe('sensitive-exposed', () => {
  it.each(
    casesOf({
      finds: {
        'a mail': [
          marked +
            job('mail:send', 'body', '=&quot;You get &quot; + string(salary)'),
          'job',
        ],
        'an address': [
          marked +
            job(
              'http:request',
              'url',
              '=&quot;https://x/&quot; + salary.amount',
            ),
          'job',
        ],
        'a query': [
          marked + job('http:request', 'request.query', '={of: salary}'),
          'job',
        ],
        'a correlation key': [
          {
            root: message('=salary'),
            process: `${marked}<receiveTask id="wait" messageRef="paid"/><intermediateCatchEvent id="event"><messageEventDefinition messageRef="paid"/></intermediateCatchEvent>`,
          },
          'wait',
          'event',
        ],
        'a task in a sub-process': [
          `${marked}<subProcess id="inner">${job(
            'mail:send',
            'subject',
            '=salary',
          )}</subProcess>`,
          'job',
        ],
      },
      accepts: {
        'another variable of a similar name':
          marked + job('mail:send', 'body', '=salaryRange + my_salary'),
        'the word in a text':
          marked + job('mail:send', 'body', '=&quot;Your salary&quot; + name'),
        'text that is not FEEL': marked + job('mail:send', 'body', 'salary'),
        'whom a mail goes to': marked + job('mail:send', 'to', '=salary'),
        'what a request sends':
          marked + job('http:request', 'request.body', '=salary'),
        'a job of another type': marked + job('score', 'body', '=salary'),
        'a process without sensitive variables': job(
          'mail:send',
          'body',
          '=salary',
        ),
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(sensitiveExposed, picture)).toEqual(elementIds);
  });
});
