/**
 * An object that inherits nothing, so that no client alias (`__proto__`, `constructor`) means anything special.
 * A class with an emptied prototype keeps V8's fast object layout, which `Object.create(null)` gives up.
 */
class BareObject {
  [name: string]: unknown;
}
Object.setPrototypeOf(BareObject.prototype, null);
delete (BareObject.prototype as { constructor?: unknown }).constructor;

export function bareObject(): Record<string, unknown> {
  return new BareObject();
}
