module.exports = require('../../tools/walls/eslint.cjs')(__dirname);
