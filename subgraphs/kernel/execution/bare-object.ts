/**
 * An object that inherits nothing, so that no response name (`__proto__`, `constructor`) means anything special.
 * A class with an emptied prototype keeps V8's fast object layout, which `Object.create(null)` gives up.
 */
class BareObject {
  [name: string]: unknown;
}
Object.setPrototypeOf(BareObject.prototype, null);
delete (BareObject.prototype as { constructor?: unknown }).constructor;

export const bareObject = (): Record<string, unknown> => new BareObject();
