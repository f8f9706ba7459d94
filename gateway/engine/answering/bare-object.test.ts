import { bareObject } from "./bare-object.js";

it("a bare object has what it was given and nothing else, whatever it is called", () => {
  const object = bareObject();
  for (const name of ["__proto__", "constructor", "toString"]) {
    expect(object[name]).toBeUndefined();
    object[name] = name;
  }
  expect(JSON.stringify(object)).toBe('{"__proto__":"__proto__","constructor":"constructor","toString":"toString"}');
  expect(bareObject()["constructor"]).toBeUndefined();
});
