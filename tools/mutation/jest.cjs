// Backstage's own configuration of Jest, for the package in whose folder the mutants live.
const { join } = require('node:path');

module.exports = async () => {
  const config = await require('@backstage/cli/config/jest');
  return {
    ...config,
    roots: ['<rootDir>', __dirname],
    testMatch: [join(__dirname, 'allTests.cjs')],
    testEnvironment: join(__dirname, 'failFastEnvironment.cjs'),
  };
};
