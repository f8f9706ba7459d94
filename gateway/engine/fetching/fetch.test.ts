import { requestOf } from "./fetch.js";
import { Selected } from "./selected.js";

const request = { service: "people", query: "{a}", kind: "query" } as const;
const selected = new Selected(new Map());

it("a request carries the variables it uses, and none that the client left out", () => {
  const asked = { request, selected, variables: ["x", "y", "z"] };
  expect(requestOf(asked, { x: null, z: undefined, other: 1 })).toStrictEqual({ ...request, variables: { x: null } });
  expect(requestOf(asked, { x: 1 }, { representations: [] }).variables).toEqual({ x: 1, representations: [] });
});

it("a request without variables is always the same", () => {
  expect(requestOf({ request, selected, variables: [] }, { x: 1 })).toBe(request);
});
