import path from "node:path";
import Runtime from "jest-runtime";
import { forgetFile, whileLoadingFramework } from "./framework-state";

/** The compiled tests, with all that supports them. */
const TESTS = path.resolve(__dirname, "..", "..") + path.sep;
/** Keeps what it was told of a file in its modules. */
const FRAMEWORK = `${path.sep}node_modules${path.sep}jest-circus${path.sep}`;

const isOfOneFile = (module: string): boolean =>
  module.startsWith(TESTS) || module.endsWith(".test.js") || module.includes(FRAMEWORK);

/** What `requireModule` takes beside a file, of which only this matters here. */
interface Options {
  readonly isInternalModule?: boolean;
}

/**
 * Loads the product and its libraries once per worker, with node's own `require`; jest would load all of them anew for
 * every file, which costs more than most tests do. The tests and their support are fresh for each file, as always.
 */
export default class SharedRuntime extends Runtime {
  /** Called for what jest itself loads: its framework, the setup files and the tests. */
  override requireModule<T>(from: string, name?: string, options?: Options, isActual?: boolean): T {
    if (name !== undefined) return super.requireModule<T>(from, name, options as never, isActual);
    if (!options?.isInternalModule) this.shareJestObject(from);
    return from.includes(FRAMEWORK) ? whileLoadingFramework(() => require(from) as T) : (require(from) as T);
  }

  /** After each test file. */
  override teardown(): void {
    for (const module of Object.keys(require.cache)) if (isOfOneFile(module)) delete require.cache[module];
    forgetFile();
    super.teardown();
  }

  private shareJestObject(file: string): void {
    const { jest } = super.requireModuleOrMock<{ jest: unknown }>(file, "@jest/globals");
    Object.assign(globalThis, { jest });
  }
}
