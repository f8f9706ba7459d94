import { createHash } from "node:crypto";
import type { AccessRecord } from "../../subgraphs/kernel/disclosure/access-record";
import { newId } from "../../subgraphs/kernel/identifier";
import { linesOf, peopleOf, recordsOf } from "../support/access-log";
import { accepted, refer, register } from "../support/desk";
import { download, stored } from "../support/documents";
import { useHub } from "../support/hub";
import { openRequest, settle } from "../support/officer";
import { TEST_PERSONAS } from "../support/personas";
import type { Transport } from "../support/transports";
import { AGENCY_LINES } from "./access-record/agency.lines";
import { CENTRE_LINES } from "./access-record/centre.lines";
import { mustBeRecorded, openToClients, OPERATIONS, rootsOf } from "./access-record/coverage";
import { officer, type Fields, type Line, type Story } from "./access-record/line";
import { OFFICER_LINES } from "./access-record/officer.lines";
import { SERVING_LINES } from "./access-record/serving.lines";

/** In this order: what is new in the hub gets a line in one of them. */
const LINES: readonly Line[] = [...CENTRE_LINES, ...OFFICER_LINES, ...AGENCY_LINES, ...SERVING_LINES];

const textOf = (ask: string): string => OPERATIONS.get(ask) ?? ask;
const titleOf = ({ ask, by }: Line): string => `${by}: ${OPERATIONS.has(ask) ? ask : rootsOf(ask).join(", ")}`;

describe.each<Transport>(["in-process", "http"])("what is recorded (%s)", (transport) => {
  const using = useHub(transport);
  const ids: Record<string, string> = {};
  const story: Story = {
    ...{ person: "", ids },
    get hub() {
      return using.hub;
    },
  };

  /** Asks, and reads what was recorded of it. */
  async function ask(persona: string, document: string, variables: Fields, headers: Record<string, string> = {}) {
    const requestId = newId();
    const answer = await using.as(persona)(document, variables, { "x-request-id": requestId, ...headers });
    const records = await recordsOf(using.hub, requestId);
    expect(records.length).toBeLessThan(2);
    return { answer, record: records[0] };
  }

  it.each(LINES.map((line) => [titleOf(line), line] as const))("%s", async (_, line) => {
    const { by, purpose, says, amongOthers, names = () => [story.person], then } = line;
    const document = textOf(line.ask);
    const headers: Record<string, string> = purpose ? { "x-purpose-of-use": purpose } : {};
    const { answer, record } = await ask(by, document, (await line.with?.(story)) ?? {}, headers);
    const data = accepted(answer);
    then?.(data, story);
    if (says.length === 0) return expect(record).toBeUndefined();

    const { viewer } = TEST_PERSONAS.find(({ name }) => name === by)!;
    expect(record).toMatchObject({
      kind: rootsOf(document)[0]!.startsWith("Mutation") ? "mutation" : "query",
      viewer: { ...viewer, purpose: purpose ?? (viewer.role === "DPO" ? "OVERSIGHT" : "CARE") },
      documentHash: createHash("sha256").update(document).digest("hex"),
      outcome: "ANSWERED",
    });
    if (OPERATIONS.has(line.ask)) expect(record!.operationName).toBe(line.ask);
    expect(Math.abs(Date.now() - Date.parse(record!.at))).toBeLessThan(60_000);
    const exactly = (words: readonly string[]) => (amongOthers ? expect.arrayContaining([...words]) : words.toSorted());
    expect([linesOf(record!), peopleOf(record!)]).toEqual([exactly(says), exactly(names(story))]);
  });

  it("a look that is refused, at somebody and at nobody alike", async () => {
    const { person } = story;
    for (const id of [person, newId(), person.toUpperCase()]) {
      const { answer, record } = await ask("caseworker-dirfys", textOf("FollowBeneficiary"), { id });
      expect(answer.data).toEqual({ beneficiary: null });
      expect([record!.outcome, linesOf(record!)]).toEqual([
        "REFUSED",
        ["beneficiaries person:read IDENTITY: no, NOT_YOUR_CASE"],
      ]);
      expect(peopleOf(record!)).toEqual([id.toLowerCase()]);
    }
    const need = { beneficiaryId: person, domain: "HOUSING", severity: 2 };
    const { answer, record } = await ask("hostel", textOf("AddNeed"), { input: need });
    expect(answer.data).toBeNull();
    expect(record).toMatchObject({ outcome: "REFUSED", kind: "mutation" });
    expect(linesOf(record!)).toContain("beneficiaries need:write IDENTITY: no, ROLE_NOT_ALLOWED");
  });

  it("nothing of a question that is none", async () => {
    for (const query of [
      "{ __typename }",
      "{ beneficiary(id: 1, id: 2) { id } }",
      '{ beneficiary(id: "μαρία") { id } }',
    ])
      expect((await ask("caseworker", query, {})).record).toBeUndefined();
  });

  describe("at doors of their own", () => {
    const recordedDoors = new Set<string>(["/graphql"]);

    /** Posts to a door, and answers what was recorded of it. */
    async function post(door: string, body: Fields): Promise<AccessRecord[]> {
      const requestId = newId();
      const { token } = await using.hub.issuer.issue("dpo");
      const response = await fetch(using.hub.url.replace("/graphql", door), {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "x-request-id": requestId },
        body: JSON.stringify(body),
      });
      expect([response.status, (await response.text()).length > 0]).toEqual([200, true]);
      recordedDoors.add(door);
      const records = await recordsOf(using.hub, requestId);
      for (const { viewer, outcome } of records) {
        expect([viewer.role, viewer.purpose, outcome]).toEqual(["DPO", "OVERSIGHT", "ANSWERED"]);
      }
      return records;
    }

    it("the records as a file: the people of each page", async () => {
      const records = await post("/audit.csv", { filter: { personId: story.person } });
      expect(records.map(({ operationName }) => operationName)).toContain("AccessRecordsForCsv");
      expect(peopleOf(records[0]!)).toContain(story.person);
      expect(linesOf(records[0]!)).toContain("accountability accesslog:read IDENTITY: LEGAL_OBLIGATION");
    });

    it("a person's copy and a person's erasure: every owner's decision, under each question it took", async () => {
      const person = await register(using.as("caseworker"));
      const access = await openRequest(using.as("caseworker"), person, "ACCESS");
      const copied = await post("/export", { beneficiaryId: person });
      expect(copied.map(({ operationName }) => operationName)).toContain("PersonExport");
      for (const record of copied) expect(peopleOf(record)).toEqual([person]);
      const owners = new Set(copied.flatMap(({ disclosures }) => disclosures.map(({ subgraph }) => subgraph)));
      expect([...owners].sort()).toEqual([
        ...["accountability", "beneficiaries", "kdap", "mental-health", "oaed", "programmes", "shelters"],
      ]);
      accepted(await settle(using.as("dpo"), access, "ANSWER"));

      const requestId = await openRequest(using.as("caseworker"), person, "ERASURE");
      accepted(await settle(using.as("dpo"), requestId, "APPROVE"));
      const [erased, ...more] = await post("/erasure", { requestId });
      expect(more).toEqual([]);
      expect([erased!.operationName, erased!.kind, peopleOf(erased!)]).toEqual([
        "EraseBeneficiary",
        "mutation",
        [person],
      ]);
      const orders = ["kdap", "oaed", "programmes", "shelters"].map(
        (owner) => `${owner} request:handle IDENTITY: LEGAL_OBLIGATION`,
      );
      expect(linesOf(erased!)).toEqual(expect.arrayContaining([officer("request:handle"), ...orders]));
    });

    it("a document, at the door everybody uses", async () => {
      const referralId = await refer(using.as("caseworker"), await register(using.as("caseworker")));
      const documentId = await stored(using.hub, "caseworker", { referralId });
      const requestId = newId();
      const stated = { "x-request-id": requestId, "x-purpose-of-use": "OVERSIGHT" };
      const opened = await download(using.hub, "caseworker", documentId, stated);
      expect(opened.status).toBe(200);
      recordedDoors.add("/documents");
      const [record] = await recordsOf(using.hub, requestId);
      expect(linesOf(record!)).toContain("beneficiaries document:read REFERRAL: PUBLIC_TASK");
      expect(record!.viewer.purpose).toBe("OVERSIGHT");
    });

    it("and there is no other door", () => {
      expect([...recordedDoors].sort()).toEqual(using.hub.embedded.hub.recordedDoors.toSorted());
    });
  });
});

describe("what must be recorded", () => {
  const asked = new Set(LINES.flatMap(({ ask }) => rootsOf(textOf(ask))));

  it("has a line for every change, and for every question that leads to a person", () => {
    expect(mustBeRecorded().filter((root) => !asked.has(root))).toEqual([]);
  });

  it("can be asked where only the documents of the dashboards are answered, and so can all the rest", () => {
    const known = new Set([...OPERATIONS.values()].flatMap(rootsOf));
    expect(openToClients().filter((root) => !known.has(root))).toEqual([]);
  });

  it("has a line for every operation of the dashboards; subscriptions have theirs in live.test.ts", () => {
    const lines = new Set(LINES.map(({ ask }) => ask));
    const asked = [...OPERATIONS].filter(([, text]) => !text.startsWith("subscription"));
    expect(asked.filter(([name]) => !lines.has(name))).toEqual([]);
  });
});
