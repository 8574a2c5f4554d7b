import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintRules } from './lint';

describe('the README', () => {
  it('should list every rule as it is', () => {
    // given
    const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
    // when
    const rows = Array.from(
      readme.matchAll(/^\| `([^`]+)` +\| (\w+) +\| (.*?) +\|$/gm),
      ([, name, severity, title]) => ({ name, severity, title }),
    );
    // then
    expect(rows).toEqual(
      lintRules.map(({ name, severity, title }) => ({ name, severity, title })),
    );
  });
});
