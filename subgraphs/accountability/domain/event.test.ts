import fc from "fast-check";
import { CATEGORIES, PURPOSES, ROLES } from "../../kernel/policy/vocabulary";
import { canonicalJson, type Canonical } from "./canonical-json";
import { readEvent, writeEvent, type AccessEvent } from "./event";

const text = fc.string();
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

/** Members in any order, as they may come from outside. */
const shuffled = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).toSorted(() => Math.random() - 0.5)) as T;

const everyAccess = {
  event: fc.constant("ACCESS" as const),
  id: fc.uuid(),
  at: fc.constant("2026-11-22T00:00:00.000Z"),
  requestId: fc.string({ minLength: 1, maxLength: 100 }),
  viewer: fc.record({
    id: fc.uuid(),
    role: fc.constantFrom(...ROLES),
    organisationId: orNull(fc.uuid()),
    area: orNull(text),
    purpose: fc.constantFrom(...PURPOSES),
  }),
  kind: fc.constantFrom("query", "mutation", "subscription"),
  operationName: orNull(fc.string({ maxLength: 200 })),
  documentHash: fc.constant("ab".repeat(32)),
  outcome: fc.constantFrom("ANSWERED", "REFUSED"),
  disclosures: fc.array(
    fc.record({
      subgraph: fc.string({ minLength: 1 }),
      action: fc.constant("file:read" as const),
      category: fc.constantFrom(...CATEGORIES),
      people: fc.array(fc.uuid(), { minLength: 1, maxLength: 3 }),
      granted: fc.constant(true),
      basis: fc.constant("CONSENT" as const),
      reason: fc.constant(null),
    }),
    { maxLength: 3 },
  ),
};
const accesses: fc.Arbitrary<AccessEvent> = fc.oneof(
  fc.record(everyAccess),
  fc.record({ ...everyAccess, confided: fc.array(fc.uuid(), { minLength: 1, maxLength: 2 }) }),
);

describe("the text of an event", () => {
  it("is its canonical JSON, in whatever order its members came, and is read back whole", () => {
    fc.assert(
      fc.property(accesses, (access) => {
        const event = {
          ...shuffled(access),
          viewer: shuffled(access.viewer),
          disclosures: access.disclosures.map(shuffled),
        };
        expect(writeEvent(event)).toBe(canonicalJson(access as unknown as Canonical));
        expect(readEvent(writeEvent(event))).toEqual(access);
      }),
    );
  });

  it.each(["", "{}", "null", '{"event":"ACCESS"}', '{"event":"OTHER"}'])("is not %j", (other) => {
    expect(() => readEvent(other)).toThrow(/./);
  });
});
