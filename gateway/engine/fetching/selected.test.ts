import { Selected } from "./selected.js";

it("what a fetch selects tells whether anything in it may be shared", () => {
  const shared = new Selected(new Map([["id", undefined]]), true);
  const outer = new Selected(
    new Map([
      ["by", shared],
      ["title", undefined],
    ]),
  );
  expect([outer.names, outer.inner]).toEqual([
    ["by", "title"],
    [shared, undefined],
  ]);
  expect([outer.isShared, outer.shares, shared.shares, new Selected(new Map()).shares]).toEqual([
    ...[false, true, true, false],
  ]);
});
