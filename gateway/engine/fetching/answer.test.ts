import { checkAnswer, checkEntities } from "./answer.js";

const checked = (answer: unknown) => checkAnswer("people", answer);
const error = { message: "No.", path: ["a", 0] };

describe("a subgraph's answer", () => {
  it("has data, or errors that say why not", () => {
    expect(checked({ data: { a: 1 } })).toEqual({ data: { a: 1 }, errors: [] });
    expect(checked({ data: { a: 1 }, errors: null })).toEqual({ data: { a: 1 }, errors: [] });
    for (const data of [null, undefined])
      expect(checked({ data, errors: [error] })).toEqual({ data: undefined, errors: [error] });
  });

  it.each([
    ...[undefined, null, "x", [], {}, { data: null }, { data: [] }, { data: 1, errors: [error] }, { errors: [] }],
    ...[
      { data: {}, errors: {} },
      { data: {}, errors: ["x"] },
      { data: {}, errors: [{}] },
    ],
    ...[
      { data: {}, errors: [{ message: 1 }] },
      { data: {}, errors: [{ message: "x", path: "a" }] },
    ],
    { data: {}, errors: [{ message: "x", path: [null] }] },
  ])("is not used where it is %j", (answer) => {
    expect(checked(answer)).toMatchObject({ extensions: { code: "SERVICE_BAD_ANSWER", service: "people" } });
  });
});

it("as many entities are taken as were asked for, each an object or null", () => {
  expect(checkEntities([{}, null], 2)).toEqual([{}, null]);
  for (const list of [[{}], [{}, null, {}], [{}, 1], [{}, []], [{}, undefined], null, undefined, { 0: {}, 1: {} }])
    expect(checkEntities(list, 2)).toBeUndefined();
});
