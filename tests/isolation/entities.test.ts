import { PURPOSES } from "../../subgraphs/kernel/policy/vocabulary";
import { newId } from "../../subgraphs/kernel/identifier";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { recordsOf } from "../support/access-log";
import { accepted, consent, GRANT, HOSTEL, refer, register } from "../support/desk";
import { open } from "../support/emergency";
import { useHub } from "../support/hub";
import { openRequest } from "../support/officer";
import { asOwnerRole } from "../support/owner-role";
import { agencyId, beneficiaryId, serviceId, SHOWCASE, testLives } from "../support/people";
import { TEST_PERSONAS } from "../support/personas";

const FILES: Readonly<Record<string, string>> = {
  oaed: "employment { access { granted reason } registration { status } trainings { id } matches { id } placements { id } }",
  shelters: "housing { access { granted reason } currentStay { id } stays { id } waitingList { id } }",
  kdap: "childcare { access { granted reason } enrolments { id } }",
  "mental-health": "mentalHealth { access { granted reason } episodes { id } nextAppointment { at } }",
  programmes: "enrolments { access { granted reason } enrolments { id } applications { id } }",
};
const PEOPLE = [SHOWCASE, beneficiaryId(2), beneficiaryId(4)];

/** What a careless or hostile caller may put where the attestation belongs. */
const FORGED: readonly (readonly [string, unknown])[] = [
  ["nothing", undefined],
  ["null", null],
  ["a word", "ALL"],
  ["true", true],
  ["an empty object", {}],
  ["an empty list", []],
  ["a stranger's", { relation: "NONE", insider: true, consents: every() }],
  ["a relation there is not", { relation: "HOLDER", insider: true, consents: every() }],
  ["a supervisor's", { relation: "SUPERVISOR", insider: true, consents: every() }],
  ["half of one", { relation: "OWN_CENTRE", insider: true }],
  ["text in place of one", JSON.stringify({ relation: "OWN_CENTRE", insider: true, consents: every() })],
  ["a list of one", [{ relation: "OWN_CENTRE", insider: true, consents: every() }]],
  [
    "a category there is not",
    { relation: "OWN_CENTRE", insider: true, consents: [{ category: "ALL", until: "2100" }] },
  ],
  ["a word for a truth", { relation: "OWN_CENTRE", insider: "yes", consents: every() }],
  ["an inherited one", JSON.parse(`{"__proto__": {"relation": "OWN_CENTRE", "insider": true, "consents": []}}`)],
];

/** Thirteen analysts would say the same thirteen times. */
const isOneOfItsKind = ({ viewer: { role, area } }: (typeof TEST_PERSONAS)[number]): boolean =>
  role !== "ANALYST" || area === "EL52";

function every() {
  const categories = ["FINANCIAL", "EMPLOYMENT", "HOUSING", "CHILDREN", "MENTAL_HEALTH", "SAFETY"];
  return categories.map((category) => ({ category, until: "2100-01-01T00:00:00Z" }));
}

const hub = useHub();

interface File {
  readonly access: { readonly granted: boolean; readonly reason: string | null };
}

describe("asked directly for entities", () => {
  const viewers: readonly Viewer[] = TEST_PERSONAS.filter(isOneOfItsKind).flatMap(({ viewer }) =>
    PURPOSES.map((purpose) => ({ ...viewer, purpose })),
  );
  const persona = (name: string, purpose: Viewer["purpose"] = "CARE"): Viewer => ({
    ...TEST_PERSONAS.find((each) => each.name === name)!.viewer,
    purpose,
  });

  async function entities(owner: string, viewer: Viewer, type: string, fields: string, representations: object[]) {
    const query = `query ($some: [_Any!]!) { _entities(representations: $some) { ... on ${type} { ${fields} } } }`;
    const some = representations.map((each) => ({ __typename: type, ...each }));
    const subgraph = hub.hub.embedded.subgraphs.get(owner)!;
    const { data, errors } = await subgraph.execute({ query, variables: { some } }, { viewer, requestId: "isolation" });
    return { found: data?.["_entities"] as (Record<string, unknown> | null)[], errors };
  }

  /** Every file of an answer says no, and holds nothing. */
  function expectClosed(found: readonly (Record<string, unknown> | null)[]): void {
    const open = found.filter((person) => {
      const { access, ...content } = Object.values(person!)[0] as File;
      return access.granted || access.reason === null || Object.values(content).some((each) => each !== null);
    });
    expect(open).toEqual([]);
  }

  describe.each(Object.keys(FILES))("%s", (owner) => {
    it("shows nobody anything on the word of a forged attestation, or without one", async () => {
      const people = FORGED.flatMap(([, grants]) => PEOPLE.map((id) => ({ id, grants })));
      for (const viewer of viewers) {
        const { found, errors } = await entities(owner, viewer, "Beneficiary", FILES[owner]!, people);
        expect(errors).toBeUndefined();
        expectClosed(found);
      }
    });

    it("shows only whom the role allows, whatever is attested", async () => {
      const grants = { relation: "OWN_CENTRE", insider: true, consents: every() };
      for (const viewer of viewers) {
        const isCentre = viewer.role === "CASEWORKER" || viewer.role === "CENTRE_HEAD";
        if (isCentre && viewer.purpose === "CARE") continue;
        const people = PEOPLE.map((id) => ({ id, grants }));
        expectClosed((await entities(owner, viewer, "Beneficiary", FILES[owner]!, people)).found);
      }
      const known = [{ id: SHOWCASE, grants }];
      const { found } = await entities(owner, persona("caseworker"), "Beneficiary", FILES[owner]!, known);
      expect(Object.values(found[0]!)).toMatchObject([{ access: { granted: true } }]);
    });

    it("an id that is none is a person it knows nothing of, not a failure", async () => {
      const grants = { relation: "OWN_CENTRE", insider: true, consents: every() };
      const ids = ["1", "' or 1=1", "\u0000", "019b7673-ffff-7000-8000-000000000009"];
      const people = ids.map((id) => ({ id, grants }));
      const { found, errors } = await entities(owner, persona("caseworker"), "Beneficiary", FILES[owner]!, people);
      expect(errors).toBeUndefined();
      for (const each of found) expect({ ...each }).toEqual({ ...found[3] });
    });
  });

  it("the centres show their people and referrals to their own workers, whatever the representation claims", async () => {
    const claims = { own: true, insider: true, name: { given: "x", surname: "y" }, grants: { relation: "OWN_CENTRE" } };
    const people = PEOPLE.map((id) => ({ id, ...claims }));
    const sent = testLives()[0]!.referrals.map(({ id }) => ({ id, state: "SENT", beneficiaryId: SHOWCASE }));
    const strangers = ["caseworker-dirfys", "red-cross-hostel", "house-of-woman", "legal-information"].map((name) =>
      persona(name),
    );
    const above = viewers.filter(({ role }) =>
      ["ANALYST", "DPO", "DIRECTORY_EDITOR", "PROGRAMME_MANAGER"].includes(role),
    );
    const idle = ["caseworker", "head", "oaed"].map((name) => persona(name, "STATISTICS"));
    for (const viewer of [...strangers, ...above, ...idle]) {
      const known = await entities("beneficiaries", viewer, "Beneficiary", "id name { surname } grants", people);
      expect([viewer, known.found]).toEqual([viewer, PEOPLE.map(() => null)]);
    }
    for (const viewer of [persona("caseworker-dirfys"), persona("red-cross-hostel"), ...above, ...idle]) {
      const loop = await entities("beneficiaries", viewer, "Referral", "id state note", sent);
      expect([viewer, loop.found]).toEqual([viewer, sent.map(() => null)]);
    }
    const own = await entities("beneficiaries", persona("caseworker"), "Beneficiary", "id", people);
    expect(own.found.map((each) => each?.["id"])).toEqual(PEOPLE);
  });

  it("the directory hides confidential sites by this door too, and shelters how full a refuge is", async () => {
    const refuge = [{ id: serviceId("md-house-of-woman/women-shelter") }];
    const agency = [{ id: agencyId("md-house-of-woman") }];
    for (const viewer of viewers) {
      if (viewer.organisationId === agency[0]!.id) continue;
      const sites = "sites { confidential nameEl address phones hours { days } municipality { code } }";
      const { found } = await entities("agencies", viewer, "Agency", sites, agency);
      const shown = found[0]!["sites"] as Record<string, unknown>[];
      expect(shown).toHaveLength(1);
      expect(shown[0]!["confidential"]).toBe(false);
      const there = await entities("agencies", viewer, "Service", "capacity { available } sites { id }", refuge);
      const byName = ["CASEWORKER", "CENTRE_HEAD"].includes(viewer.role);
      expect(there.found).toEqual([byName ? { capacity: [], sites: [] } : null]);
      const beds = await entities("shelters", viewer, "Service", "bedsTonight { free }", refuge);
      expect(beds.found[0]).toEqual({ bedsTonight: null });
    }
  });

  it("a need that is hidden is met like one that is not there, and leaves as little in the record", async () => {
    const found = await asOwnerRole(hub.hub, "beneficiaries", (client) =>
      client.query<{ id: string }>(
        `select n.id from need n join beneficiary b on b.id = n.beneficiary_id
         where n.domain in ('MENTAL_HEALTH', 'SAFETY') and n.met_on is null and b.centre_id = $1 and b.worker_id <> $2
           and not exists (select from referral r where r.beneficiary_id = b.id and r.author_id = $2) limit 3`,
        [agencyId("cc-paionia"), persona("colleague").id],
      ),
    );
    expect(found.rows.length).toBeGreaterThan(0);
    const meet = "mutation ($input: MeetNeedInput!) { meetNeed(input: $input) { beneficiary { id } } }";
    const outcome = async (needId: string) => {
      const requestId = newId();
      const answer = await hub.as("colleague")(meet, { input: { needId } }, { "x-request-id": requestId });
      return [answer, await recordsOf(hub.hub, requestId)];
    };
    for (const { id } of found.rows) expect(await outcome(id)).toEqual(await outcome(newId()));
  });

  it("a person whom a refuge and a mental-health service come to know is answered, and recorded, as before", async () => {
    const desk = hub.as("caseworker");
    const id = await register(desk);
    accepted(await desk(GRANT, { input: consent(id, ["HOUSING"]) }));
    await refer(desk, id, { serviceId: HOSTEL });
    await openRequest(desk, id, "ACCESS");
    accepted(await open(hub.as("caseworker-dirfys"), { beneficiaryId: id, categories: ["HOUSING", "REFERRAL"] }));
    const asking = [
      ...["colleague", "head", "hostel", "oaed", "caseworker-dirfys", "dpo"].map((name) => [name, ""] as const),
      ...[["head", "OVERSIGHT"] as const, ["caseworker-dirfys", "EMERGENCY"] as const],
    ];
    const everything = async () => {
      const heard: unknown[] = [];
      for (const [name, purpose] of asking) {
        const { token } = await hub.hub.issuer.issue(name);
        const requestId = newId();
        const response = await fetch(hub.hub.url, {
          method: "POST",
          headers: {
            ...{ authorization: `Bearer ${token}`, "content-type": "application/json", "x-request-id": requestId },
            ...(purpose && { "x-purpose-of-use": purpose }),
          },
          body: JSON.stringify({ query: KNOWN, variables: { id } }),
        });
        const heads = [...response.headers].filter(([header]) => !["date", "x-request-id"].includes(header));
        const [record] = await recordsOf(hub.hub, requestId);
        heard.push([name, purpose, response.status, heads, await response.text()]);
        heard.push(record && [record.outcome, record.disclosures]);
      }
      return heard;
    };
    const before = await everything();
    await asOwnerRole(hub.hub, "shelters", (client) => client.query(IN_REFUGE, [id]));
    await asOwnerRole(hub.hub, "mental-health", (client) => client.query(IN_CARE, [id]));
    expect(await everything()).toEqual(before);
  });
});

/** What passes for a place in a list of one kind or another, until a database reads it. */
const FORGED_PLACES: readonly (readonly unknown[])[] = [
  ...["0000-01-01T00:00:00.000Z", "2026-02-30T00:00:00.000Z", "Feb 30 2026", "+275760-09-13T00:00:00.000Z"].flatMap(
    (at) => [
      [at, newId()],
      [at, "5"],
    ],
  ),
  ...["0000-01-01", "2025-02-30"].flatMap((day) => [
    [day, newId()],
    [day, "x", newId()],
    ["1", day, newId()],
  ]),
  [{}, null],
  ["\ud800"],
];

describe("a forged place in a list", () => {
  const PAGE = "edges { cursor }";
  const ofPerson = (list: string) => `beneficiary(id: "${SHOWCASE}") { ${list} }`;

  it.each([
    ["caseworker", "CARE", ofPerson(`referrals(after: AFTER) { ${PAGE} }`)],
    ["caseworker", "CARE", ofPerson(`messages(after: AFTER) { ${PAGE} }`)],
    ["caseworker", "CARE", ofPerson(`corrections(after: AFTER) { ${PAGE} }`)],
    ["caseworker", "CARE", ofPerson(`subjectRequests(after: AFTER) { ${PAGE} }`)],
    ["caseworker", "CARE", ofPerson(`consents { history(after: AFTER) { ${PAGE} } }`)],
    ["head", "OVERSIGHT", ofPerson(`accessLog(after: AFTER) { ${PAGE} }`)],
    ["caseworker", "CARE", `beneficiaries(after: AFTER) { ${PAGE} }`],
    ["caseworker", "CARE", `notices(after: AFTER) { ${PAGE} }`],
    ["caseworker", "CARE", `agencies(after: AFTER) { ${PAGE} }`],
    ["caseworker", "CARE", `services(after: AFTER) { ${PAGE} }`],
    ["caseworker", "CARE", `findService(need: SAFETY, municipalityCode: "0902", after: AFTER) { ${PAGE} }`],
    ["caseworker", "CARE", `programmes(after: AFTER) { ${PAGE} }`],
    ["oaed", "CARE", `inbox(after: AFTER) { ${PAGE} }`],
    ["oaed", "CARE", `corrections(after: AFTER) { ${PAGE} }`],
    ["kdap", "CARE", `mySlots(after: AFTER) { ${PAGE} }`],
    ["family-support", "CARE", `myEpisodes(after: AFTER) { ${PAGE} }`],
    ["hostel", "CARE", `myFacilities { waitingList(after: AFTER) { ${PAGE} } }`],
    ["dpo", "OVERSIGHT", `accessRecords(after: AFTER) { ${PAGE} }`],
    ["dpo", "OVERSIGHT", `unusualAccess(after: AFTER) { ${PAGE} }`],
    ["dpo", "OVERSIGHT", `emergencyAccesses(after: AFTER) { ${PAGE} }`],
    ["dpo", "OVERSIGHT", `subjectRequests(after: AFTER) { ${PAGE} }`],
  ])("is no fault of ours, and a wrong one is called so: %s for %s, %s", async (persona, purpose, list) => {
    const fields = FORGED_PLACES.map((key, at) => {
      const cursor = Buffer.from(JSON.stringify(key)).toString("base64url");
      return `p${at}: ${list.replace("AFTER", JSON.stringify(cursor))}`;
    });
    const asked = await hub.as(persona)(`{ ${fields.join(" ")} }`, {}, { "x-purpose-of-use": purpose });
    const codes = new Set((asked.errors ?? []).map(({ extensions }) => extensions?.["code"]));
    expect([...codes]).toEqual(["BAD_USER_INPUT"]);
  });

  it("and a day of the year 0 is no day", async () => {
    const { errors } = await hub.as("kdap")('{ mySlots(on: "0000-01-01") { edges { cursor } } }');
    expect(errors?.map(({ extensions }) => extensions?.["code"])).toEqual(["BAD_USER_INPUT"]);
  });
});

const KNOWN = `query ($id: ID!) { beneficiary(id: $id) { id referrals { edges { node { state } } }
  ${Object.values(FILES).join(" ")} } }`;
/** As somebody who is in one, in every column that says nothing of whom. */
const IN_REFUGE = `insert into stay (id, beneficiary_id, organisation_id, bed_id, period, status)
  select gen_random_uuid(), $1, f.organisation_id, b.id, daterange(current_date + 300, current_date + 310), 'BOOKED'
  from bed b join room r on r.id = b.room_id join facility f on f.id = r.facility_id where f.confidential limit 1`;
const IN_CARE = `insert into episode select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(),
    'beneficiary_id', $1::uuid))).* from episode e where status = 'IN_CARE' limit 1`;
