import { compileExpression } from '../expression';

describe('operators of other languages', () => {
  it.each([
    ['approved == true', '"=" instead of "=="'],
    ['a && b', '"and" instead of "&&"'],
    ['a || b', '"or" instead of "||"'],
    ['!a', 'not(…) instead of "!"'],
    [`a = 'x'`, 'double quotes around strings'],
    ['a ? 1 : 2', '"if … then … else …" instead of "? :"'],
  ])('should be found in %s, with what FEEL has for them', (source, hint) => {
    expect(compileExpression(source)).toEqual({
      problem: expect.stringMatching(/^Expected /),
    });
    expect(compileExpression(source)).toEqual({
      problem: expect.stringContaining(`Write ${hint}.`),
    });
  });

  it.each(['a = "x == y && z"', 'a != 1', '`a==b` = 1', '"it\'s"'])(
    'should not be seen in %s',
    source => {
      expect(compileExpression(source)).toHaveProperty('expression');
    },
  );
});
