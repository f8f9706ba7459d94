import { hashOf } from "../../subgraphs/kernel/hash";
import * as generated from "../../schema/documents";
import { Refusal } from "../../subgraphs/kernel/refusal";
import { AnyDocument, TrustedDocuments, type Documents, type Named } from "./documents";
import { readTrustedDocuments, toManifest } from "./manifest";

const TEXT = "query Purpose {\n  purpose\n}";
const OTHER = "{ slow }";

/** The text it stands for, or the code of the refusal with the check that failed. */
function ask(documents: Documents, named: Named, mayExplore = false): string {
  try {
    return documents.textOf(named, mayExplore);
  } catch (error) {
    const { code, details } = (error as Refusal).extensions as { code: string; details?: { check: string } };
    return details ? `${code} ${details.check}` : code;
  }
}

describe("any document", () => {
  it("is asked by its text, and by the hash it once came with", () => {
    const documents = new AnyDocument();
    expect(ask(documents, { query: TEXT })).toBe(TEXT);
    expect(ask(documents, { hash: hashOf(TEXT) })).toBe("PERSISTED_QUERY_NOT_FOUND");
    expect(ask(documents, { query: TEXT, hash: hashOf(TEXT) })).toBe(TEXT);
    expect(ask(documents, { hash: hashOf(TEXT) })).toBe(TEXT);
  });

  it("is never remembered under another's hash", () => {
    const documents = new AnyDocument();
    expect(ask(documents, { query: OTHER, hash: hashOf(TEXT) })).toBe("BAD_USER_INPUT documentHash");
    expect(ask(documents, { hash: hashOf(TEXT) })).toBe("PERSISTED_QUERY_NOT_FOUND");
  });

  it("is a fault without text and hash", () => expect(ask(new AnyDocument(), {})).toBe("BAD_USER_INPUT request"));

  it("is forgotten rather than kept for ever", () => {
    const documents = new AnyDocument();
    ask(documents, { query: TEXT, hash: hashOf(TEXT) });
    for (let at = 0; at < 50; at++) {
      const large = `# ${at}${" ".repeat(200_000)}\n${OTHER}`;
      ask(documents, { query: large, hash: hashOf(large) });
    }
    expect(ask(documents, { hash: hashOf(TEXT) })).toBe("PERSISTED_QUERY_NOT_FOUND");
  });
});

describe("trusted documents", () => {
  const documents = new TrustedDocuments(new Map([[hashOf(TEXT), TEXT]]));

  it.each<[string, Named]>([
    ["its hash", { hash: hashOf(TEXT) }],
    ["its text", { query: TEXT }],
    ["both", { query: TEXT, hash: hashOf(TEXT) }],
    ["its text with other spaces and a comment", { query: "# why\nquery Purpose { purpose }" }],
  ])("are asked by %s", (_, named) => expect(ask(documents, named)).toBe(TEXT));

  it.each<[string, Named]>([
    ["another text", { query: OTHER }],
    ["another hash", { hash: hashOf(OTHER) }],
    ["another hash with its text", { query: OTHER, hash: hashOf(OTHER) }],
    ["a trusted name over another selection", { query: "query Purpose { slow }" }],
    ["a second operation beside", { query: `${TEXT} query Slow { slow }` }],
    ["no GraphQL", { query: "{{{" }],
    ["more tokens than anybody needs", { query: `{ ${"slow ".repeat(5000)} }` }],
  ])("refuse %s, also when it is sent twice", (_, named) => {
    expect(ask(documents, named)).toBe("DOCUMENT_NOT_TRUSTED");
    expect(ask(documents, named)).toBe("DOCUMENT_NOT_TRUSTED");
  });

  it("refuse a trusted hash over another text", () => {
    expect(ask(documents, { query: OTHER, hash: hashOf(TEXT) })).toBe("BAD_USER_INPUT documentHash");
    expect(ask(documents, { query: TEXT, hash: hashOf(OTHER) })).toBe("BAD_USER_INPUT documentHash");
  });

  it("let explorers ask what they like", () => {
    expect(ask(documents, { query: OTHER }, true)).toBe(OTHER);
    expect(ask(documents, { query: OTHER, hash: hashOf(OTHER) }, true)).toBe(OTHER);
  });

  it("keep what an explorer asked to explorers", () => {
    ask(documents, { query: OTHER, hash: hashOf(OTHER) }, true);
    expect(ask(documents, { hash: hashOf(OTHER) })).toBe("DOCUMENT_NOT_TRUSTED");
  });
});

describe("the documents with types", () => {
  it("are those the hub trusts, by the same hashes", async () => {
    const trusted = await readTrustedDocuments("schema/trusted-documents.json");
    const typed = Object.values(generated).flatMap((each) => (each instanceof generated.TypedDocument ? [each] : []));
    expect(new Map(typed.map((each) => [each.id, each.toString()]))).toEqual(trusted.known);
    expect(generated.FollowBeneficiary.operationName).toBe("FollowBeneficiary");
    expect(JSON.parse(JSON.stringify({ query: generated.FollowBeneficiary }))).toEqual({
      query: trusted.known.get(generated.FollowBeneficiary.id),
    });
  });
});

describe("the manifest", () => {
  it("has every operation once, with the fragments it uses and no other", () => {
    const fragments = "fragment A on Person { name } fragment B on Person { job }";
    const text = `query Two { me { ...B } } mutation One { rename(name: "x") } ${fragments}`;
    const { operations } = toManifest([text]);
    expect(operations.map(({ name, type }) => [name, type])).toEqual([
      ["One", "mutation"],
      ["Two", "query"],
    ]);
    for (const { id, body } of operations) expect(id).toBe(hashOf(body));
    expect(operations[1]!.body).toContain("fragment B");
    expect(operations[1]!.body).not.toContain("fragment A");
  });
});
