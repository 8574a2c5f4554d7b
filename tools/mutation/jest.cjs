// Backstage's own configuration of Jest, for the package in whose folder the mutants live.
module.exports = require('@backstage/cli/config/jest');
