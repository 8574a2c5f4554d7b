// @ts-check
// Jest's globalTeardown of packages with a store.
module.exports = async function teardown() {
  await /** @type {any} */ (globalThis).bpmnTestPostgres?.stop();
};
