import { codeOf, refusalOf } from "../support/answers";
import { accepted, answer, consent, GRANT, HOSTEL, refer, register, steer } from "../support/desk";
import { useHub } from "../support/hub";
import { operation } from "../support/operations";
import { asOwnerRole } from "../support/owner-role";
import { agencyId, serviceId, testLives } from "../support/people";

const INBOX = operation("AgencyInbox");
const PERSON = "query ($id: ID!) { beneficiary(id: $id) { id referrals { edges { node { id } } } } }";
const OTHERS =
  "query ($id: ID!) { beneficiary(id: $id) { needs { domain } referrals { edges { node { agency { id } } } } } }";

interface Item {
  readonly id: string;
  readonly state: string;
  readonly sentAt: string;
  readonly overdue: boolean;
}

describe("the inbox of an agency", () => {
  const hub = useHub();
  const { as } = hub;
  const [desk, agency] = [as("caseworker"), as("oaed")];
  const page = async (variables: object = {}, ask = agency) => accepted(await ask(INBOX, { ...variables })).inbox;
  const items = async (variables: object = {}, ask = agency): Promise<Item[]> =>
    (await page(variables, ask)).edges.map(({ node }: { node: Item }) => node);

  it.each(["caseworker", "head", "analyst-attica", "dpo", "directory-editor", "programme-manager"])(
    "is not for %s",
    async (persona) => {
      const { data, ...refused } = await as(persona)(INBOX, {}, { "x-purpose-of-use": "CARE" });
      expect([codeOf(refused), data]).toEqual(["FORBIDDEN", null]);
    },
  );

  it.each(["OVERSIGHT", "STATISTICS", "EMERGENCY"])("is not read for %s", async (purpose) => {
    expect(codeOf(await agency(INBOX, {}, { "x-purpose-of-use": purpose }))).toBe("FORBIDDEN");
  });

  it.each([0, 101, -1])("refuses a page of %i, and a cursor of another list", async (first) => {
    expect(refusalOf(await agency(INBOX, { first }))).toBe("BAD_USER_INPUT first range");
    const after = Buffer.from('["2026-01-01","x"]').toString("base64url");
    expect(refusalOf(await agency(INBOX, { after }))).toBe("BAD_USER_INPUT after cursor");
  });

  it("holds what was sent to the agency and nothing else, newest first, each once", async () => {
    const monthAgo = Date.now() - 30 * 86_400_000;
    const expected = testLives()
      .flatMap(({ referrals }) => referrals)
      .filter(({ service, steps }) => {
        const end = steps.findLast(({ state }) => ENDED.has(state));
        const isOver = end && ENDED.has(steps.at(-1)!.state);
        const wasSent = steps.some(({ state }) => state === "SENT");
        return service.agencyId === agencyId("oaed") && wasSent && (!isOver || end.at.getTime() > monthAgo);
      })
      .map(({ id }) => id);
    const seen: Item[] = [];
    let after: string | null = null;
    do {
      const { edges, pageInfo } = await page({ first: 7, after });
      seen.push(...edges.map(({ node }: { node: Item }) => node));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(expected.length).toBeGreaterThan(14);
    expect(seen.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
    const dates = seen.map(({ sentAt }) => sentAt);
    expect(dates).toEqual(dates.toSorted().toReversed());
  });

  it("shows the head and the agency's own system the same as the worker", async () => {
    const ids = (await items()).map(({ id }) => id);
    for (const persona of ["oaed-head", "oaed-system", "oaed-colleague"]) {
      expect((await items({}, as(persona))).map(({ id }) => id)).toEqual(ids);
    }
  });

  it("is narrowed to some states, and to what is overdue", async () => {
    const referralId = await refer(desk, await register(desk));
    const sent = await items({ filter: { states: ["SENT"] }, first: 100 });
    expect(sent.every(({ state }) => state === "SENT")).toBe(true);
    expect(sent.map(({ id }) => id)).toContain(referralId);
    expect((await items({ filter: { overdue: true }, first: 100 })).map(({ id }) => id)).not.toContain(referralId);
    await asOwnerRole(hub.hub, "beneficiaries", (client) =>
      client.query("update referral set due_at = now() - interval '1 minute' where id = $1", [referralId]),
    );
    const overdue = await items({ filter: { overdue: true }, first: 100 });
    expect(overdue.find(({ id }) => id === referralId)?.overdue).toBe(true);
    expect(overdue.every((each) => each.overdue)).toBe(true);
    expect(await items({ filter: { states: [] } })).toEqual([]);
  });

  it("lets go of a person 30 days after the end, from the inbox and everywhere else", async () => {
    const person = await register(desk);
    const referralId = await refer(desk, person);
    accepted(await answer(agency, referralId, "DECLINE", { reason: "NOT_ELIGIBLE" }));
    const endedAgo = (days: number) =>
      asOwnerRole(hub.hub, "beneficiaries", (client) =>
        client.query("update referral set ended_at = now() - $2 * interval '1 day' where id = $1", [referralId, days]),
      );
    await endedAgo(29.9);
    expect(accepted(await agency(PERSON, { id: person })).beneficiary.id).toBe(person);
    expect((await items({ first: 100 })).map(({ id }) => id)).toContain(referralId);
    await endedAgo(30.1);
    expect(accepted(await agency(PERSON, { id: person })).beneficiary).toBeNull();
    expect((await items({ first: 100 })).map(({ id }) => id)).not.toContain(referralId);
    expect(codeOf(await answer(agency, referralId, "ACCEPT"))).toBe("NOT_FOUND");
    expect(accepted(await desk(PERSON, { id: person })).beneficiary.referrals.edges).toHaveLength(1);
  });

  it("loses what the sender took back before it was sent, keeps what was withdrawn after", async () => {
    const person = await register(desk);
    const draft = await refer(desk, person, { draft: true });
    accepted(await steer(desk, draft, "CANCEL"));
    expect(accepted(await agency(PERSON, { id: person })).beneficiary).toBeNull();
    const sent = await refer(desk, person);
    accepted(await steer(desk, sent, "WITHDRAW"));
    expect((await items({ first: 100 })).find(({ id }) => id === sent)?.state).toBe("WITHDRAWN");
  });

  it("of a person's other referrals it tells only by consent, and never of confidential ones", async () => {
    const person = await register(desk);
    await refer(desk, person);
    await refer(desk, person, { serviceId: HOSTEL });
    await refer(desk, person, { serviceId: serviceId("md-family-support/psychosocial-counselling") });
    const agencies = async () =>
      accepted(await agency(OTHERS, { id: person }))
        .beneficiary.referrals.edges.map(({ node }: { node: { agency: { id: string } } }) => node.agency.id)
        .toSorted();
    expect(await agencies()).toEqual([agencyId("oaed")]);
    accepted(await desk(GRANT, { input: consent(person, ["REFERRAL"], { recipientId: agencyId("oaed") }) }));
    expect(await agencies()).toEqual([agencyId("oaed"), agencyId("md-homeless-hostels")].toSorted());
  });
});

const ENDED: ReadonlySet<string> = new Set([
  "COMPLETED",
  "DECLINED",
  "WITHDRAWN",
  "CANCELLED",
  "EXPIRED",
  "TRANSFERRED",
]);
