import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../repoRoot';

const LIFTS_A_WALL =
  /\/\*\s*eslint\s|eslint-disable[^\n]*(no-restricted|max-|complexity|mixed-plugin|undeclared)|eslint-disable(-next-line|-line)?\s*(\*\/|\n|--)/;

const read = (...path: string[]) =>
  fs.readFileSync(join(repoRoot, ...path), 'utf8');

const folders = ['packages', 'plugins']
  .flatMap(parent =>
    fs
      .readdirSync(join(repoRoot, parent))
      .map(name => `${parent}/${name}`)
      .filter(folder => fs.existsSync(join(repoRoot, folder, 'package.json'))),
  )
  .concat('tools');

describe('every package', () => {
  it.each(folders)('should be behind the walls (%s)', folder => {
    const path = folder === 'tools' ? './walls' : '../../tools/walls';
    expect(read(folder, '.eslintrc.js').trim()).toBe(
      `module.exports = require('${path}/eslint.cjs')(__dirname);`,
    );
  });

  it.each(folders)('should be linted and tested (%s)', folder => {
    // Backstage passes over packages without these, in silence.
    expect(JSON.parse(read(folder, 'package.json')).scripts).toMatchObject({
      lint: 'backstage-cli package lint',
      test: 'backstage-cli package test',
    });
  });

  it.each(
    folders.filter(folder => /^plugins\/bpmn-(common|node)$/.test(folder)),
  )('should have its public API on record (%s)', folder => {
    expect(fs.existsSync(join(repoRoot, folder, 'report.api.md'))).toBe(true);
    expect(read('tools', 'checks', 'runChecks.mjs')).toContain(`'${folder}'`);
  });
});

describe('the walls', () => {
  it('should not be lifted by a comment', () => {
    const sources = execFileSync(
      'git',
      ['ls-files', 'packages', 'plugins', 'tools'],
      { cwd: repoRoot, encoding: 'utf8' },
    )
      .trim()
      .split('\n');
    const lifted = sources.filter(file =>
      LIFTS_A_WALL.test(fs.existsSync(join(repoRoot, file)) ? read(file) : ''),
    );

    expect(lifted.filter(file => !file.endsWith('workspaces.test.ts'))).toEqual(
      [],
    );
  });
});
