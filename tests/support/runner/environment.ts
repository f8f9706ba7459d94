import type { EnvironmentContext, JestEnvironmentConfig } from "@jest/environment";
import { ModernFakeTimers } from "@jest/fake-timers";
import NodeEnvironment from "jest-environment-node";

/** Tests run in the context of their worker, where the modules that they share live: one `Error`, one `Date`. */
export default class SharedEnvironment extends NodeEnvironment {
  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    this.global = globalThis as unknown as typeof this.global;
    this.fakeTimersModern = new ModernFakeTimers({ config: config.projectConfig, global: globalThis });
  }
}
