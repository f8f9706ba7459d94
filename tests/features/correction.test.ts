import { newId } from "../../subgraphs/kernel/identifier";
import { codeOf, refusalOf } from "../support/answers";
import { accepted, dayIn, refer, register } from "../support/desk";
import { useHub } from "../support/hub";
import { amkaOf } from "../support/numbers";
import { toldOfData } from "../support/officer";
import { operationOf } from "../support/operations";
import { asOwnerRole } from "../support/owner-role";
import { agencyId, serviceId } from "../support/people";
import { testVault } from "../support/vault";

const CLAIM = operationOf("Corrections", "RequestCorrection");
const ANSWER = operationOf("Corrections", "AnswerCorrection");
const LIST = operationOf("Corrections", "Corrections");
const UNKNOWN = "019b7673-ffff-7000-8000-000000000009";

describe("something recorded of a person is wrong", () => {
  const using = useHub();
  const { as } = using;
  const desk = as("caseworker");
  const centre = agencyId("cc-paionia");
  const claim = (beneficiaryId: string, fields: object = {}) => ({
    ...{ beneficiaryId, holderId: centre, category: "IDENTITY", field: "birthDate" },
    ...{ wrong: "1980-01-01", right: "1981-01-01", evidence: "Ληξιαρχική πράξη γέννησης" },
    ...fields,
  });
  const idOf = async (input: object): Promise<string> =>
    accepted(await desk(CLAIM, { input })).requestCorrection.correction.id;

  it("is taken down by the person's own centre only", async () => {
    const id = await register(desk);
    for (const persona of ["caseworker-dirfys", "oaed", "dpo"]) {
      expect(await as(persona)(CLAIM, { input: claim(id) })).toEqual(
        await as(persona)(CLAIM, { input: claim(UNKNOWN) }),
      );
    }
  });

  it.each([
    ["to who never had the person", { holderId: agencyId("oaed") }, "holderId unknown"],
    ["to nobody", { holderId: "ΟΑΕΔ" }, "holderId unknown"],
    ["of a confidential service", { category: "MENTAL_HEALTH" }, "category confidential"],
    ["of no field", { field: "ημερομηνία" }, "field format"],
    ["of a field by another name", { field: "fatherName" }, "field unknown"],
    ["of half a field", { field: "name" }, "field unknown"],
    ["of what every object has", { field: "constructor" }, "field unknown"],
    ["without a word", { wrong: "  " }, "wrong empty"],
    ["with a novel", { evidence: "α".repeat(4001) }, "evidence length"],
    ["that changes nothing", { right: "1980-01-01" }, "right same"],
  ])("%s is no claim", async (_, fields, expected) => {
    const id = await register(desk);
    expect(refusalOf(await desk(CLAIM, { input: claim(id, fields) }))).toBe(`BAD_USER_INPUT ${expected}`);
  });

  it("to a refuge the person was sent to is answered as to one that never had them", async () => {
    const id = await register(desk);
    const refuge = { holderId: agencyId("md-house-of-woman") };
    const before = await as("colleague")(CLAIM, { input: claim(id, refuge) });
    await refer(desk, id, { serviceId: serviceId("md-house-of-woman/women-shelter") });
    expect(await as("colleague")(CLAIM, { input: claim(id, refuge) })).toEqual(before);
  });

  it("is answered by who recorded it, once, and says whom to tell", async () => {
    const id = await register(desk);
    await refer(desk, id);
    const input = claim(id, { holderId: agencyId("oaed"), category: "EMPLOYMENT", idempotencyKey: newId() });
    const correctionId = await idOf(input);
    expect(await idOf(input)).toBe(correctionId);
    const answer = (persona: string, fields: object = {}) =>
      as(persona)(ANSWER, { input: { correctionId, applied: true, ...fields } });
    expect(codeOf(await answer("caseworker"))).toBe("FORBIDDEN");
    for (const persona of ["caseworker-dirfys", "kdap", "dpo"]) expect(codeOf(await answer(persona))).toBe("NOT_FOUND");
    expect(refusalOf(await answer("oaed", { applied: false }))).toBe("BAD_USER_INPUT reason reason");
    expect(refusalOf(await answer("oaed", { reason: "NO_EVIDENCE" }))).toBe("BAD_USER_INPUT reason superfluous");
    const mine = accepted(await as("oaed")(LIST, { state: "OPEN" })).corrections.edges;
    expect(mine.map(({ node }: { node: { id: string } }) => node.id)).toEqual([correctionId]);
    const answers = await Promise.all([answer("oaed"), answer("oaed", { applied: false, reason: "NOT_INCORRECT" })]);
    expect(answers.map(codeOf).sort()).toEqual(["CONFLICT", null]);
    expect(codeOf(await answer("oaed"))).toBe("CONFLICT");
    // Who holds it put it right itself; the centre, whose person it is, reads it here.
    for (const persona of ["oaed", "caseworker"]) expect(await toldOfData(as(persona), id)).toEqual([]);

    const own = accepted(await desk(CLAIM, { input: claim(id) })).requestCorrection.correction;
    expect(own).toMatchObject({ state: "OPEN", recipients: [{ id: agencyId("oaed") }] });
  });

  describe("in the centre's own record", () => {
    const PERSON = `query ($id: ID!) { beneficiary(id: $id) { name { surname father } sex birthDate nationality
      identifiers { kind value } address { street postcode municipality { code } }
      corrections { edges { node { wrong right state } } } } }`;
    const FIND =
      "query ($search: BeneficiarySearchInput!) { beneficiaries(search: $search) { edges { node { id } } } }";
    const recorded = async (id: string) => accepted(await desk(PERSON, { id })).beneficiary;
    const found = async (search: object) =>
      accepted(await desk(FIND, { search })).beneficiaries.edges.map(({ node }: { node: { id: string } }) => node.id);
    const apply = async (id: string, field: string, right: string, wrong = "λάθος") => {
      const category = /^(address|contacts)/.test(field) ? "CONTACT" : "IDENTITY";
      const correctionId = await idOf(claim(id, { category, field, wrong, right }));
      return { correctionId, answer: await desk(ANSWER, { input: { correctionId, applied: true } }) };
    };

    it("changes with the answer, and they are found by what is right", async () => {
      const id = await register(desk, { surname: "Λανθασμένου", fatherName: "Ιωάννης", birthDate: "1980-01-01" });
      await refer(desk, id);
      await apply(id, "nationality", "IT");
      expect(await toldOfData(as("oaed"), id)).toEqual(["DATA_CORRECTED"]);
      for (const [field, right] of [
        ["name.surname", "Ορθογραφημένου "],
        ["birthDate", "1981-01-02"],
        ["sex", "OTHER"],
        ["nationality", "AL"],
        ["address.street", "Παιονίας 1"],
        ["address.postcode", "612 00"],
        ["address.municipality.code", "0801"],
      ] as const) {
        accepted((await apply(id, field, right)).answer);
      }
      expect(await recorded(id)).toMatchObject({
        name: { surname: "Ορθογραφημένου", father: "Ιωάννης" },
        ...{ sex: "OTHER", birthDate: "1981-01-02", nationality: "AL" },
        address: { street: "Παιονίας 1", postcode: "61200" },
      });
      expect(await found({ name: "orthografimenou ioannis" })).toEqual([id]);
      expect(await found({ name: "Λανθασμένου" })).toEqual([]);
    });

    it.each([
      ["name.surname", "  ", "right empty"],
      ["name.surname", "α".repeat(101), "right length"],
      ["birthDate", "χθες", "right format"],
      ["birthDate", "2026-02-30", "right format"],
      ["birthDate", dayIn(1), "right future"],
      ["birthDate", "1899-12-31", "right past"],
      ["sex", "female", "right format"],
      ["nationality", "Ελλάδα", "right format"],
      ["address.postcode", "1234", "right format"],
      ["identifiers.amka", "12345678901", "AMKA date"],
      ["identifiers.afm", "123456789", "AFM checksum"],
    ])("%s: %s is no claim, as it is no registration", async (field, right, expected) => {
      const id = await register(desk);
      expect(refusalOf(await desk(CLAIM, { input: claim(id, { field, right }) }))).toBe(`BAD_USER_INPUT ${expected}`);
    });

    it("numbers: stay one person's, fit the birth date, and stand nowhere in clear", async () => {
      const [first, second, third] = [1, 2, 3].map((serial) => amkaOf("1984-05-06", serial)) as [
        string,
        string,
        string,
      ];
      const other = amkaOf("1990-10-11", 4);
      const id = await register(desk, { birthDate: "1984-05-06", identifiers: [{ kind: "AMKA", value: first }] });
      await register(desk, { birthDate: "1984-05-06", identifiers: [{ kind: "AMKA", value: second }] });
      expect(codeOf((await apply(id, "identifiers.amka", second, first)).answer)).toBe("CONFLICT");
      accepted((await apply(id, "identifiers.amka", third, first)).answer);
      expect((await recorded(id)).identifiers).toEqual([{ kind: "AMKA", value: third }]);
      expect(await found({ identifier: { kind: "AMKA", value: third } })).toEqual([id]);
      expect(await found({ identifier: { kind: "AMKA", value: first } })).toEqual([]);

      // Both are wrong: whichever is put right first fits what is claimed of the other.
      expect(refusalOf((await apply(id, "birthDate", "1990-10-11")).answer)).toBe("BAD_USER_INPUT AMKA birthDate");
      accepted((await apply(id, "identifiers.amka", other, third)).answer);
      const { edges } = (await recorded(id)).corrections;
      expect(edges.map(({ node }: { node: { state: string } }) => node.state).sort()).toEqual(
        ["OPEN", "OPEN", "APPLIED", "APPLIED"].sort(),
      );
      const kept = await asOwnerRole(using.hub, "beneficiaries", (client) =>
        client.query<{ row: string; replaced: Buffer | null; state: string }>(
          `select to_jsonb(c)::text || (select string_agg(to_jsonb(i)::text, '') from idempotency i) as row,
            replaced_sealed as replaced, state from correction c where beneficiary_id = $1 order by id`,
          [id],
        ),
      );
      for (const { row } of kept.rows)
        for (const number of [first, second, third, other]) expect(row).not.toContain(number);
      const before = kept.rows.map(({ replaced }) => replaced && testVault.open(replaced));
      expect(before.filter((each) => each !== null).sort()).toEqual([first, third].sort());
      expect(kept.rows.every(({ replaced, state }) => replaced === null || state === "APPLIED")).toBe(true);
    });

    it("contacts: another number, and that one is not safe to ring, told apart by what is recorded", async () => {
      const contacts = [
        { kind: "MOBILE", value: "6900000001", safeToContact: true },
        { kind: "EMAIL", value: "eleni@example.org", safeToContact: true },
      ];
      const id = await register(desk, { contacts });
      const claimed = async (field: string, wrong: string, right: string) =>
        refusalOf(await desk(CLAIM, { input: claim(id, { category: "CONTACT", field, wrong, right }) }));
      expect(await claimed("contacts.value", "6900000002", "6900000003")).toBe("BAD_USER_INPUT wrong unknown");
      expect(await claimed("contacts.value", "τηλέφωνο", "6900000003")).toBe("BAD_USER_INPUT wrong format");
      expect(await claimed("contacts.value", "6900000001", "69")).toBe("BAD_USER_INPUT right format");
      expect(await claimed("contacts.safeToContact", "6900000001", "όχι")).toBe("BAD_USER_INPUT right format");
      accepted((await apply(id, "contacts.value", "+30 6900000009", "690 000 0001")).answer);
      accepted((await apply(id, "contacts.safeToContact", "false", "+306900000009")).answer);
      const mixed = await apply(id, "contacts.value", "6900000004", "eleni@example.org");
      expect(refusalOf(mixed.answer)).toBe("BAD_USER_INPUT right format");
      const both: string[] = [];
      for (const end of ["7", "8"]) {
        const words = {
          category: "CONTACT",
          field: "contacts.value",
          wrong: "eleni@example.org",
          right: `e${end}@example.org`,
        };
        both.push(await idOf(claim(id, words)));
      }
      const applied = both.map((correctionId) => desk(ANSWER, { input: { correctionId, applied: true } }));
      expect((await Promise.all(applied)).map(refusalOf).sort()).toEqual(["", "BAD_USER_INPUT wrong unknown"]);
      const read = "query ($id: ID!) { beneficiary(id: $id) { contacts { kind value safeToContact } } }";
      expect(accepted(await desk(read, { id })).beneficiary.contacts).toEqual(
        expect.arrayContaining([
          { kind: "MOBILE", value: "+306900000009", safeToContact: false },
          { kind: "EMAIL", value: expect.stringMatching(/^e[78]@example.org$/), safeToContact: true },
        ]),
      );
    });

    it("a refused claim, and one about an agency's file, change nothing; two answers at once change it once", async () => {
      const id = await register(desk, { surname: "Παλαιού" });
      const correctionId = await idOf(claim(id, { field: "name.surname", right: "Νέου" }));
      const answers = await Promise.all([
        desk(ANSWER, { input: { correctionId, applied: false, reason: "NO_EVIDENCE" } }),
        as("colleague")(ANSWER, { input: { correctionId, applied: true } }),
      ]);
      expect(answers.map(codeOf).sort()).toEqual(["CONFLICT", null]);
      const [refused] = answers.map(codeOf);
      expect((await recorded(id)).name.surname).toBe(refused === null ? "Παλαιού" : "Νέου");

      await refer(desk, id);
      const theirs = await idOf(
        claim(id, { holderId: agencyId("oaed"), category: "EMPLOYMENT", field: "name.surname", right: "Άλλου" }),
      );
      accepted(await as("oaed")(ANSWER, { input: { correctionId: theirs, applied: true } }));
      expect((await recorded(id)).name.surname).not.toBe("Άλλου");
    });
  });
});
