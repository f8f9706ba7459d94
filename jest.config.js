/** Tests run the compiled code, the same that is shipped: `tsc` first, then jest. */
module.exports = {
  roots: ["<rootDir>/dist/tests", "<rootDir>/dist/gateway", "<rootDir>/dist/subgraphs"],
  testMatch: ["**/*.test.js"],
  // The product and its libraries are loaded once per worker, not once per file.
  testEnvironment: "<rootDir>/dist/tests/support/runner/environment.js",
  runtime: "<rootDir>/dist/tests/support/runner/runtime.js",
  globalSetup: "<rootDir>/dist/tests/support/global-setup.js",
  globalTeardown: "<rootDir>/dist/tests/support/global-teardown.js",
  // Whatever leaves a hub in any test is looked through for what only few may see.
  setupFilesAfterEnv: ["<rootDir>/dist/tests/support/canary/setup.js"],
  testTimeout: 20_000,
  // Two, also where jest would take one: in one process a failing test that leaves a server open hangs the run.
  maxWorkers: 2,
  transform: {},
};
