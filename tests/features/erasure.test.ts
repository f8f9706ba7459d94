import type { Client } from "pg";
import { databaseName, OWNERS } from "../../gateway/embedded/owners";
import { codeOf } from "../support/answers";
import { accepted, ADD_NEED, refer, register } from "../support/desk";
import { useHub, type Answer } from "../support/hub";
import { informedOf, LIST_REQUESTS, openRequest, settle, toldOfData } from "../support/officer";
import { operation } from "../support/operations";
import { asOwnerRole } from "../support/owner-role";
import { serviceId, SHOWCASE } from "../support/people";

const FOLLOW = operation("FollowBeneficiary");
const FIND = operation("FindBeneficiary");
const UNKNOWN = "019b7673-ffff-7000-8000-000000000009";
const KEEPERS = OWNERS.filter(({ letsPeopleLeave }) => letsPeopleLeave).map(({ name }) => name);

/** Ids of people in every table of an owner that has any, with the table. */
const PEOPLE = `
  select table_name as "table" from information_schema.columns
  where table_schema = 'public' and column_name = 'beneficiary_id'
    and table_name in (select relname from pg_class where relkind in ('r', 'p'))`;

/** What was done, by owner. */
interface Erased {
  readonly outcomes: readonly { readonly owner: string; readonly records: readonly object[] }[];
}

describe("a person who is erased", () => {
  const using = useHub();
  const desk = using.as("caseworker");
  const dpo = using.as("dpo");

  async function erase(requestId: unknown, persona = "dpo", headers: Record<string, string> = {}) {
    const { token } = await using.hub.issuer.issue(persona);
    const response = await fetch(using.hub.url.replace("/graphql", "/erasure"), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      body: JSON.stringify({ requestId }),
    });
    const body = (await response.json()) as Erased & Answer;
    return { status: response.status, body, code: codeOf(body) };
  }
  const approved = async (id: string): Promise<string> => {
    const requestId = await openRequest(desk, id, "ERASURE", { note: "Θέλω να με ξεχάσετε" });
    accepted(await settle(dpo, requestId, "APPROVE", { note: "με το όνομά της" }));
    return requestId;
  };
  const inside = <T>(owner: string, work: (client: Client) => Promise<T>) => asOwnerRole(using.hub, owner, work);
  const tablesWith = (owner: string, id: string) =>
    inside(owner, async (client) => {
      const found: string[] = [];
      for (const { table } of (await client.query<{ table: string }>(PEOPLE)).rows) {
        const { rowCount } = await client.query(`select from ${table} where beneficiary_id = $1`, [id]);
        if (rowCount) found.push(table);
      }
      return found.sort();
    });

  it("is erased by nobody but the officer, on an approved request", async () => {
    const id = await register(desk);
    const requestId = await openRequest(desk, id, "ERASURE");
    for (const persona of ["caseworker", "head", "oaed"]) {
      expect(await erase(requestId, persona)).toMatchObject({ status: 403, code: "FORBIDDEN" });
    }
    expect(await erase(requestId, "dpo", { "x-purpose-of-use": "CARE" })).toMatchObject({ code: "FORBIDDEN" });
    expect(await erase(requestId)).toMatchObject({ status: 400, code: "ILLEGAL_TRANSITION" });
    for (const none of [UNKNOWN, "μαρία", "", await openRequest(desk, id, "ACCESS")]) {
      expect(await erase(none)).toMatchObject({ status: 404, code: "NOT_FOUND" });
    }
    for (const wrong of [null, 7, ["a"], "α".repeat(200)]) expect(await erase(wrong)).toMatchObject({ status: 400 });
    accepted(await settle(dpo, requestId, "REFUSE", { reason: "LEGAL_CLAIMS" }));
    expect(await erase(requestId)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    expect(accepted(await desk(FOLLOW, { id })).beneficiary).not.toBeNull();
    for (const owner of KEEPERS) {
      const through = "mutation { eraseBeneficiary(input: {}) { table } }";
      expect([owner, codeOf(await dpo(through))]).toEqual([owner, "GRAPHQL_VALIDATION_FAILED"]);
    }
  });

  it("answers like one that never existed, at every owner and for everybody", async () => {
    const id = await register(desk, { surname: "Διαγραμμένου", identifiers: [], birthDate: "1980-02-29" });
    const child = await register(desk, { surname: "Διαγραμμένου", householdWith: id, householdRole: "CHILD" });
    const referral = await refer(desk, id);
    await refer(desk, id, { serviceId: serviceId("md-house-of-woman/women-shelter") });
    accepted(
      await desk(ADD_NEED, {
        input: { beneficiaryId: id, domain: "HOUSING", severity: 2, idempotencyKey: "erased-later" },
      }),
    );
    const requestId = await approved(id);
    const done = await erase(requestId);
    expect(done.status).toBe(200);
    expect(done.body.outcomes.map(({ owner }) => owner).sort()).toEqual([...KEEPERS].sort());
    const own = done.body.outcomes.find(({ owner }) => owner === "beneficiaries")!.records;
    expect(own).toContainEqual(expect.objectContaining({ table: "need", erased: 1, kept: 0 }));
    // The refuge's referral is not counted for anybody.
    expect(own).toContainEqual(expect.objectContaining({ table: "referral", erased: 1, kept: 0 }));

    for (const persona of ["caseworker", "head", "dpo", "oaed"]) {
      const ask = using.as(persona);
      expect(await ask(FOLLOW, { id })).toEqual(await ask(FOLLOW, { id: UNKNOWN }));
    }
    const question = "query ($id: ID!) { referral(id: $id) { id } }";
    expect((await using.as("oaed")(question, { id: referral })).data.referral).toBeNull();
    const found = accepted(await desk(FIND, { search: { name: "Διαγραμμένου" }, first: 10 })).beneficiaries.edges;
    expect(found.map(({ node }: { node: { id: string } }) => node.id)).toEqual([child]);
    expect(codeOf(await desk(ADD_NEED, { input: { beneficiaryId: id, domain: "HOUSING", severity: 2 } }))).toBe(
      "NOT_FOUND",
    );
    expect(await tablesWith("beneficiaries", id)).toEqual([
      "erased_person",
      "erasure_outcome",
      // That their agencies were told (GDPR art. 19).
      "notice",
      "subject_request",
      "subject_request_step",
    ]);
    const told = (persona: string) => toldOfData(using.as(persona), id);
    expect([await told("oaed"), await told("house-of-woman")]).toEqual([["DATA_ERASED"], ["DATA_ERASED"]]);
    expect(await informedOf(dpo, requestId)).toEqual([["oaed", "DATA_ERASED"]]);
    const keys = await inside("beneficiaries", (client) =>
      client.query("select from idempotency where key = 'erased-later' or result = $1", [id]),
    );
    expect(keys.rowCount).toBe(0);

    // Sent again, because its answer was lost: the same answer.
    expect((await erase(requestId)).body).toEqual(done.body);
    const { node } = accepted(
      await dpo(LIST_REQUESTS, { filter: { kinds: ["ERASURE"], states: ["ANSWERED"] } }),
    ).subjectRequests.edges.find((edge: { node: { id: string } }) => edge.node.id === requestId);
    expect(node).toMatchObject({ beneficiaryId: id, state: "ANSWERED", note: null });
    expect(node.history.map(({ note }: { note: string | null }) => note)).toEqual([null, null, null]);
  });

  it("leaves no row without its person anywhere, and what the law demands where it demands it", async () => {
    const requestId = await approved(SHOWCASE);
    // An owner that cannot answer half way: nothing of it is lost, and the next attempt goes on.
    await inside("programmes", (client) => client.query("alter function erase_person rename to erase_nobody"));
    expect((await erase(requestId)).status).toBeGreaterThanOrEqual(500);
    expect(accepted(await dpo(FOLLOW, { id: SHOWCASE })).beneficiary).not.toBeNull();
    await inside("programmes", (client) => client.query("alter function erase_nobody rename to erase_person"));

    const [one, other] = await Promise.all([erase(requestId), erase(requestId)]);
    expect([one.status, other.status]).toContain(200);
    const again = await erase(requestId);
    expect(again.status).toBe(200);
    const records = again.body.outcomes.flatMap((each) => each.records);
    expect(records).toContainEqual(expect.objectContaining({ table: "registration", kept: 0 }));
    expect(JSON.stringify(again.body)).not.toMatch(/MENTAL_HEALTH|SAFETY|episode/);

    const known = await inside(
      "beneficiaries",
      async (client) =>
        new Set((await client.query<{ id: string }>("select id from beneficiary")).rows.map(({ id }) => id)),
    );
    expect(known.has(SHOWCASE)).toBe(false);
    for (const owner of KEEPERS) {
      const strangers = await inside(owner, async (client) => {
        const erased = (await client.query<{ id: string }>("select beneficiary_id as id from erased_person")).rows;
        const accounted = new Set([...known, ...erased.map(({ id }) => id)]);
        const found: string[] = [];
        for (const { table } of (await client.query<{ table: string }>(PEOPLE)).rows) {
          const { rows } = await client.query<{ id: string | null }>(
            `select distinct beneficiary_id as id from ${table}`,
          );
          if (rows.some(({ id }) => id !== null && !accounted.has(id))) found.push(table);
        }
        return found;
      });
      expect([databaseName(owner), strangers]).toEqual([databaseName(owner), []]);
    }
    const left = await inside("beneficiaries", (client) =>
      client.query("select from consent where guardian_id = $1", [SHOWCASE]),
    );
    expect(left.rowCount).toBe(0);
    const counted = await inside("beneficiaries", (client) =>
      client.query("select sum(referrals)::int as n from past_referral"),
    );
    expect((counted.rows[0] as { n: number }).n).toBeGreaterThan(5);
  });

  it("is not written of again by who was writing at that moment", async () => {
    const id = await register(desk);
    const requestId = await approved(id);
    const need = (severity: number) => desk(ADD_NEED, { input: { beneficiaryId: id, domain: "HOUSING", severity } });
    const [done, ...needs] = await Promise.all([erase(requestId), ...[1, 2, 3, 4, 1, 2].map(need)]);
    expect(done.status).toBe(200);
    for (const answer of needs) expect([null, "NOT_FOUND"]).toContain(codeOf(answer));
    expect(await tablesWith("beneficiaries", id)).not.toContain("need");
  });
});
