import { stdnum } from "stdnum";
import { listDirectoryServices } from "./agencies";
import type { CaseloadOptions, Life } from "./life";
import { lives } from "./lives";

const { amka, vat } = stdnum.GR!;
const SERVICES = listDirectoryServices();
const AS_OF = new Date("2026-11-20T10:00:00Z");
const YEAR = 365.25 * 86_400_000;

const draw = (options: Partial<CaseloadOptions> = {}): Life[] => [
  ...lives({ people: 2000, seed: "syndesmos", asOf: AS_OF, ...options }, SERVICES),
];
/** As it can be compared: without the generator. */
const plain = (life: Life): string => JSON.stringify({ ...life, random: null });
const ageAt = (life: Life, at: Date): number => (at.getTime() - Date.parse(life.person.birthDate)) / YEAR;
const present = <T>(values: readonly (T | null)[]): T[] => values.filter((value) => value !== null);

const caseload = draw();

describe("the caseload", () => {
  it("is the same for the same seed and day, and another for another seed", () => {
    expect(draw({ people: 300 }).map(plain)).toEqual(draw({ people: 300 }).map(plain));
    const other = draw({ people: 300, seed: "other" });
    expect(other.map(({ person }) => person.surname)).not.toEqual(
      caseload.slice(0, 300).map(({ person }) => person.surname),
    );
  });

  it.each([1, 2, 3, 4, 5, 17])("has exactly as many people as asked for: %d", (people) => {
    expect(draw({ people }).map(({ index }) => index)).toEqual(Array.from({ length: people }, (_, at) => at + 1));
  });

  it.each(["2026-11-20T02:00:00Z", "2026-11-22T12:00:00Z", "2027-01-01T09:00:00Z", "2024-02-29T22:30:00Z"])(
    "stays in the past whatever the hour of %s",
    (moment) => {
      const asOf = new Date(moment);
      const moments = draw({ people: 300, asOf }).flatMap((life) => [
        life.registeredAt,
        ...life.referrals.flatMap(({ steps, servedUntil }) => [steps.at(-1)!.at, servedUntil]),
        ...life.consents.flatMap(({ from, withdrawnAt }) => [from, withdrawnAt]),
        ...life.needs.flatMap(({ since, metOn }) => [new Date(since), metOn === null ? null : new Date(metOn)]),
      ]);
      expect(present(moments).filter((each) => each > asOf)).toEqual([]);
    },
  );

  it("gives every number once, valid, fitting sex and date of birth", () => {
    const many = draw({ people: 20_000 });
    const wrong = many.filter(({ person: { amka: number, afm, birthDate, sex } }) => {
      const [year, month, day] = birthDate.slice(2).split("-");
      const begins = `${day}${month}${year}`;
      const male = sex === "MALE" ? 1 : 0;
      const isAmka = !number || (amka!.validate(number).isValid && number.startsWith(begins));
      const isSex = !number || Number(number[9]) % 2 === male;
      return !isAmka || !isSex || (afm && (!vat!.validate(afm).isValid || afm === "000000000"));
    });
    expect(wrong).toEqual([]);
    for (const kind of ["amka", "afm", "paaypa", "passport", "phone", "email"] as const) {
      const numbers = present(many.map(({ person }) => person[kind]));
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(numbers.length).toBeGreaterThan(300);
    }
    expect(new Set(many.map(({ person }) => person.id)).size).toBe(many.length);
  });

  it("has people with one number only, and people without any", () => {
    const papers = caseload.map(({ person }) => [person.amka, person.afm, person.paaypa, person.passport].map(Boolean));
    const has = (...wanted: boolean[]) => papers.filter((each) => each.join() === wanted.join()).length;
    expect(has(false, false, true, false)).toBeGreaterThan(3);
    expect(has(false, false, false, true)).toBeGreaterThan(3);
    expect(has(false, false, false, false)).toBeGreaterThan(5);
  });

  it("is spread over the centres and their workers", () => {
    const share = (key: string) => caseload.filter(({ centreKey }) => centreKey === key).length / caseload.length;
    expect(share("cc-paionia")).toBeCloseTo(0.5, 1);
    expect(share("cc-dirfys-messapia")).toBeCloseTo(0.35, 1);
    expect(share("cc-samothraki")).toBeCloseTo(0.15, 1);
    expect(new Set(caseload.map(({ workerId }) => workerId)).size).toBe(3 + 3 + 2 + 3);
  });
});

describe("households", () => {
  const byHousehold = new Map<string, Life[]>();
  for (const life of caseload) {
    byHousehold.set(life.householdId, [...(byHousehold.get(life.householdId) ?? []), life]);
  }

  it("lie together, one to seven people, with one head, at one centre", () => {
    for (const members of byHousehold.values()) {
      expect(members.length).toBeLessThanOrEqual(7);
      expect(members.at(-1)!.index - members[0]!.index).toBe(members.length - 1);
      expect(members.map(({ role }) => role).filter((role) => role === "HEAD")).toHaveLength(1);
      expect(new Set(members.map(({ centreId, workerId }) => centreId + workerId)).size).toBe(1);
      expect(new Set(members.map(({ person }) => person.address.street)).size).toBe(1);
    }
    expect(byHousehold.size).toBeGreaterThan(700);
  });

  it("have parents 18 to 45 years older than their children, and children with their father's name", () => {
    for (const members of byHousehold.values()) {
      const parents = members.filter(({ role }) => role === "HEAD" || role === "SPOUSE");
      const father = parents.find(({ person }) => person.sex === "MALE");
      for (const child of members.filter(({ role }) => role === "CHILD")) {
        const older = parents.map((parent) => ageAt(parent, AS_OF) - ageAt(child, AS_OF));
        expect(Math.min(...older)).toBeGreaterThan(17.9);
        expect(Math.max(...older)).toBeLessThan(45.1);
        if (father) expect(child.person.fatherName).toBe(father.person.givenName);
      }
    }
  });

  it("give every minor a guardian, and no adult one", () => {
    const byId = new Map(caseload.map((life) => [life.person.id, life]));
    const guarded = (life: Life) => {
      const adult = life.guardianId === null ? null : ageAt(byId.get(life.guardianId)!, AS_OF) >= 18;
      return (life.guardianName !== null) === ageAt(life, AS_OF) < 18 && adult !== false;
    };
    expect(caseload.filter((life) => !guarded(life))).toEqual([]);
  });

  it("register nobody before birth", () => {
    expect(caseload.filter((life) => ageAt(life, life.registeredAt) <= 0)).toEqual([]);
  });
});

describe("the scripted people", () => {
  const [mother, daughter, son, without] = caseload as [Life, Life, Life, Life];

  it("begin with a mother of 34 with twelve referrals in eight states", () => {
    expect(mother).toMatchObject({ index: 1, centreKey: "cc-paionia", role: "HEAD", person: { sex: "FEMALE" } });
    expect(Math.floor(ageAt(mother, AS_OF))).toBe(34);
    expect(mother.referrals).toHaveLength(12);
    const states = mother.referrals.map(({ steps }) => steps.at(-1)!.state);
    expect(new Set(states).size).toBe(8);
    const confidential = mother.referrals.filter(({ service }) => service.confidential);
    expect(confidential).toMatchObject([{ service: { agencyKey: "md-family-support" }, authorId: mother.workerId }]);
  });

  it("whose centre has her consent but for the children", () => {
    const inForce = mother.consents.filter(({ until, withdrawnAt }) => until > AS_OF && !withdrawnAt);
    const toCentre = inForce.filter(({ recipientId }) => recipientId === mother.centreId);
    const categories = toCentre.flatMap((consent) => consent.categories).sort();
    expect(categories).toEqual(["EMPLOYMENT", "FINANCIAL", "HOUSING", "MENTAL_HEALTH"]);
    expect(mother.consents.filter(({ withdrawnAt }) => withdrawnAt)).toMatchObject([{ categories: ["CHILDREN"] }]);
  });

  it("then her two children, one of them at the children's centre", () => {
    for (const child of [daughter, son]) {
      expect(child).toMatchObject({ householdId: mother.householdId, role: "CHILD", guardianId: mother.person.id });
    }
    expect(daughter.referrals[0]).toMatchObject({ fileOwner: "kdap", outcome: "ENROLLED", servedUntil: null });
    expect(daughter.consents).toMatchObject([{ categories: ["CHILDREN"], givenBy: "GUARDIAN", withdrawnAt: null }]);
  });

  it("and a man without a number of any kind", () => {
    expect(without.person).toMatchObject({ amka: null, afm: null, paaypa: null, passport: null });
  });
});
