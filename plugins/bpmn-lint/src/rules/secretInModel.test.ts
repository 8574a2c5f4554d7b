import { lint } from '../lint';
import { casesOf, placesFoundBy } from '../__testUtils__/ruleCases';
import { bpmn, definitionsOf, extensions } from '../__testUtils__/picture';
import { secretInModel } from './secretInModel';

const input = (target: string, source: string) =>
  `<serviceTask id="call">${extensions(
    `<zeebe:ioMapping><zeebe:input source="${source}" target="${target}"/></zeebe:ioMapping>`,
  )}</serviceTask>`;
const header = (key: string, value: string) =>
  `<serviceTask id="call">${extensions(
    `<zeebe:taskHeaders><zeebe:header key="${key}" value="${value}"/></zeebe:taskHeaders>`,
  )}</serviceTask>`;
const script = (text: string) =>
  `<scriptTask id="call" scriptFormat="python"><script>${text}</script></scriptTask>`;

// Put together here, so that nobody who searches this repository for secrets finds one.
const TOKEN = ['gh', 'p_', 'x'.repeat(36)].join('');

describe('secret-in-model', () => {
  it.each(
    casesOf({
      finds: {
        'an authorization header': [
          input(
            'request.headers',
            '={Authorization: &quot;Bearer abcdef0123456789&quot;}',
          ),
          'call',
        ],
        'a short authorization': [
          input('request.authorization', 'Basic abc'),
          'call',
        ],
        'a password': [input('password', 'hunter22'), 'call'],
        'a secret by its name within a path': [
          input('auth.clientSecret', '=&quot;hunter22&quot;'),
          'call',
        ],
        'a key in a header': [header('api-key', 'hunter22'), 'call'],
        'a token in a script': [script(`login("${TOKEN}")`), 'call'],
        'a key in a script': [
          script(`k = "-----BEGIN RSA ${'PRIVATE'} KEY-----"`),
          'call',
        ],
        'a password in an address': [
          script('connect("postgres://anna:hunter22@db.example.com/x")'),
          'call',
        ],
        'a web token': [
          input('jwt', `eyJ${'x'.repeat(20)}.eyJ${'x'.repeat(20)}.x`),
          'call',
        ],
      },
      accepts: {
        'an expression': input('password', '=credentials.password'),
        'a placeholder': input(
          'request.authorization',
          'Bearer {{secrets.my-own-long-token}}',
        ),
        'an empty value': input('password', ''),
        'a name in which the word is something else': input(
          'tokenCount',
          'many tokens',
        ),
        'an address without password': script(
          'get("https://example.com:8080/a@b")',
        ),
        'an address with a placeholder': script(
          'connect(f"postgres://{user}:{password}@db.example.com/x")',
        ),
        'a script about tokens': script('token = "verb"'),
      },
    }),
  )('should %s', async (_, { picture, elementIds }) => {
    // then
    expect(await placesFoundBy(secretInModel, picture)).toEqual(elementIds);
  });

  it('should not say the secret', async () => {
    // given
    const definitions = await definitionsOf(bpmn(script(`"${TOKEN}"`)));
    // then
    expect(JSON.stringify(lint(definitions))).not.toContain(TOKEN);
  });
});
