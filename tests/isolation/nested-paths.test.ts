import { accepted, ADD_NEED, answer, consent, GRANT, HOSTEL, refer, register } from "../support/desk";
import { useHub } from "../support/hub";
import { operationOf } from "../support/operations";
import { agencyId, beneficiaryId, serviceId, SHOWCASE } from "../support/people";
import type { Transport } from "../support/transports";

const CONTENT = `employment { access { granted } registration { status } trainings { id } placements { id } }
  housing { access { granted } stays { id } waitingList { id } }
  childcare { access { granted } enrolments { id } }
  mentalHealth { access { granted } episodes { id } }
  enrolments { access { granted } enrolments { id } applications { id } }`;
const PERSON = `id name { surname } identifiers { value } contacts { value } consents { id } visits { note } ${CONTENT}`;
const ROUND = `query ($id: ID!, $referral: ID!) {
  referral(id: $referral) { beneficiary { ${PERSON} household { members { beneficiary { ${PERSON} } } }
    referrals { edges { node { id agency { id } beneficiary { ${PERSON} } } } } } }
  beneficiary(id: $id) { ${PERSON} household { members { beneficiary { ${PERSON} referrals { edges { node { id } } } } } } }
}`;
const CONTINUED = "query ($id: ID!) { referral(id: $id) { id transferredFrom need note } }";
const TRANSFER = operationOf("RegisterAndRefer", "TransferReferral");
const REFERRALS = "query ($id: ID!) { beneficiary(id: $id) { referrals { edges { node { id agency { id } } } } } }";
const DAUGHTER = beneficiaryId(2);

interface Sent {
  readonly id: string;
  readonly agency: { readonly id: string };
}

/** Every object of an answer that has one of these fields, however deep. */
function* objectsWith(value: unknown, field: string): Generator<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return;
  if (field in value) yield value as Record<string, unknown>;
  for (const each of Object.values(value)) yield* objectsWith(each, field);
}

describe.each<Transport>(["in-process", "http"])("through other people and referrals (%s)", (transport) => {
  const { as } = useHub(transport);
  const desk = as("caseworker");
  const sentTo = async (agency: string): Promise<string> => {
    const { edges } = accepted(await desk(REFERRALS, { id: SHOWCASE })).beneficiary.referrals;
    return edges.map(({ node }: { node: Sent }) => node).find(({ agency: { id } }: Sent) => id === agencyId(agency)).id;
  };

  it("a stranger reaches nobody", async () => {
    const referral = await sentTo("oaed");
    for (const persona of [
      "caseworker-dirfys",
      "red-cross-hostel",
      "house-of-woman",
      "analyst-central-macedonia",
      "dpo",
    ]) {
      const { data } = await as(persona)(ROUND, { id: DAUGHTER, referral });
      if (persona === "red-cross-hostel") expect(data.beneficiary).toBeNull();
      else expect([persona, data]).toEqual([persona, { referral: null, beneficiary: null }]);
    }
  });

  it("an agency that may see the household reaches no member that was not referred to it", async () => {
    accepted(await desk(GRANT, { input: consent(SHOWCASE, ["HOUSEHOLD"], { recipientId: agencyId("oaed") }) }));
    const { referral, beneficiary } = accepted(
      await as("oaed")(ROUND, { id: DAUGHTER, referral: await sentTo("oaed") }),
    );
    expect(beneficiary).toBeNull();
    const members = referral.beneficiary.household.members as { beneficiary: { id: string } | null }[];
    expect(members.length).toBeGreaterThan(1);
    expect(members.map((member) => member.beneficiary?.id ?? null).filter(Boolean)).toEqual([SHOWCASE]);
  });

  it("an agency sees its own file and no other, by every way to the person", async () => {
    const answer = accepted(await as("oaed")(ROUND, { id: SHOWCASE, referral: await sentTo("oaed") }));
    const seen = [...objectsWith(answer, "employment")];
    expect(seen.length).toBeGreaterThan(3);
    for (const person of seen) {
      expect(person).toMatchObject({
        employment: { access: { granted: true } },
        housing: { access: { granted: false }, stays: null, waitingList: null },
        childcare: { access: { granted: false }, enrolments: null },
        mentalHealth: { access: { granted: false }, episodes: null },
        consents: null,
        visits: null,
      });
    }
    const agencies = new Set([...objectsWith(answer, "agency")].map(({ agency }) => (agency as { id: string }).id));
    expect([...agencies]).toEqual([agencyId("oaed")]);
  });

  it("a colleague who is no insider finds no trace of the confidential, by any way", async () => {
    const referral = await sentTo("md-family-support");
    const { data } = await as("colleague")(ROUND, { id: SHOWCASE, referral });
    expect(data.referral).toBeNull();
    for (const person of objectsWith(data, "mentalHealth")) {
      expect(person["mentalHealth"]).toEqual({ access: { granted: false }, episodes: null });
    }
    expect(JSON.stringify(data)).not.toContain(referral);
    const inbox = "{ inbox(first: 100) { edges { node { id beneficiary { referrals { edges { node { id } } } } } } } }";
    expect(JSON.stringify(await as("oaed")(inbox))).not.toContain(referral);
    expect(JSON.stringify(await as("family-support")(inbox))).toContain(referral);
  });

  it("what was confided to a refuge does not go along when somebody must be sent to an open house", async () => {
    const person = await register(desk);
    const secret = "Την απειλεί ο σύζυγος.";
    const { needs } = accepted(
      await desk(ADD_NEED, { input: { beneficiaryId: person, domain: "SAFETY", severity: 4 } }),
    ).addNeed.beneficiary;
    const fields = { serviceId: serviceId("md-house-of-woman/women-shelter"), needId: needs[0].id, note: secret };
    const hidden = await refer(desk, person, fields);
    accepted(await answer(as("house-of-woman"), hidden, "DECLINE", { reason: "NO_CAPACITY" }));
    const input = { referralId: hidden, serviceId: HOSTEL, reason: "NO_CAPACITY" };
    const open = accepted(await desk(TRANSFER, { input })).transferReferral.referral.id;
    const look = async (persona: string) => accepted(await as(persona)(CONTINUED, { id: open })).referral;
    expect(await look("caseworker")).toEqual({ id: open, transferredFrom: hidden, need: null, note: null });
    for (const persona of ["colleague", "hostel"]) {
      expect([persona, await look(persona)]).toEqual([
        persona,
        { id: open, transferredFrom: null, need: null, note: null },
      ]);
    }
  });

  it("the need for protection behind an open referral is its addressee's and the insiders' to know", async () => {
    const person = await register(desk);
    const { needs } = accepted(
      await desk(ADD_NEED, { input: { beneficiaryId: person, domain: "SAFETY", severity: 4 } }),
    ).addNeed.beneficiary;
    const id = await refer(desk, person, { serviceId: HOSTEL, needId: needs[0].id });
    const need = async (persona: string) => accepted(await as(persona)(CONTINUED, { id })).referral.need;
    expect([await need("caseworker"), await need("hostel"), await need("colleague")]).toEqual([
      "SAFETY",
      "SAFETY",
      null,
    ]);
  });

  it("a person referred to two agencies is two views: neither carries the other's over", async () => {
    const person = await register(desk);
    const toOaed = await refer(desk, person);
    const toHostel = await refer(desk, person, { serviceId: await hostelService() });
    const [oaed, hostel] = await Promise.all([
      as("oaed")(ROUND, { id: person, referral: toHostel }),
      as("hostel")(ROUND, { id: person, referral: toOaed }),
    ]);
    expect([oaed.data.referral, hostel.data.referral]).toEqual([null, null]);
    expect(oaed.data.beneficiary.housing.access.granted).toBe(false);
    expect(hostel.data.beneficiary.employment.access.granted).toBe(false);
  });

  const hostelService = async (): Promise<string> => {
    const services = "query ($id: ID!) { agency(id: $id) { services { id status } } }";
    const { agency } = accepted(await desk(services, { id: agencyId("md-homeless-hostels") }));
    return agency.services.find(({ status }: { status: string }) => status === "ACTIVE").id;
  };
});
