import hooks from "node:async_hooks";

const { AsyncLocalStorage } = hooks;

/** Where jest's framework lists who is told of every test; it adds to the list it finds. */
const HANDLERS = Symbol.for("EVENT_HANDLERS");

/** Made for the file that runs now. */
const storages = new Set<hooks.AsyncLocalStorage<unknown>>();

class StorageOfFile<T> extends AsyncLocalStorage<T> {
  constructor() {
    super();
    storages.add(this);
  }
}

/** Takes down what the framework of one file makes, so that it can be ended with the file. */
export function whileLoadingFramework<T>(load: () => T): T {
  hooks.AsyncLocalStorage = StorageOfFile;
  try {
    return load();
  } finally {
    hooks.AsyncLocalStorage = AsyncLocalStorage;
  }
}

/**
 * Ends what the framework leaves in the process for its file, which jest throws away with the file's own context and
 * we have none: node asks each storage at every promise, and each handler is told of every test of every later file.
 */
export function forgetFile(): void {
  for (const storage of storages) storage.disable();
  storages.clear();
  Reflect.deleteProperty(globalThis, HANDLERS);
}
