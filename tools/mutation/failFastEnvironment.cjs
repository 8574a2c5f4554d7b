// The environment that Backstage tests common libraries in; but where one test has failed, a mutant is noticed, and the others need not run.
const BACKSTAGE =
  '@backstage/cli-module-test-jest/config/jest-environment-jsdom';

const Environment = require(require.resolve(BACKSTAGE, {
  paths: [require.resolve('@backstage/cli')],
}));

module.exports = class FailFastEnvironment extends Environment {
  hasFailed = false;

  async handleTestEvent(event) {
    if (event.name === 'test_done' && event.test.errors.length > 0) {
      this.hasFailed = true;
    } else if (event.name === 'test_start' && this.hasFailed) {
      event.test.mode = 'skip';
    }
  }
};
