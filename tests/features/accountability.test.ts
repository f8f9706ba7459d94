import type { AccessRecord } from "../../subgraphs/kernel/disclosure/access-record";
import { newId } from "../../subgraphs/kernel/identifier";
import { CONFIDENTIAL_CATEGORIES } from "../../subgraphs/kernel/policy/vocabulary";
import { accessRecordOf, asInput, disclosed, RECORD, refused, viewerOf } from "../support/access-records";
import { codeOf, refusalOf } from "../support/answers";
import { accepted } from "../support/desk";
import { useHub } from "../support/hub";
import { agencyId, SHOWCASE } from "../support/people";
import { at, AuditDesk, DAY, LOG, RECORDS } from "./accountability/audit-desk";
import { personsLog } from "./accountability/persons-log";
import { recordsAsFile } from "./accountability/records-as-file";

const UNUSUAL = `query Unusual($from: Date, $to: Date, $people: Int! = 40, $windowMinutes: Int! = 60, $after: String, $first: Int! = 100) {
  unusualAccess(from: $from, to: $to, people: $people, windowMinutes: $windowMinutes, first: $first, after: $after) {
    edges { node { kind viewerId organisation { id } day count } } pageInfo { hasNextPage endCursor } } }`;

describe("the officer's questions", () => {
  const desk = new AuditDesk(useHub());
  const { as, dpo, find } = desk;

  it.each(["caseworker", "head", "oaed", "analyst-attica", "directory-editor"])(
    "are refused to %s",
    async (persona) => {
      for (const question of [RECORDS, UNUSUAL]) {
        for (const purpose of ["CARE", "OVERSIGHT"]) {
          expect(codeOf(await as(persona)(question, {}, { "x-purpose-of-use": purpose }))).toBe("FORBIDDEN");
        }
      }
    },
  );

  it("are refused to the officer for any other purpose than oversight", async () => {
    for (const purpose of ["CARE", "EMERGENCY", "STATISTICS"]) {
      expect(codeOf(await dpo(RECORDS, {}, { "x-purpose-of-use": purpose }))).toBe("FORBIDDEN");
    }
  });

  it("cannot be answered with what only the gateway may do", async () => {
    const answer = await dpo(RECORD, { records: [asInput(accessRecordOf())] });
    expect(codeOf(answer)).toBe("GRAPHQL_VALIDATION_FAILED");
    expect(codeOf(await dpo("{ organisations { id confidential } }"))).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  it("find records by person, worker, organisation, service, category and outcome, the newest first", async () => {
    const [anna, eleni] = [newId(), newId()];
    const [first, second, third] = (await desk.record(
      accessRecordOf({ disclosures: [disclosed([anna, eleni])], at: at("08:00:00") }),
      accessRecordOf({
        at: at("09:00:00"),
        viewer: viewerOf("oaed"),
        disclosures: [
          disclosed([anna], { subgraph: "oaed", category: "EMPLOYMENT", action: "file:read", basis: "CONSENT" }),
        ],
      }),
      accessRecordOf({
        at: at("10:00:00"),
        viewer: viewerOf("oaed"),
        outcome: "REFUSED",
        disclosures: [refused([anna])],
      }),
    )) as [AccessRecord, AccessRecord, AccessRecord];
    const personId = anna;
    expect(await find({ personId })).toEqual([third.id, second.id, first.id]);
    expect(await find({ personId: eleni })).toEqual([first.id]);
    expect(await find({ personId, viewerId: second.viewer.id })).toEqual([third.id, second.id]);
    expect(await find({ organisationId: second.viewer.organisationId, from: DAY, to: DAY })).toEqual([
      third.id,
      second.id,
    ]);
    expect(await find({ personId, subgraph: "oaed" })).toEqual([second.id]);
    expect(await find({ personId, category: "EMPLOYMENT" })).toEqual([second.id]);
    expect(await find({ personId, category: "EMPLOYMENT", granted: false })).toEqual([]);
    expect(await find({ personId, granted: false })).toEqual([third.id]);
    expect(await find({ personId, granted: true })).toEqual([second.id, first.id]);
    expect(await find({ personId: newId() })).toEqual([]);
    expect(await find({ personId: "Μαρία" })).toEqual([]);
  });

  it("find records by days of Greece, not of Greenwich", async () => {
    const personId = newId();
    const disclosures = [disclosed([personId])];
    const [before, during] = await desk.record(
      accessRecordOf({ disclosures, at: at("21:59:59", "2025-06-30").replace("21:59", "20:59") }),
      accessRecordOf({ disclosures, at: at("21:00:00", "2025-06-30") }),
    );
    expect(await find({ personId, from: "2025-06-30", to: "2025-06-30" })).toEqual([before!.id]);
    expect(await find({ personId, from: "2025-07-01" })).toEqual([during!.id]);
    expect(await find({ personId, to: "2025-06-29" })).toEqual([]);
  });

  it("come in pages that lose nobody, also where many happened at the same instant", async () => {
    const personId = newId();
    const all = await desk.record(
      ...Array.from({ length: 7 }, () => accessRecordOf({ disclosures: [disclosed([personId])], at: at("11:00:00") })),
    );
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { accessRecords } = accepted(
        await dpo(RECORDS, { filter: { personId, viewerId: viewerOf("caseworker").id }, first: 3, after }),
      );
      seen.push(...accessRecords.edges.map(({ node }: { node: { id: string } }) => node.id));
      if (!accessRecords.pageInfo.hasNextPage) break;
      after = accessRecords.pageInfo.endCursor;
    }
    expect(seen).toEqual(all.map(({ id }) => id).reverse());
  });

  it("tell everything of a record but its confidential categories", async () => {
    const personId = newId();
    const [stored] = await desk.record(
      accessRecordOf({
        disclosures: [
          disclosed([personId]),
          disclosed([personId], { subgraph: "shelters", action: "file:read", category: "SAFETY", basis: "CONSENT" }),
          refused([personId], { subgraph: "mental-health", category: "MENTAL_HEALTH", reason: "CONFIDENTIAL" }),
        ],
      }),
    );
    const [found] = desk.others(await dpo(RECORDS, { filter: { personId } })) as {
      id: string;
      disclosures: unknown[];
    }[];
    expect(found).toMatchObject({
      ...{ id: stored!.id, at: stored!.at, viewerId: stored!.viewer.id, role: "CASEWORKER", purpose: "CARE" },
      ...{ kind: "QUERY", operationName: "FollowBeneficiary", outcome: "ANSWERED" },
      organisation: { id: agencyId("cc-paionia"), nameEn: expect.stringContaining("Paionia") },
      disclosures: [{ subgraph: "beneficiaries", category: "IDENTITY", granted: true, count: 1, people: [personId] }],
    });
    expect(found!.disclosures).toHaveLength(1);
    for (const category of CONFIDENTIAL_CATEGORIES) expect(await find({ personId, category })).toEqual([]);
  });

  it("find nobody by what a confidential service did, and its workers without naming people", async () => {
    const personId = newId();
    const [stored] = await desk.record(
      accessRecordOf({ viewer: viewerOf("house-of-woman"), disclosures: [disclosed([personId])], at: at("12:00:00") }),
    );
    expect(await find({ personId })).toEqual([]);
    const { accessRecords } = accepted(
      await dpo(RECORDS, { filter: { viewerId: stored!.viewer.id, from: DAY, to: DAY } }),
    );
    expect(accessRecords.edges.map(({ node }: { node: object }) => node)).toMatchObject([
      { id: stored!.id, disclosures: [{ count: 1, people: null }] },
    ]);
  });

  it("find emergency use", async () => {
    const personId = newId();
    const [plain, emergency] = await desk.record(
      accessRecordOf({ disclosures: [disclosed([personId])] }),
      accessRecordOf({
        viewer: viewerOf("caseworker-dirfys", "EMERGENCY"),
        disclosures: [disclosed([personId], { basis: "VITAL_INTERESTS" })],
      }),
    );
    expect(await find({ personId, emergency: true })).toEqual([emergency!.id]);
    expect(await find({ personId, emergency: false })).toEqual([plain!.id]);
  });

  it("point at what is unusual: crowds, strangers, refusals, emergencies; and at nothing usual", async () => {
    const day = "2025-03-04";
    const worker = (purpose?: "EMERGENCY") => ({ ...viewerOf("caseworker", purpose ?? "CARE"), id: newId() });
    const [crowd, slow, stranger, refusedOften, emergency] = [
      worker(),
      worker(),
      worker(),
      worker(),
      worker("EMERGENCY"),
    ];
    const people = (count: number) => Array.from({ length: count }, newId);
    const minute = (minutes: number) => new Date(Date.UTC(2025, 2, 4, 6, minutes)).toISOString();
    await desk.record(
      ...people(6).map((id, n) => accessRecordOf({ viewer: crowd, at: minute(n), disclosures: [disclosed([id])] })),
      ...people(6).map((id, n) => accessRecordOf({ viewer: slow, at: minute(n * 90), disclosures: [disclosed([id])] })),
      ...people(3).map((id) => accessRecordOf({ viewer: stranger, at: minute(0), disclosures: [refused([id])] })),
      ...people(10).map((id) =>
        accessRecordOf({
          ...{ viewer: refusedOften, at: minute(1), outcome: "REFUSED" },
          disclosures: [refused([id], { reason: "PURPOSE_NOT_ALLOWED" })],
        }),
      ),
      accessRecordOf({
        viewer: emergency,
        at: minute(2),
        disclosures: [disclosed([newId()], { basis: "VITAL_INTERESTS" })],
      }),
    );
    const { unusualAccess } = accepted(await dpo(UNUSUAL, { from: day, to: day, people: 6 }));
    const found = unusualAccess.edges.map(({ node }: { node: { kind: string; viewerId: string; count: number } }) => [
      node.kind,
      node.viewerId,
      node.count,
    ]);
    const expected = [
      ["MANY_PEOPLE", crowd.id, 6],
      ["OUTSIDE_OWN_CARE", stranger.id, 3],
      ["REFUSED_AGAIN_AND_AGAIN", refusedOften.id, 10],
      ["EMERGENCY_USE", emergency.id, 1],
    ];
    expect(found.sort()).toEqual(expected.sort());
    const one = accepted(await dpo(UNUSUAL, { from: day, to: day, people: 6, first: 1 })).unusualAccess;
    const rest = accepted(await dpo(UNUSUAL, { from: day, to: day, people: 6, after: one.pageInfo.endCursor }));
    expect([one.edges.length, rest.unusualAccess.edges.length]).toEqual([1, 3]);
    expect(accepted(await dpo(UNUSUAL, { from: "2025-03-06", to: "2025-03-06" })).unusualAccess.edges).toEqual([]);
  });

  it.each([
    [RECORDS, { first: 0 }, "BAD_USER_INPUT first range"],
    [RECORDS, { first: 101 }, "BAD_USER_INPUT first range"],
    [RECORDS, { after: "nonsense" }, "BAD_USER_INPUT after cursor"],
    [RECORDS, { after: Buffer.from('["x","1"]').toString("base64url") }, "BAD_USER_INPUT after cursor"],
    [RECORDS, { filter: { from: DAY, to: "2025-02-02" } }, "BAD_USER_INPUT to order"],
    [UNUSUAL, { from: "2024-01-01", to: "2025-01-01" }, "BAD_USER_INPUT from range"],
    [UNUSUAL, { windowMinutes: 0 }, "BAD_USER_INPUT windowMinutes range"],
    [UNUSUAL, { people: -1 }, "BAD_USER_INPUT people range"],
    [UNUSUAL, { after: Buffer.from('["2025-01-01","x","y"]').toString("base64url") }, "BAD_USER_INPUT after cursor"],
    [LOG, { id: SHOWCASE, after: "W10" }, "BAD_USER_INPUT after cursor"],
    [LOG, { id: SHOWCASE, first: 1000 }, "BAD_USER_INPUT first range"],
  ])("say what is wrong with a question (%#)", async (question, variables, refusal) => {
    expect(refusalOf(await dpo(question, variables))).toBe(refusal);
  });

  recordsAsFile(desk);
  personsLog(desk);
});
