// Backstage's own configuration of Jest, for the package in whose folder the mutants live.
const { join } = require('node:path');

module.exports = async () => {
  const backstage = require('@backstage/cli/config/jest');
  const config = await (typeof backstage === 'function'
    ? backstage()
    : backstage);
  return {
    ...config,
    roots: ['<rootDir>', __dirname],
    testMatch: [join(__dirname, 'allTests.cjs')],
    testEnvironment: join(__dirname, 'failFastEnvironment.cjs'),
  };
};
