import { readLintLevels } from './lintLevels';

const KEY = 'bpmn.lint.rules';

describe('readLintLevels', () => {
  it('should take levels of known rules', () => {
    const levels = { 'process-name': 'error', 'activity-name': 'off' };

    expect(readLintLevels(levels, KEY)).toEqual(levels);
  });

  it('should take it that nothing is configured', () => {
    expect(readLintLevels(undefined, KEY)).toEqual({});
  });

  it.each([
    ['a rule that is not there', { 'proces-name': 'off' }, '"proces-name"'],
    [
      'a level that is not there',
      { 'process-name': 'warning' },
      'bpmn.lint.rules.process-name to be off, warn or error, but found "warning"',
    ],
    ['a list', ['process-name'], 'an object of levels by rule'],
    ['nothing', null, 'but found null'],
    ['a text', 'off', 'but found "off"'],
  ])('should say which key is wrong in %s', (_, value, said) => {
    expect(() => readLintLevels(value, KEY)).toThrow(said);
    expect(() => readLintLevels(value, KEY)).toThrow(/^Expected bpmn\.lint/);
  });
});
