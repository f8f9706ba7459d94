import { GraphQLError } from "graphql";
import { asError, badAnswer, callFault, cancelled, denied, notSupported, subgraphFault } from "./fault.js";

const codeOf = ({ extensions }: { readonly extensions: Readonly<Record<string, unknown>> }) => extensions["code"];

describe("what a client is told of an error", () => {
  it("is a subgraph's message and what clients may have of its extensions", () => {
    const extensions = { code: "NOT_FOUND", reference: "r1", details: { field: "id" }, stacktrace: ["at /srv"] };
    expect(subgraphFault("people", { message: "No.", extensions })).toEqual({
      message: "No.",
      extensions: { service: "people", code: "NOT_FOUND", reference: "r1", details: { field: "id" } },
    });
    for (const odd of [undefined, [], "x"])
      expect(codeOf(subgraphFault("people", { message: "No.", extensions: odd as never }))).toBe(
        "INTERNAL_SERVER_ERROR",
      );
  });

  it("is of a call that failed only what a coded error says", () => {
    const coded = new GraphQLError("Late.", { extensions: { code: "DEADLINE_EXCEEDED" } });
    expect(callFault("people", coded)).toMatchObject({ message: "Late.", extensions: { code: "DEADLINE_EXCEEDED" } });
    for (const reason of [new Error("10.0.0.7"), new GraphQLError("10.0.0.7"), "10.0.0.7"])
      expect(JSON.stringify(callFault("people", reason))).not.toContain("10.0.0.7");
  });

  it("has a code, and a path where it has a place", () => {
    expect([badAnswer(), denied(), cancelled(), notSupported("x")].map(codeOf)).toEqual([
      ...["SERVICE_BAD_ANSWER", "UNAUTHORIZED_FIELD_OR_TYPE", "REQUEST_CANCELLED", "OPERATION_NOT_SUPPORTED"],
    ]);
    expect([asError(denied(), ["a", 0]).path, asError(denied(), []).path]).toEqual([["a", 0], undefined]);
  });
});
