import { watchedLog } from "../support/canary/watched";
import { afmOf, amkaOf } from "../support/numbers";
import { ANSWER, accepted, answer, consent, GRANT, refer, REFER, register, REGISTER, somebody } from "../support/desk";
import { open } from "../support/emergency";
import { useHub } from "../support/hub";
import { operation } from "../support/operations";
import { asOwnerRole } from "../support/owner-role";
import { agencyId, SHOWCASE, testLives } from "../support/people";
import type { Transport } from "../support/transports";

const AMKA = amkaOf("1934-06-18", 5120);
const AFM = afmOf("17777777");
const NOTE = "Φοβάται τον αδελφό της";

describe.each<Transport>(["in-process", "http"])("what the hub writes into its log (%s)", (transport) => {
  const lines: string[] = [];
  const log = watchedLog("hub", (line) => void lines.push(line));
  const hub = useHub(transport, log);
  const { as } = hub;
  const text = () => lines.join("");

  beforeAll(async () => {
    const desk = as("caseworker");
    const identifiers = [
      { kind: "AMKA", value: AMKA },
      { kind: "AFM", value: AFM },
    ];
    const contacts = [{ kind: "MOBILE", value: "+306801234567" }];
    const person = await register(desk, { surname: "Ημερολογίδου", identifiers, contacts });
    await desk(REGISTER, { input: somebody({ surname: "Ημερολογίδου", identifiers }) });
    await desk(REGISTER, {
      input: somebody({ surname: "Ημερολογίδου", identifiers: [{ kind: "AMKA", value: `${AMKA}1` }] }),
    });
    await desk(REGISTER, { input: somebody({ surname: { Ημερολογίδου: 1 } }) });
    const referralId = await refer(desk, person, { note: NOTE });
    accepted(await answer(as("oaed"), referralId, "DECLINE", { reason: "OTHER", note: NOTE }));
    await answer(as("oaed"), referralId, "ACCEPT", { note: NOTE });
    await as("hostel")(ANSWER, { input: { referralId, answer: "ACCEPT" } });
    await desk(GRANT, { input: consent(person, ["HOUSING"], { recipientId: agencyId("oaed") }) });
    const spoken = { how: "ORAL_WITNESSED", witness: "Ημερολογίδου Μάρτυς" };
    accepted(await desk(GRANT, { input: consent(person, ["EMPLOYMENT"], spoken) }));
    for (const helper of [as("goods-bank"), desk]) {
      await open(helper, { amka: AMKA, reason: `${NOTE}, την Ημερολογίδου Ελένη` });
      await open(helper, { amka: `${AMKA}1`, reason: NOTE });
    }
    for (const persona of ["caseworker", "colleague", "oaed", "hostel", "family-support", "caseworker-dirfys", "dpo"]) {
      await as(persona)(operation("FollowBeneficiary"), { id: SHOWCASE });
      await as(persona)(operation("AgencyInbox"));
      await as(persona)(operation("FindBeneficiary"), { search: { name: "Ημερολογίδου" } });
    }
    await desk(operation("FindBeneficiary"), { search: { identifier: { kind: "AMKA", value: AMKA } } });
    await asOwnerRole(hub.hub, "beneficiaries", (client) => client.query("alter view wall_need rename to mislaid"));
    await desk(operation("FollowBeneficiary"), { id: SHOWCASE });
    await asOwnerRole(hub.hub, "beneficiaries", (client) =>
      client.query("alter table visit add constraint no_note check (note is null or note = '') not valid"),
    );
    await desk(REGISTER, { input: somebody({ surname: "Ημερολογίδου", visit: { channel: "CENTRE", note: NOTE } }) });
    await desk(REFER, { input: { beneficiaryId: person, serviceId: "Ημερολογίδου" } });
  }, 60_000);

  it("is enough to find a request again: who, what, how it ended, and where a fault lies", () => {
    expect(text()).toContain('"operationName":"FollowBeneficiary"');
    expect(text()).toContain('"role":"CASEWORKER"');
    expect(text()).toContain('"codes":["CONFLICT"]');
    expect(text()).toContain("INTERNAL_SERVER_ERROR");
    expect(text()).toMatch(/"reference":"[0-9a-f-]{36}"/);
    expect(text()).toContain("42P01");
    expect(text()).toContain("no_note");
    expect(lines.length).toBeGreaterThan(30);
  });

  it("holds no name, number or telephone of anybody in the caseload", () => {
    const words = new Set(text().match(/[\p{L}\p{N}+]+/gu));
    const people = testLives().map(({ person }) => person);
    const names = people.flatMap(({ givenName, surname, fatherName, motherName }) => [
      givenName,
      surname,
      fatherName,
      motherName,
    ]);
    const latin = people.map(({ surnameLatin }) => surnameLatin);
    const numbers = people.flatMap(({ amka, afm, paaypa, passport, phone }) => [amka, afm, paaypa, passport, phone]);
    const known = [...names, ...latin, ...numbers, ...people.map(({ email }) => email)].filter((each) => each !== null);
    expect(known.length).toBeGreaterThan(5000);
    expect(known.filter((each) => words.has(each))).toEqual([]);
    expect(text()).not.toMatch(/\p{Script=Greek}/u);
  });

  it("holds nothing of who was written about here, nor of what was written", () => {
    for (const secret of ["Ημερολογίδου", "Ελένη", AMKA, AFM, "6801234567", NOTE, "Φοβάται"]) {
      expect(text()).not.toContain(secret);
    }
  });

  it("holds no token, no address of a database and no password", () => {
    expect(text()).not.toMatch(/Bearer|eyJ|postgres(ql)?:\/\/|password/i);
  });
});
