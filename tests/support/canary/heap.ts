import { Session } from "node:inspector";
import { types } from "node:util";

/** What V8 calls an object that it shows to who looks in from outside. */
interface Seen {
  readonly objectId: string;
}

/**
 * Which of these words stand in anything that this process keeps: as a key or a value of any object, list, map or set that
 * can still be reached, by whatever way, through closures and private fields too. V8 collects garbage and tells. Words are
 * given as bytes, so that whoever looks for one does not keep it. Not seen are bytes, and texts that only a closure holds.
 */
export function keptIn(process: readonly object[], words: readonly Buffer[]): string[] {
  const found = new Set<string>();
  const texts = words.map((word) => word.toString());
  const shortest = Math.min(...texts.map(({ length }) => length));
  const look = (value: unknown): void => {
    if (typeof value === "string" && value.length >= shortest)
      for (const text of texts) if (value.includes(text)) found.add(text);
    // What has no prototype is nobody's heir.
    if (isBare(value)) lookInto(value, look);
  };
  for (const each of process) lookInto(each, look);
  return [...found];
}

const isBare = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !types.isProxy(value) && Object.getPrototypeOf(value) === null;

function lookInto(object: object, look: (value: unknown) => void): void {
  if (types.isProxy(object) || ArrayBuffer.isView(object) || types.isModuleNamespaceObject(object)) return;
  for (const key of Reflect.ownKeys(object)) {
    look(key);
    look(Object.getOwnPropertyDescriptor(object, key)?.value);
  }
  if (types.isMap(object))
    for (const entry of Map.prototype.entries.call(object) as Iterable<unknown[]>) entry.forEach(look);
  if (types.isSet(object)) for (const value of Set.prototype.values.call(object) as Iterable<unknown>) look(value);
}

/** Every object that this process keeps. */
export function everythingKept(): readonly object[] {
  const session = new Session();
  const passed: { prototype: object; heirs?: readonly object[] } = { prototype: Object.prototype };
  session.connect();
  Reflect.set(globalThis, PASSED, passed);
  try {
    const expression = `globalThis[${JSON.stringify(PASSED)}].prototype`;
    const { result } = ask<{ result: Seen }>(session, "Runtime.evaluate", { expression });
    const wanted = { prototypeObjectId: result.objectId };
    const { objectId } = ask<{ objects: Seen }>(session, "Runtime.queryObjects", wanted).objects;
    const functionDeclaration = `function () { globalThis[${JSON.stringify(PASSED)}].heirs = this }`;
    ask(session, "Runtime.callFunctionOn", { objectId, functionDeclaration });
    return passed.heirs ?? [];
  } finally {
    Reflect.deleteProperty(globalThis, PASSED);
    session.disconnect();
  }
}

/** Under which name what V8 finds is handed over. */
const PASSED = "looked through";

function ask<Answer>(session: Session, method: string, parameters: object): Answer {
  let answered: { fault: Error | null; answer: unknown } | undefined;
  session.post(method, parameters, (fault, answer) => (answered = { fault, answer }));
  if (!answered) throw new Error(`${method} was not answered at once.`);
  if (answered.fault) throw answered.fault;
  return answered.answer as Answer;
}
