import { codeOf, refusalOf } from "../support/answers";
import { accepted, register } from "../support/desk";
import { useHub } from "../support/hub";
import { amkaOf, mistyped } from "../support/numbers";
import { operation } from "../support/operations";
import { SHOWCASE, testLives } from "../support/people";

const FIND = operation("FindBeneficiary");
const AMKA = amkaOf("1930-02-28", 1236);

describe("a caseworker looks for somebody", () => {
  const { as } = useHub();
  const desk = as("caseworker");
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    const identifiers = [{ kind: "AMKA", value: AMKA }];
    const born = { birthDate: "1930-02-28" };
    ids["maria"] = await register(desk, {
      givenName: "Μαρία",
      surname: "Θρασυβουλοπούλου",
      fatherName: "Ηλίας",
      ...born,
      identifiers,
    });
    ids["ilias"] = await register(desk, { givenName: "Ηλίας", surname: "Θρασυβουλόπουλος" });
    ids["jean"] = await register(desk, { givenName: "Zoë", surname: "O'Neill-Müller" });
    ids["elsewhere"] = await register(as("caseworker-dirfys"), {
      givenName: "Μαρία",
      surname: "Θρασυβουλοπούλου",
      ...born,
    });
  });
  const find = async (search: object, page: object = {}) =>
    accepted(await desk(FIND, { search, ...page })).beneficiaries;
  const found = async (search: object): Promise<string[]> =>
    (await find(search)).edges.map(({ node }: { node: { id: string } }) => node.id);
  const refused = async (variables: object) => refusalOf(await desk(FIND, { ...variables }));

  it("is not for agencies, analysts or overseers: they find nobody", async () => {
    for (const persona of ["oaed", "hostel", "analyst-central-macedonia", "dpo", "directory-editor"]) {
      const { data } = await as(persona)(FIND, { search: {} });
      expect([persona, data?.beneficiaries?.edges ?? []]).toEqual([persona, []]);
    }
  });

  it("never finds another centre's people, by name, birth date or number", async () => {
    const [elsewhere] = testLives().filter(({ centreKey, person }) => centreKey !== "cc-paionia" && person.amka);
    const { amka, birthDate } = elsewhere!.person;
    expect(await found({ identifier: { kind: "AMKA", value: amka } })).toEqual([]);
    expect(await found({ birthDate })).not.toContain(elsewhere!.person.id);
    expect(await found({ name: "Θρασυβουλοπούλου Μαρία" })).not.toContain(ids["elsewhere"]);
    expect(
      accepted(await as("caseworker-dirfys")(FIND, { search: { name: "Θρασυβουλοπουλου" } })).beneficiaries.edges,
    ).toMatchObject([{ node: { id: ids["elsewhere"] } }]);
  });

  it.each([
    ["as written", "Μαρία Θρασυβουλοπούλου"],
    ["without accents", "μαρια θρασυβουλοπουλου"],
    ["in capitals", "ΘΡΑΣΥΒΟΥΛΟΠΟΥΛΟΥ ΜΑΡΙΑ"],
    ["with decomposed accents", "Μαρία Θρασυβουλοπούλου".normalize("NFD")],
    ["in Latin letters", "Maria Thrasyvoulopoulou"],
    ["in greeklish", "maria 8rasivoylopoyloy"],
    ["with the wrong keyboard, all capitals", "MAPIA"],
    ["with a mix of look-alikes", "ΘPAΣYBOYΛOΠOYΛOY"],
    ["by the husband's form of the name", "Μαρία Θρασυβουλόπουλος"],
    ["in another order, with the father's name", "Ηλίας Μαρία"],
    ["by the beginning of the name", "Θρασυ Μαρ"],
    ["with blanks and a comma", "  Θρασυβουλοπούλου,  Μαρία  "],
  ])("finds Μαρία Θρασυβουλοπούλου %s", async (_, name) => {
    expect(await found({ name })).toContain(ids["maria"]);
  });

  it("finds the man by the woman's form and the genitive, and tells them apart by the given name", async () => {
    for (const name of ["Θρασυβουλοπούλου", "ΘΡΑΣΥΒΟΥΛΟΠΟΥΛΟΣ", "Θρασυβουλόπουλου"]) {
      expect((await found({ name })).toSorted()).toEqual([ids["maria"], ids["ilias"]].toSorted());
    }
    expect(await found({ name: "Θρασυβουλόπουλος Ηλίας", birthDate: "1930-02-28" })).toEqual([ids["maria"]]);
    expect(await found({ name: "Θρασυβουλόπουλος Μαρία" })).toEqual([ids["maria"]]);
  });

  it("finds foreign names as they are spoken", async () => {
    for (const name of ["oneill muller", "O'Neill", "müller zoe"]) expect(await found({ name })).toEqual([ids["jean"]]);
  });

  it("does not find by the end of a name, nor by a name nobody has", async () => {
    expect(await found({ name: "ασυβουλοπούλου" })).toEqual([]);
    expect(await found({ name: "Θρασυβουλοπούλου Αγλαΐα" })).toEqual([]);
  });

  it.each(["%", "_", "\\", "%%%", "___", "' or 1=1 --", "\\%"])("takes %s as a sign of nothing", async (name) => {
    expect(await found({ name })).toEqual([]);
    expect(await found({ name: `Θρασυ${name}` })).toEqual(await found({ name: `Θρασυ ${name}` }));
  });

  it("finds by birth date, and by a number written with blanks", async () => {
    expect(await found({ birthDate: "1930-02-28" })).toEqual([ids["maria"]]);
    expect(await found({ identifier: { kind: "AMKA", value: `${AMKA.slice(0, 6)}-${AMKA.slice(6)}` } })).toEqual([
      ids["maria"],
    ]);
    expect(await found({ birthDate: "1930-02-28", identifier: { kind: "AMKA", value: AMKA }, name: "Ηλίας" })).toEqual([
      ids["maria"],
    ]);
    expect(await found({ birthDate: "1931-02-28", identifier: { kind: "AMKA", value: AMKA } })).toEqual([]);
  });

  it("names what is wrong with a number, and finds no one by half of it", async () => {
    const number = (value: string) => refused({ search: { identifier: { kind: "AMKA", value } } });
    expect(await number(mistyped(AMKA))).toBe("BAD_USER_INPUT AMKA checksum");
    expect(await number(AMKA.slice(0, 6))).toBe("BAD_USER_INPUT AMKA length");
  });

  it("pages through everybody once, newest first, also when somebody comes meanwhile", async () => {
    const seen: string[] = [];
    const dates: string[] = [];
    let after: string | null = null;
    do {
      const page = await find({}, { first: 100, after });
      for (const { node } of page.edges) {
        seen.push(node.id);
        dates.push(node.registeredAt);
      }
      if (seen.length === 100) await register(desk, { givenName: "Νέα" });
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen.length).toBeGreaterThan(200);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain(SHOWCASE);
    expect(dates).toEqual(dates.toSorted().toReversed());
  });

  it("goes on after the cursor of any one, and ends with an empty page", async () => {
    const whole = await find({ name: "Θρασυ" }, { first: 2 });
    expect(whole.pageInfo.hasNextPage).toBe(false);
    const rest = await find({ name: "Θρασυ" }, { first: 2, after: whole.edges[0].cursor });
    expect(rest.edges).toEqual([whole.edges[1]]);
    const none = await find({ name: "Θρασυ" }, { after: whole.pageInfo.endCursor });
    expect(none).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
  });

  it.each([0, 101, -1, 1000])("refuses a page of %i", async (first) => {
    expect(await refused({ first })).toBe("BAD_USER_INPUT first range");
  });

  it("refuses a page that nobody could pay for before it asks anybody", async () => {
    expect(await refused({ first: 2_000_000_000 })).toBe("COST_ESTIMATED_TOO_EXPENSIVE cost");
  });

  it("refuses cursors that are not of this list", async () => {
    const cursor = (...parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
    const inbox = accepted(await as("oaed")(operation("AgencyInbox"))).inbox;
    expect(inbox.edges.length).toBeGreaterThan(0);
    const forged = [
      "",
      "x",
      "null",
      cursor(),
      cursor("a"),
      cursor(1, 2),
      cursor("2026-01-01", "x"),
      cursor("yesterday", SHOWCASE),
      cursor("\u0000", SHOWCASE),
      cursor("1", "2", "3"),
      cursor("'; drop table", SHOWCASE),
    ];
    for (const after of forged)
      expect([after, await refused({ after })]).toEqual([after, "BAD_USER_INPUT after cursor"]);
  });

  it("refuses an empty or endless name, and a birth date that is no day", async () => {
    expect(await refused({ search: { name: "α".repeat(201) } })).toBe("BAD_USER_INPUT name length");
    for (const birthDate of ["1930-02-30", "28/02/1930", "1930-2-28"]) {
      expect(codeOf(await desk(FIND, { search: { birthDate } }))).toBe("BAD_USER_INPUT");
    }
  });
});
