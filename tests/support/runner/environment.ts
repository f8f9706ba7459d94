import { setFlagsFromString } from "node:v8";
import type { EnvironmentContext, JestEnvironmentConfig } from "@jest/environment";
import { ModernFakeTimers } from "@jest/fake-timers";
import NodeEnvironment from "jest-environment-node";

/**
 * Four times the ordinary number of rounds before a function is optimised: most of what a test file calls often is called
 * by no other, and compiling it for two cores that are busy anyway costs more than it saves.
 */
setFlagsFromString("--interrupt-budget=270336");

/** Tests run in the context of their worker, where the modules that they share live: one `Error`, one `Date`. */
export default class SharedEnvironment extends NodeEnvironment {
  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    this.global = globalThis as unknown as typeof this.global;
    this.fakeTimersModern = new ModernFakeTimers({ config: config.projectConfig, global: globalThis });
  }
}
