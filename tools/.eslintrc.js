module.exports = require('./walls/eslint.cjs')(__dirname);
