import fc from "fast-check";
import type { AccessRecord } from "../../subgraphs/kernel/disclosure/access-record";
import { newId } from "../../subgraphs/kernel/identifier";
import { CATEGORIES, CONFIDENTIAL_CATEGORIES } from "../../subgraphs/kernel/policy/vocabulary";
import { accessRecordOf, asInput, disclosed, OFFICER, RECORD, refused, viewerOf } from "../support/access-records";
import { codeOf, refusalOf } from "../support/answers";
import { accepted } from "../support/desk";
import { useHub, type Answer } from "../support/hub";
import { agencyId, SHOWCASE } from "../support/people";

const RECORDS = `query Records($filter: AccessRecordFilter! = {}, $first: Int! = 100, $after: String) {
  accessRecords(filter: $filter, first: $first, after: $after) {
    edges { node { id seq at viewerId role organisation { id nameEn } purpose kind operationName outcome
      disclosures { subgraph action category granted basis reason count people } } }
    pageInfo { hasNextPage endCursor } } }`;
const UNUSUAL = `query Unusual($from: Date, $to: Date, $people: Int! = 40, $windowMinutes: Int! = 60, $after: String, $first: Int! = 100) {
  unusualAccess(from: $from, to: $to, people: $people, windowMinutes: $windowMinutes, first: $first, after: $after) {
    edges { node { kind viewerId organisation { id } day count } } pageInfo { hasNextPage endCursor } } }`;
const LOG_FIELDS = `access { granted reason }
  edges { node { id at sentence role viewerId purpose organisation { id } items { verb categories basis reason } } }
  pageInfo { hasNextPage endCursor }`;
const LOG = `query Log($id: ID!, $first: Int! = 100, $after: String, $language: AccessLogLanguage! = GREEK) {
  accessLogOfPerson(personId: $id, first: $first, after: $after, language: $language) { ${LOG_FIELDS} } }`;
const LOG_OF_OWN = `query LogOfOwn($id: ID!) { beneficiary(id: $id) { accessLog(first: 100, language: ENGLISH) { ${LOG_FIELDS} } } }`;

/** A day nothing else of this run was recorded on. */
const DAY = "2025-02-03";
const at = (time: string, day = DAY): string => `${day}T${time}.000Z`;

describe("the officer's questions", () => {
  const hub = useHub();
  const { as } = hub;
  const dpo = as("dpo");

  async function record(...records: AccessRecord[]): Promise<AccessRecord[]> {
    const ledger = hub.hub.embedded.subgraphs.get("accountability")!;
    const variables = { records: records.map(asInput) };
    const answer = await ledger.execute(
      { query: RECORD, variables },
      { viewer: viewerOf("caseworker"), requestId: "test" },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return records;
  }
  /** But for the officer's own looks, which are recorded like everybody's. */
  const others = (answer: Answer): { id: string }[] =>
    accepted(answer)
      .accessRecords.edges.map(({ node }: { node: { id: string; viewerId: string } }) => node)
      .filter(({ viewerId }: { viewerId: string }) => viewerId !== OFFICER.id);
  const ids = (answer: Answer): string[] => others(answer).map(({ id }) => id);
  const find = async (filter: object) => ids(await dpo(RECORDS, { filter }));

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
    const [first, second, third] = (await record(
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
    const [before, during] = await record(
      accessRecordOf({ disclosures, at: at("21:59:59", "2025-06-30").replace("21:59", "20:59") }),
      accessRecordOf({ disclosures, at: at("21:00:00", "2025-06-30") }),
    );
    expect(await find({ personId, from: "2025-06-30", to: "2025-06-30" })).toEqual([before!.id]);
    expect(await find({ personId, from: "2025-07-01" })).toEqual([during!.id]);
    expect(await find({ personId, to: "2025-06-29" })).toEqual([]);
  });

  it("come in pages that lose nobody, also where many happened at the same instant", async () => {
    const personId = newId();
    const all = await record(
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
    const [stored] = await record(
      accessRecordOf({
        disclosures: [
          disclosed([personId]),
          disclosed([personId], { subgraph: "shelters", action: "file:read", category: "SAFETY", basis: "CONSENT" }),
          refused([personId], { subgraph: "mental-health", category: "MENTAL_HEALTH", reason: "CONFIDENTIAL" }),
        ],
      }),
    );
    const [found] = others(await dpo(RECORDS, { filter: { personId } })) as { id: string; disclosures: unknown[] }[];
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
    const [stored] = await record(
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
    const [plain, emergency] = await record(
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
    await record(
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

  describe("as a CSV file", () => {
    const download = async (persona: string, body: unknown, headers: Record<string, string> = {}) => {
      const { token } = await hub.hub.issuer.issue(persona);
      return fetch(hub.hub.url.replace("/graphql", "/audit.csv"), {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      });
    };

    it("hold every record of the filter, in Excel's own form, with a line for each decision", async () => {
      const personId = newId();
      await record(
        ...Array.from({ length: 120 }, () =>
          accessRecordOf({ disclosures: [disclosed([personId]), refused([personId], { category: "HOUSING" })] }),
        ),
      );
      const response = await download("dpo", { filter: { personId } });
      expect([response.status, response.headers.get("content-type")]).toEqual([
        200,
        "text/csv; charset=utf-8; header=present",
      ]);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      const lines = bytes.toString("utf8").trimEnd().split("\r\n");
      expect(lines).toHaveLength(1 + 240);
      expect(lines[0]).toContain('"Worker (Χρήστης)"');
      expect(lines[1]).toMatch(
        /^"\d+","[0-9a-f-]{36}","\d{4}-\d\d-\d\d","\d\d:\d\d:\d\d",.*"Κέντρο Κοινότητας [^"]*",/,
      );
      expect(lines.slice(1).every((line) => line.includes(personId))).toBe(true);
      const pages = accepted(await dpo(RECORDS, { filter: { personId, viewerId: OFFICER.id } })).accessRecords;
      const own = pages.edges.filter(
        ({ node }: { node: { operationName: string } }) => node.operationName === "AccessRecordsForCsv",
      );
      expect(own).toHaveLength(2);
    });

    it.each([
      ["caseworker", {}, {}, 403, "FORBIDDEN"],
      ["dpo", {}, { "x-purpose-of-use": "CARE" }, 403, "FORBIDDEN"],
      ["dpo", { filter: { from: DAY, to: "2025-02-02" } }, {}, 400, "BAD_USER_INPUT"],
      ["dpo", { filter: { nonsense: 1 } }, {}, 400, "BAD_USER_INPUT"],
      ["dpo", { fields: [] }, {}, 400, "BAD_USER_INPUT"],
    ])("are refused to %s asking %j", async (persona, body, headers, status, code) => {
      const response = await download(persona, body, headers);
      expect([response.status, codeOf((await response.json()) as Answer)]).toEqual([status, code]);
    });

    it("are not given by GET, nor without a token", async () => {
      const url = hub.hub.url.replace("/graphql", "/audit.csv");
      expect((await fetch(url)).status).toBe(405);
      expect((await fetch(url, { method: "POST" })).status).toBe(401);
    });
  });

  describe("and a person's log", () => {
    it("tells a person who saw what, when and why, in Greek and in English", async () => {
      const id = newId();
      const [stored] = await record(
        accessRecordOf({
          at: "2025-11-22T08:05:00.000Z",
          disclosures: [
            disclosed([id, newId()]),
            disclosed([id], { category: "CONTACT" }),
            disclosed([id], { category: "REFERRAL", action: "referral:send" }),
            refused([id], { category: "EMPLOYMENT", reason: "CONSENT_REQUIRED" }),
          ],
        }),
      );
      const sentence = async (language: string) =>
        accepted(await dpo(LOG, { id, language })).accessLogOfPerson.edges.find(
          ({ node }: { node: LogNode }) => node.id === stored!.id,
        ).node.sentence as string;
      expect(await sentence("ENGLISH")).toBe(
        "On 22 November 2025 at 10:05 a caseworker of a Community Centre (Community Centre of Paionia) saw who you are " +
          "and how to reach you (basis: task of the public interest given by law); recorded your referrals (basis: task " +
          "of the public interest given by law); was refused your work and training, because you had not agreed to it. " +
          "Purpose: to help the person.",
      );
      expect(await sentence("GREEK")).toMatch(
        /^Στις 22 Νοεμβρίου 2025, ώρα 10:05, στέλεχος Κέντρου Κοινότητας \(.*Παιονίας\) είδε τα στοιχεία ταυτότητάς σας και τα στοιχεία επικοινωνίας σας \(βάση: /,
      );
    });

    it("is read by the head of the person's centre, who is not told which worker it was", async () => {
      const [stored] = await record(accessRecordOf({ disclosures: [disclosed([SHOWCASE, newId()])] }));
      const answer = await as("head")(LOG_OF_OWN, { id: SHOWCASE }, { "x-purpose-of-use": "OVERSIGHT" });
      const { accessLog } = accepted(answer).beneficiary;
      expect(accessLog.access).toEqual({ granted: true, reason: null });
      const entry = accessLog.edges
        .map(({ node }: { node: { id: string } }) => node)
        .find(({ id }: { id: string }) => id === stored!.id);
      expect(entry).toMatchObject({ viewerId: null, role: "CASEWORKER", organisation: { id: agencyId("cc-paionia") } });
    });

    it.each([
      ["head", "CARE", "PURPOSE_NOT_ALLOWED"],
      ["caseworker", "CARE", "ROLE_NOT_ALLOWED"],
      ["caseworker", "OVERSIGHT", "ROLE_NOT_ALLOWED"],
    ])("is not shown to a %s for %s", async (persona, purpose, reason) => {
      const answer = await as(persona)(LOG_OF_OWN, { id: SHOWCASE }, { "x-purpose-of-use": purpose });
      expect(accepted(answer).beneficiary.accessLog).toMatchObject({ access: { granted: false, reason }, edges: [] });
    });

    it("does not exist for another centre, and by id for nobody but the officer", async () => {
      const oversight = { "x-purpose-of-use": "OVERSIGHT" };
      expect(accepted(await as("caseworker-dirfys")(LOG_OF_OWN, { id: SHOWCASE }, oversight)).beneficiary).toBeNull();
      for (const persona of ["head", "caseworker", "oaed"]) {
        const { accessLogOfPerson } = accepted(await as(persona)(LOG, { id: SHOWCASE }, oversight));
        expect(accessLogOfPerson).toMatchObject({ access: { granted: false }, edges: [] });
      }
      expect(codeOf(await dpo(LOG, { id: "nobody" }))).toBe("NOT_FOUND");
    });

    it("equals the records, save what rule 5 keeps, and nothing says that something is kept", async () => {
      const workers = ["caseworker", "oaed", "house-of-woman", "family-support", "dpo", "hostel"];
      const discreet = new Set(["house-of-woman", "family-support"].map((persona) => viewerOf(persona).organisationId));
      const person = newId();
      const decision = fc.record({
        category: fc.constantFrom(...CATEGORIES),
        granted: fc.boolean(),
        others: fc.nat(2),
        about: fc.boolean(),
      });
      const looks = fc.array(
        fc.record({ worker: fc.constantFrom(...workers), decisions: fc.array(decision, { maxLength: 4 }) }),
        {
          minLength: 20,
          maxLength: 40,
        },
      );
      const [sample] = fc.sample(looks, 1);
      const records = sample!.map(({ worker, decisions }) =>
        accessRecordOf({
          viewer: viewerOf(worker),
          disclosures: decisions.flatMap(({ category, granted, others, about }) => {
            const people = [...Array.from({ length: others }, newId), ...(about ? [person] : [])];
            if (people.length === 0) return [];
            return [granted ? disclosed(people, { category }) : refused(people, { category })];
          }),
        }),
      );
      await record(...records);
      const told = (each: AccessRecord) =>
        each.disclosures.filter(
          ({ category, people }) => people.includes(person) && !CONFIDENTIAL_CATEGORIES.has(category),
        );
      const expected = records
        .filter((each) => told(each).length > 0 && !discreet.has(each.viewer.organisationId))
        .map((each) => [each.id, each.at, each.viewer.id, categoriesOf(told(each))]);
      const { accessLogOfPerson } = accepted(await dpo(LOG, { id: person }));
      const entries = accessLogOfPerson.edges.map(({ node }: { node: LogNode }) => [
        node.id,
        node.at,
        node.viewerId,
        categoriesOf(
          node.items.flatMap(({ verb, categories }) =>
            categories.map((category) => ({ category, granted: verb !== "WAS_REFUSED" })),
          ),
        ),
      ]);
      const own = new Set(records.map(({ id }) => id));
      const isOfTheRun = ([id]: [string]) => own.has(id);
      expect(entries.filter(isOfTheRun).sort()).toEqual(expected.sort());
      expect(
        new Set(entries.filter((entry: [string]) => !isOfTheRun(entry)).map(([, , viewer]: string[]) => viewer)),
      ).toEqual(new Set());
      const clean = newId();
      expect(JSON.stringify(accepted(await dpo(LOG, { id: clean })))).toBe(
        JSON.stringify({
          accessLogOfPerson: {
            access: { granted: true, reason: null },
            edges: [],
            pageInfo: { hasNextPage: false, endCursor: null },
          },
        }),
      );
    });
  });
});

interface LogNode {
  readonly id: string;
  readonly at: string;
  readonly viewerId: string;
  readonly items: readonly { readonly verb: string; readonly categories: readonly string[] }[];
}

const categoriesOf = (decisions: readonly { readonly category: string; readonly granted: boolean }[]): string[] =>
  [...new Set(decisions.map(({ category, granted }) => `${category} ${granted}`))].sort();
