import { readBody } from './readBody';

const read = (text: string, type?: string) => readBody(Buffer.from(text), type);

describe('the body of an answer', () => {
  it.each([
    ['{"a":[1,null]}', 'application/json', { a: [1, null] }],
    ['{"a":1}', 'Application/JSON; charset=UTF-8', { a: 1 }],
    ['[1]', 'application/problem+json', [1]],
    ['null', 'application/json', null],
    ['\uFEFF{}', 'application/json', {}],
    ['{"a":1}', 'text/plain', '{"a":1}'],
    ['<a/>', 'application/atom+xml', '<a/>'],
    ['a,b', 'text/csv', 'a,b'],
    ['a', 'application/other; charset=utf-8', 'a'],
    ['', 'application/json', null],
    ['', undefined, null],
  ])('should be %j as %s', (text, type, body) => {
    expect(read(text, type)).toEqual({ body });
  });

  it('should be text in its own encoding', () => {
    expect(
      readBody(Buffer.from('Grüße', 'latin1'), 'text/plain; charset="latin1"'),
    ).toEqual({ body: 'Grüße' });
  });

  it.each(['image/png', undefined, ''])('should be Base64 as %s', type => {
    expect(readBody(Buffer.from([0, 255]), type)).toEqual({
      body: 'AP8=',
      bodyEncoding: 'base64',
    });
  });

  it('should keep whole numbers that JavaScript cannot hold, as texts', () => {
    expect(
      read(
        '{"a":9007199254740993,"b":-12345678901234567890,"c":9007199254740991,"d":0.12345678901234567,"e":"9007199254740993"}',
        'application/json',
      ).body,
    ).toEqual({
      a: '9007199254740993',
      b: '-12345678901234567890',
      c: 9007199254740991,
      d: 0.12345678901234567,
      e: '9007199254740993',
    });
  });

  it('should keep names that mean something to JavaScript', () => {
    const { body } = read('{"__proto__":{"a":1}}', 'application/json');
    expect(JSON.stringify(body)).toBe('{"__proto__":{"a":1}}');
    expect({}).not.toHaveProperty('a');
  });

  it.each([
    ['no JSON', '<html>'],
    ['half of it', '{"a":'],
    ['a number without end', '1e999'],
    ['more levels than anybody can walk', '['.repeat(500_000)],
    ['more levels than are walked', '['.repeat(100_000) + ']'.repeat(100_000)],
    [
      'more levels, and numbers',
      `${'['.repeat(100_000)}12345678901234567890${']'.repeat(100_000)}`,
    ],
  ])('should be refused: %s', (_, text) => {
    expect(() => read(text, 'application/json')).toThrow(
      'Expected the answer to be JSON',
    );
  });

  it('should be refused in an encoding that nobody knows', () => {
    expect(() => read('a', 'text/plain; charset=klingon')).toThrow(
      'known encoding',
    );
  });
});
