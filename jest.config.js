/** Tests run the compiled code, the same that is shipped: `tsc` first, then jest. */
module.exports = {
  roots: ["<rootDir>/dist/tests", "<rootDir>/dist/gateway", "<rootDir>/dist/subgraphs"],
  testMatch: ["**/*.test.js"],
  testEnvironment: "node",
  globalSetup: "<rootDir>/dist/tests/support/global-setup.js",
  globalTeardown: "<rootDir>/dist/tests/support/global-teardown.js",
  // Whatever leaves a hub in any test is looked through for what only few may see.
  setupFilesAfterEnv: ["<rootDir>/dist/tests/support/canary/setup.js"],
  testTimeout: 20_000,
  // Two, also where jest would take one: in one process a failing test that leaves a server open hangs the run.
  maxWorkers: 2,
  // jest cannot `require` ES modules on Node 20; jose publishes nothing else.
  transform: { "/node_modules/jose/.+\\.js$": "@swc/jest" },
  transformIgnorePatterns: ["/node_modules/(?!jose/)"],
};
