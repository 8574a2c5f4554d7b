import { builtinCases } from '../testing/builtinCases';
import { evaluate } from '../testing/feel';
import { temporalCases } from '../testing/temporalCases';
import { camundaBuiltins } from './builtins';

/** At least one case of every built-in. */
const cases = { ...builtinCases, ...temporalCases };

describe('camundaBuiltins', () => {
  const names = [...new Set(camundaBuiltins.map(({ name }) => name))];

  it('should have a case each', () => {
    expect(Object.keys(cases).sort()).toEqual([...names].sort());
  });

  it.each(names)('should have %s', name => {
    for (const [source, value] of cases[name]) {
      expect([source, evaluate(source)]).toEqual([
        source,
        { value, warnings: [] },
      ]);
    }
  });

  it('should say what each is for', () => {
    for (const { name, parameters, summary } of camundaBuiltins) {
      expect([name, summary]).toEqual([name, expect.stringMatching(/\.$/)]);
      expect(parameters.join(' ')).toMatch(/^[\w.? ]*$/);
    }
  });

  it('should do a null of every type no harm', () => {
    for (const { name, parameters } of camundaBuiltins.filter(
      builtin => !['@', 'assert'].includes(builtin.name),
    )) {
      const args = parameters.map(() => 'null').join(', ');
      expect(() => evaluate(`${name}(${args})`)).not.toThrow();
    }
  });
});
