import { statementsSent } from "../../subgraphs/kernel/database/reader";
import { useHub } from "../support/hub";
import { FollowBeneficiary } from "../../schema/documents";
import { asking, operation } from "../support/operations";
import { SHOWCASE } from "../support/people";
import type { Transport } from "../support/transports";

const FOLLOW = operation("FollowBeneficiary");

describe.each<Transport>(["in-process", "http"])("following a person across every service (%s)", (transport) => {
  const { as } = useHub(transport);

  it("is nobody for another centre's caseworker", async () => {
    const { data, errors } = await as("caseworker-dirfys")(FOLLOW, { id: SHOWCASE });
    expect({ data, errors }).toEqual({ data: { beneficiary: null }, errors: undefined });
  });

  it("shows the caseworker the whole pathway in one answer", async () => {
    const { data, errors } = await as("caseworker")(FOLLOW, { id: SHOWCASE });
    expect(errors).toBeUndefined();
    const person = data.beneficiary;
    expect(person.name.surname).toEqual(expect.any(String));
    expect(person.household.members.length).toBeGreaterThan(1);
    expect(person.needs.length).toBeGreaterThan(0);
    expect(person.consents.length).toBeGreaterThan(0);
    expect(person.referrals.edges).toHaveLength(12);
    for (const { node } of person.referrals.edges) {
      expect(node.agency.nameEl).toEqual(expect.any(String));
      expect(node.service.nameEl).toEqual(expect.any(String));
      expect(node.programme.nameEl).toEqual(expect.any(String));
      expect(node.history.map((step: { number: number }) => step.number)).toEqual(
        node.history.map((_: unknown, index: number) => index + 1),
      );
      expect(node.history.at(-1).state).toBe(node.state);
    }
    for (const file of ["employment", "housing", "mentalHealth"]) {
      expect(person[file].access).toMatchObject({ granted: true, reason: null, basis: "CONSENT" });
    }
    expect(person.employment.registration.status).toEqual(expect.any(String));
    expect(person.enrolments.access.granted).toBe(true);
  });

  it("says why for every file that is not shown", async () => {
    const { data } = await as("caseworker")(FOLLOW, { id: SHOWCASE });
    expect(data.beneficiary.childcare).toMatchObject({
      access: { granted: false, reason: "CONSENT_REQUIRED", basis: null },
      enrolments: null,
    });
  });

  it("hides the confidential referral and file from a colleague at the same centre", async () => {
    const { data } = await as("colleague")(FOLLOW, { id: SHOWCASE });
    const person = data.beneficiary;
    expect(person.referrals.edges.length).toBeLessThan(12);
    expect(person.mentalHealth.access).toMatchObject({ granted: false, reason: "CONFIDENTIAL" });
    expect(person.mentalHealth.episodes).toBeNull();
    expect(JSON.stringify(person)).not.toMatch(/MENTAL_HEALTH|SAFETY/);
  });

  it("shows a partner agency the person it was sent, and only its own referrals", async () => {
    const { data } = await asking(as("oaed"))(FollowBeneficiary, { id: SHOWCASE });
    const person = data!.beneficiary!;
    expect(person.name?.surname).toEqual(expect.any(String));
    expect(person.consents).toBeNull();
    expect(person.visits).toBeNull();
    const household = person.access.find(({ category }) => category === "HOUSEHOLD");
    expect(person.household !== null).toBe(household?.granted);
    expect(person.household?.members.filter(({ beneficiary }) => beneficiary) ?? []).toHaveLength(
      household?.granted ? 1 : 0,
    );
    expect(person.referrals?.edges.length).toBeGreaterThan(0);
    for (const { node } of person.referrals?.edges ?? []) expect(node.agency?.kind).toBe("EMPLOYMENT_SERVICE");
    expect(person.employment?.access).toMatchObject({ granted: true, basis: "PUBLIC_TASK" });
    expect(person.mentalHealth?.access.reason).toBe("CONFIDENTIAL");
    expect(person.housing?.access.granted).toBe(false);
  });

  it("shows an analyst nobody", async () => {
    const { data } = await as("analyst-central-macedonia")(FOLLOW, { id: SHOWCASE });
    expect(data.beneficiary).toBeNull();
  });

  it("asks the databases at most 40 times", async () => {
    const sent: unknown[] = [];
    const count = (name: unknown) => sent.push(name);
    statementsSent.subscribe(count);
    await as("caseworker")(FOLLOW, { id: SHOWCASE });
    statementsSent.unsubscribe(count);
    expect(sent.length).toBeGreaterThan(5);
    expect(sent.length).toBeLessThanOrEqual(40);
  });
});
