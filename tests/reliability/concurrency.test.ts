import { newId } from "../../subgraphs/kernel/identifier";
import { codeOf, detailsOf } from "../support/answers";
import {
  accepted,
  answer,
  consent,
  dayIn,
  GRANT,
  HOSTEL,
  refer,
  register,
  REGISTER,
  somebody,
  WITHDRAW,
} from "../support/desk";
import { useHub, type Answer, type Ask } from "../support/hub";
import { afmOf } from "../support/numbers";
import { asOwnerRole } from "../support/owner-role";
import { agencyId } from "../support/people";

const ADMIT = `mutation ($input: AdmitInput!) { admit(input: $input) { stay { id bedLabel status } } }`;
const HISTORY = "query ($id: ID!) { referral(id: $id) { state history { number state actorId } } }";
const LINE = `insert into waiting_entry (id, beneficiary_id, organisation_id, facility_id, requested_on, priority, status,
  status_since) values ($1, $2, $3, $4, '2026-01-10', 2, 'WAITING', now())`;

const winnersOf = (answers: readonly Answer[]): Answer[] => answers.filter((each) => codeOf(each) === null);
const codesOf = (answers: readonly Answer[]): unknown[] => answers.map(codeOf).filter((code) => code !== null);

/** Asks again whenever they are told that nothing was begun, as a client does: also on a busy machine all of it is done. */
const patient =
  (ask: Ask): Ask =>
  async (...question) => {
    for (;;) {
      const answered = await ask(...question);
      if (detailsOf(answered)["check"] !== "busy") return answered;
    }
  };

const REASONS: Readonly<Record<string, Record<string, unknown>>> = { DECLINE: { reason: "NO_CAPACITY" } };

describe("at the same moment", () => {
  const hub = useHub();
  const { as } = hub;
  const desk = as("caseworker");
  const historyOf = async (id: string) => accepted(await desk(HISTORY, { id })).referral;

  it("two workers accept a referral: one wins, the other gets a clear CONFLICT; twenty times", async () => {
    const person = await register(desk);
    for (let round = 0; round < 20; round++) {
      const id = await refer(desk, person);
      const answers = await Promise.all(["oaed", "oaed-colleague"].map((who) => answer(as(who), id, "ACCEPT")));
      expect(winnersOf(answers)).toHaveLength(1);
      expect(codesOf(answers)).toEqual(["CONFLICT"]);
      const { state, history } = await historyOf(id);
      expect(state).toBe("ACCEPTED");
      expect(history.map(({ number }: { number: number }) => number)).toEqual([1, 2]);
    }
  });

  it("who accepts after a colleague did is told so, and what is possible now", async () => {
    const id = await refer(desk, await register(desk));
    accepted(await answer(as("oaed"), id, "ACCEPT"));
    const late = await answer(as("oaed-colleague"), id, "ACCEPT");
    expect([codeOf(late), detailsOf(late)]).toMatchObject([
      "CONFLICT",
      { state: "ACCEPTED", allowed: ["WAITLIST", "START", "CONTINUE", "COMPLETE"] },
    ]);
    expect(codeOf(await answer(as("oaed"), id, "ACCEPT"))).toBe("ILLEGAL_TRANSITION");
  });

  it("twenty workers accept, decline and put on the list: one step is taken, nothing is half done", async () => {
    const id = await refer(desk, await register(desk));
    const commands = ["ACCEPT", "DECLINE", "WAITLIST", "RECEIVE"];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        answer(as(at % 2 ? "oaed" : "oaed-head"), id, commands[at % 4]!, REASONS[commands[at % 4]!]),
      ),
    );
    const { state, history } = await historyOf(id);
    expect(history).toHaveLength(winnersOf(answers).length + 1);
    expect(winnersOf(answers).length).toBeGreaterThanOrEqual(1);
    expect(history.map(({ number }: { number: number }) => number)).toEqual(
      history.map((_: unknown, at: number) => at + 1),
    );
    expect(history.at(-1).state).toBe(state);
    for (const code of codesOf(answers)) expect(["CONFLICT", "ILLEGAL_TRANSITION"]).toContain(code);
    expect(codesOf(answers)).toContain("CONFLICT");
  });

  it("the agency accepts while the sender withdraws: one of them, never both", async () => {
    const person = await register(desk);
    for (let round = 0; round < 5; round++) {
      const id = await refer(desk, person);
      const steer = "mutation ($input: SteerReferralInput!) { steerReferral(input: $input) { referral { id } } }";
      const answers = await Promise.all([
        answer(as("oaed"), id, "DECLINE", { reason: "NO_CAPACITY" }),
        desk(steer, { input: { referralId: id, command: "WITHDRAW" } }),
      ]);
      expect(winnersOf(answers)).toHaveLength(1);
      expect((await historyOf(id)).history).toHaveLength(2);
    }
  });

  it("two workers of a shelter give away the last bed: one wins, the other gets a CONFLICT", async () => {
    const { facilityId, people } = await asOwnerRole(hub.hub, "shelters", async (client) => {
      const organisation = agencyId("md-homeless-hostels");
      const found = await client.query(
        "select id from facility where organisation_id = $1 and not confidential and status = 'OPEN' and kind = 'HOSTEL' order by id",
        [organisation],
      );
      const facility = found.rows[0].id as string;
      await client.query(
        `update bed set active = false from room r where r.id = room_id and r.facility_id = $1 and bed.id <> (
           select b.id from bed b join room q on q.id = b.room_id where q.facility_id = $1 and not exists
             (select from stay s where s.bed_id = b.id and upper(s.period) >= current_date) order by b.id limit 1)`,
        [facility],
      );
      const waiting = [newId(), newId()];
      for (const person of waiting) await client.query(LINE, [newId(), person, organisation, facility]);
      return { facilityId: facility, people: waiting };
    });
    const night = { facilityId, from: dayIn(0), until: dayIn(7) };
    const answers = await Promise.all(
      ["hostel", "hostel-colleague"].map((who, at) =>
        as(who)(ADMIT, { input: { ...night, beneficiaryId: people[at] } }),
      ),
    );
    expect(winnersOf(answers)).toHaveLength(1);
    expect(codesOf(answers)).toEqual(["CONFLICT"]);
    const loser = people[answers.findIndex((each) => codeOf(each) !== null)];
    expect(codeOf(await as("hostel")(ADMIT, { input: { ...night, beneficiaryId: loser } }))).toBe("CONFLICT");
  });

  it("one number is registered twice at a centre: one person, one CONFLICT, and the number is in no answer", async () => {
    const afm = afmOf("11223344");
    const input = somebody({ identifiers: [{ kind: "AFM", value: afm }] });
    const answers = await Promise.all(["caseworker", "colleague"].map((who) => as(who)(REGISTER, { input })));
    expect(winnersOf(answers)).toHaveLength(1);
    expect(codesOf(answers)).toEqual(["CONFLICT"]);
    expect(JSON.stringify(answers.filter((each) => codeOf(each) !== null))).not.toContain(afm);
    const search =
      "query ($search: BeneficiarySearchInput!) { beneficiaries(search: $search) { edges { node { id } } } }";
    const found = accepted(await desk(search, { search: { identifier: { kind: "AFM", value: afm } } }));
    expect(found.beneficiaries.edges).toHaveLength(1);
  });

  it("and at two centres: both register, neither learns of the other", async () => {
    const input = somebody({ identifiers: [{ kind: "AFM", value: afmOf("11223355") }] });
    const answers = await Promise.all(["caseworker", "caseworker-dirfys"].map((who) => as(who)(REGISTER, { input })));
    expect(codesOf(answers)).toEqual([]);
  });

  it("a consent is withdrawn twice: once, and one CONFLICT", async () => {
    const person = await register(desk);
    const given = accepted(await desk(GRANT, { input: consent(person, ["HOUSING"]) })).grantConsent.beneficiary;
    const input = { consentId: given.consents[0].id };
    const answers = await Promise.all(["caseworker", "colleague"].map((who) => as(who)(WITHDRAW, { input })));
    expect(codesOf(answers)).toEqual(["CONFLICT"]);
  });

  it("fifty referrals of one person are fifty, also for who had to come again", async () => {
    const person = await register(desk);
    const fifty = Array.from({ length: 50 }, () => refer(patient(desk), person, { serviceId: HOSTEL }));
    const sent = await Promise.all(fifty);
    const all =
      "query ($id: ID!) { beneficiary(id: $id) { referrals(first: 100) { edges { node { id createdAt } } } } }";
    const { edges } = accepted(await desk(all, { id: person })).beneficiary.referrals;
    expect(edges.map(({ node }: { node: { id: string } }) => node.id).toSorted()).toEqual(sent.toSorted());
  });
});
