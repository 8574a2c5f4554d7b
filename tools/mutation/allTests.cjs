// All tests that may notice a mutant, as one: so the engine is loaded once for each mutant, not once for each file with tests.
const { globSync } = require('node:fs');
const { resolve } = require('node:path');

/** Those that are nearest to what is changed come first: most mutants are noticed by one of them. */
const FOLDERS = ['state', 'elements', 'events', 'commands', 'execution'];

/** Those that go to the limits, by doing something a million times, take longer than all others together. */
const LONG = /[lL]imits\.test\.ts$|room\.test\.ts$/;

for (const folder of FOLDERS) {
  const files = globSync(`src/${folder}/**/*.test.ts`);
  for (const file of files.filter(name => !LONG.test(name)).sort()) {
    describe(`${file}`, () => {
      require(resolve(file));
    });
  }
}
