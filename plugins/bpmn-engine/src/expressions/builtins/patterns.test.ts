import { evaluate, failureOf } from '../testing/feel';

const quoted = (text: string) => JSON.stringify(text);

describe('regular expressions', () => {
  it.each([
    ['matches("foobar", "^fo*b")', true],
    ['matches("foobar", "^o")', false],
    ['matches("FooBar", "foo", "i")', true],
    ['matches("a\\nb", "a.b")', false],
    ['matches("a\\nb", "a.b", "s")', true],
    ['matches("a\\nb", "^b$")', false],
    ['matches("a\\nb", "^b$", "m")', true],
    ['matches("ab c", "a b [ ] c", "x")', true],
    ['matches("ab", "A B", "xi")', true],
    ['matches("Größe", "^\\p{L}+$")', true],
    ['matches(null, "a")', null],
    ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '[1=ab][2=]cd'],
    [
      'replace("0123456789", "(\\d{3})(\\d{3})(\\d{4})", "($1) $2-$3")',
      '(012) 345-6789',
    ],
    ['replace("abc", "[a-c]", "<$0>")', '<a><b><c>'],
    ['replace("a", "a", "$$1 \\\\$1 $9")', '$1 $1 '],
    ['replace("a", "(a)", "$10")', 'a0'],
    ['replace("How do you feel?", "Feel", "FEEL", "i")', 'How do you FEEL?'],
    ['replace("abc", "x*", "-")', '-a-b-c-'],
    ['split("John Doe", "\\s")', ['John', 'Doe']],
    ['split("a;b;c;;", ";")', ['a', 'b', 'c', '', '']],
    ['split("a1b22c", "(\\d)+")', ['a', 'b', 'c']],
    ['split("abc", "")', ['a', 'b', 'c']],
    ['split("a🎉b", "")', ['a', '🎉', 'b']],
    ['split("", ",")', ['']],
    [
      'extract("references are 1234, 1256, 1378", "12[0-9]*")',
      ['1234', '1256'],
    ],
    ['extract("abc", "x")', []],
    ['extract("🎉🎉", "🎉")', ['🎉', '🎉']],
  ])('should evaluate %s', (source, value) => {
    expect(evaluate(source).value).toEqual(value);
  });

  it.each([
    ['(?=a)', 'invalid or unsupported Perl syntax'],
    ['(?<!a)b', 'invalid named capture'],
    ['(a)\\1', 'invalid escape sequence'],
    ['a{1001}', 'invalid repeat count'],
    ['[', 'missing closing ]'],
    ['(a', 'missing closing )'],
    ['a++', 'invalid nested repetition operator'],
    ['\\i', 'invalid escape sequence'],
  ])(
    'should refuse %s, and say why without quoting it: it may be secret',
    (pattern, reason) => {
      for (const name of ['matches', 'replace', 'split', 'extract']) {
        const more = name === 'replace' ? ', "b"' : '';
        const failure = failureOf(`${name}("a", x${more})`, { x: pattern });
        expect(failure).toMatch(
          /^Expected a regular expression .*, but this one cannot be used: /,
        );
        expect(failure.endsWith(`: ${reason}.`)).toBe(true);
      }
    },
  );

  it('should refuse flags that there are not', () => {
    expect(failureOf('matches("a", "a", "g")')).toBe(
      'Expected flags of a regular expression among s, m, i and x, but found others.',
    );
  });

  it('should refuse patterns that are too large', () => {
    expect(failureOf(`matches("a", ${quoted('ab|'.repeat(1_000))})`)).toContain(
      'more than 2000 characters',
    );
    expect(
      failureOf(`matches("a", ${quoted('(a{900}b{90}){1}'.repeat(10))})`),
    ).toContain('too large');
  });

  it('should go on after a match that took too many steps', () => {
    // given
    const variables = { text: 'a'.repeat(50_000) };
    expect(failureOf('extract(text, "a*b|a")', variables)).toContain('steps');

    // then
    expect(evaluate('extract("aab", "a*b|a")').value).toEqual(['aab']);
  });
});
