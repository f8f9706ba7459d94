import { newId } from "../../subgraphs/kernel/identifier";
import type { EventConsumer } from "../../subgraphs/kernel/outbox/consumer";
import type { DomainEvent, Receipt } from "../../subgraphs/kernel/outbox/domain-event";
import { accepted, answer, HOSTEL, refer, register, TRAINING } from "../support/desk";
import { useHub } from "../support/hub";
import { asOwnerRole } from "../support/owner-role";
import { agencyId } from "../support/people";

const HISTORY = "query ($id: ID!) { referral(id: $id) { state outcome history { number state } } }";

/** At the centres' inbox: what an owner may say, and what becomes of what it may not. */
describe("events of an agency", () => {
  const hub = useHub();
  const desk = hub.as("caseworker");
  let position = 1;
  let person: string;
  beforeAll(async () => {
    person = await register(desk);
  });

  const inbox = (): EventConsumer => hub.hub.embedded.subgraphs.get("beneficiaries")!.events!;
  const receive = (...events: unknown[]): Promise<Receipt[]> => inbox().receive("shelters", events);
  const sent = (fields = {}): Promise<string> => refer(desk, person, { serviceId: HOSTEL, ...fields });

  const eventOf = (referralId: string, type: string, fields: Partial<DomainEvent> = {}): DomainEvent => ({
    id: newId(),
    type: `shelters.stay-${type}`,
    version: 1,
    personId: person,
    organisationId: agencyId("md-homeless-hostels"),
    recordId: newId(),
    position: position++,
    occurredAt: new Date().toISOString(),
    payload: type === "ended" ? { referralId, outcome: "SERVICE_PROVIDED" } : { referralId },
    cause: { viewerId: newId(), requestId: "test" },
    ...fields,
  });

  async function seen(id: string): Promise<string> {
    const { history } = accepted(await desk(HISTORY, { id })).referral;
    expect(history.map(({ number }: { number: number }) => number)).toEqual(
      history.map((_: unknown, at: number) => at + 1),
    );
    return history.map(({ state }: { state: string }) => state).join(" ");
  }

  const outcomes = (receipts: readonly Receipt[]) =>
    receipts.map((receipt) => (receipt.outcome === "REFUSED" ? receipt.reason : receipt.outcome));

  const recorded = (): Promise<{ publisher: string; reason: string; event_id: string }[]> =>
    asOwnerRole(hub.hub, "beneficiaries", async (client) => (await client.query("select * from inbox_refusal")).rows);

  it("are refused, and remembered, when another owner sends them", async () => {
    const referral = await sent();
    const event = eventOf(referral, "begun");
    expect(outcomes(await inbox().receive("oaed", [event]))).toEqual(["NOT_THE_PUBLISHER"]);
    const own = { ...event, type: "oaed.stay-begun" };
    expect(outcomes(await inbox().receive("oaed", [own]))).toEqual(["UNKNOWN_TYPE"]);
    expect(await seen(referral)).toBe("SENT");
    expect(await recorded()).toContainEqual(
      expect.objectContaining({ publisher: "oaed", reason: "NOT_THE_PUBLISHER", event_id: event.id }),
    );
  });

  it("move no referral of another agency, of another person, or of another kind of service", async () => {
    const [hostels, training] = [await sent(), await sent({ serviceId: TRAINING })];
    const other = eventOf(hostels, "begun", { organisationId: agencyId("rc-hostel") });
    const stranger = eventOf(hostels, "begun", { personId: newId() });
    const unknown = eventOf(newId(), "begun");
    // A shelter that speaks for the employment service: the directory says what that service is for.
    const foreign = eventOf(training, "begun", { organisationId: agencyId("oaed") });
    const receipts = await receive(other, stranger, unknown, foreign);
    const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]));
    expect(outcomes([other, stranger, unknown, foreign].map(({ id }) => byId.get(id)!))).toEqual([
      "UNKNOWN_RECORD",
      "UNKNOWN_RECORD",
      "UNKNOWN_RECORD",
      "OUT_OF_FIELD",
    ]);
    expect([await seen(hostels), await seen(training)]).toEqual(["SENT", "SENT"]);
  });

  it.each<[string, (event: DomainEvent) => unknown, string]>([
    ["nothing", () => null, "MALFORMED"],
    ["a text", () => "x".repeat(100_000), "MALFORMED"],
    ["no person", (event) => ({ ...event, personId: undefined }), "MALFORMED"],
    ["more than it may", (event) => ({ ...event, surname: "Παπαδοπούλου" }), "MALFORMED"],
    ["a person who is no id", (event) => ({ ...event, personId: "1 or 1=1" }), "MALFORMED"],
    ["no referral", (event) => ({ ...event, payload: {} }), "MALFORMED"],
    [
      "an outcome that does not exist",
      (event) => ({ ...event, payload: { ...event.payload, outcome: "OK" } }),
      "MALFORMED",
    ],
    ["a newer version", (event) => ({ ...event, version: 2 }), "UNKNOWN_TYPE"],
    ["an id that no database can store", (event) => ({ ...event, id: "\0\ud800" }), "MALFORMED"],
    ["a day in no calendar", (event) => ({ ...event, occurredAt: "2026-02-30T10:00:00Z" }), "MALFORMED"],
    ["a type of tomorrow", (event) => ({ ...event, type: "shelters.stay-extended" }), "UNKNOWN_TYPE"],
  ])("with %s are refused, and the next one is taken", async (_what, spoil, reason) => {
    const referral = await sent();
    const fitting = eventOf(referral, "begun");
    const receipts = await receive(spoil(eventOf(referral, "ended")), fitting);
    expect(outcomes(receipts).toSorted()).toEqual([reason, "TAKEN"].toSorted());
    expect(await seen(referral)).toBe("SENT ACCEPTED IN_PROGRESS");
  });

  it("change once what they change, however often and at how many doors they come", async () => {
    const referral = await sent();
    const event = eventOf(referral, "begun");
    const receipts = await Promise.all(Array.from({ length: 8 }, () => receive(event, event)));
    expect(outcomes(receipts.flat())).toEqual(Array.from({ length: 16 }, () => "TAKEN"));
    expect(await seen(referral)).toBe("SENT ACCEPTED IN_PROGRESS");
  });

  it("do no harm when they come in the wrong order", async () => {
    const referral = await sent();
    const recordId = newId();
    const [booked, begun, ended] = ["booked", "begun", "ended"].map((type) => eventOf(referral, type, { recordId }));
    for (const event of [ended, booked, begun, ended]) expect(outcomes(await receive(event))).toEqual(["TAKEN"]);
    expect(await seen(referral)).toBe("SENT ACCEPTED COMPLETED");
  });

  it("that say they happen in a hundred years happen now: nobody waits so long to be reminded", async () => {
    const referral = await sent();
    const occurredAt = "2126-01-01T00:00:00Z";
    expect(outcomes(await receive(eventOf(referral, "begun", { occurredAt })))).toEqual(["TAKEN"]);
    const { dueAt, history } = accepted(
      await desk("query ($id: ID!) { referral(id: $id) { dueAt history { at } } }", { id: referral }),
    ).referral;
    expect(Date.parse(history.at(-1).at)).toBeLessThanOrEqual(Date.now());
    expect(Date.parse(dueAt) - Date.now()).toBeLessThan(120 * 86_400_000);
  });

  it("that do not fit the state are refused, and fit when they are sent again after it was set right", async () => {
    const referral = await sent();
    accepted(await answer(hub.as("hostel"), referral, "DECLINE", { reason: "NO_CAPACITY" }));
    const event = eventOf(referral, "begun");
    expect(outcomes(await receive(event))).toEqual(["ILLEGAL_TRANSITION"]);
    const reopen = "mutation ($input: SteerReferralInput!) { steerReferral(input: $input) { referral { state } } }";
    accepted(await desk(reopen, { input: { referralId: referral, command: "REOPEN" } }));
    expect(outcomes(await receive(event))).toEqual(["TAKEN"]);
    expect(await seen(referral)).toBe("SENT DECLINED REOPENED ACCEPTED IN_PROGRESS");
  });

  it("and what an agency answers by hand at the same moment: one after the other, without a gap", async () => {
    for (let round = 0; round < 5; round++) {
      const referral = await sent();
      await Promise.all([receive(eventOf(referral, "begun")), answer(hub.as("hostel"), referral, "RECEIVE")]);
      expect(await seen(referral)).toMatch(/^SENT (RECEIVED )?ACCEPTED IN_PROGRESS$/);
    }
  });
});
