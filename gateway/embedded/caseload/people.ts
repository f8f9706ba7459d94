import { seededId } from "../../../subgraphs/kernel/identifier";
import { dateOf } from "./days";
import type { Group, HouseholdKind, Member } from "./households";
import { YEAR } from "./households";
import type { LifePerson } from "./life";
import { drawNation, GREEK, ROMA, type Name, type NameBook, type Sex, type Surname } from "./names";
import type { Numbers } from "./numbers";
import type { Centre } from "./places";
import { drawAddress } from "./places";
import type { Random } from "./random";

/** Who lives together, before they are persons. */
export interface Household {
  readonly centre: Centre;
  readonly group: Group;
  readonly kind: HouseholdKind;
  readonly members: readonly Member[];
}

/** How likely people of a group are to have each document. The rest of a hundred have none of it. */
const PAPERS: Readonly<Record<Group, { amka: number; afm: number; passport: number; paaypa: number }>> = {
  GREEK: { amka: 0.97, afm: 0.96, passport: 0, paaypa: 0 },
  ROMA: { amka: 0.92, afm: 0.88, passport: 0, paaypa: 0 },
  MIGRANT: { amka: 0.82, afm: 0.78, passport: 0.88, paaypa: 0 },
  REFUGEE: { amka: 0.3, afm: 0.4, passport: 0.35, paaypa: 0.72 },
};

export const ageOf = (member: Member): number => Math.floor(member.days / YEAR);

const MINOR_BELOW = 18;

export const isMinor = (member: Member): boolean => member.days < MINOR_BELOW * YEAR;

interface Named {
  readonly given: Name;
  readonly family: Surname;
}

/**
 * Makes persons of the members of a household: names as families share them, documents as their group has them.
 * Father's and mother's names are in the nominative and in Greek letters, as on the identity card. Numbers are unique
 * because each person's index is.
 */
export class People {
  /** `today` is the calendar day in Athens, as days.ts counts. */
  constructor(
    private readonly numbers: Numbers,
    private readonly today: number,
  ) {}

  /** `first` is the index of the first member; the others follow. Draws from `random` alone. */
  draw(random: Random, household: Household, first: number): LifePerson[] {
    const book = bookOf(random, household.group);
    const address = drawAddress(random, household.centre);
    const named = nameMembers(random, household.members, book);
    const parents = absentParents(random, book);
    return household.members.map((member, at) => {
      const index = first + at;
      const { given, family } = named[at]!;
      const surname = family[member.sex];
      const birthDate = dateOf(this.today - member.days);
      // Written out instead of spread: this runs for every person of a million.
      const parentsNames = parentNames(random, household.members, named, at, parents, book);
      const languages = languagesOf(random, book, member);
      const papers = this.papers(random, household.group, member, index, birthDate);
      const contact = this.contact(random, member, given, surname, index);
      return {
        id: seededId("beneficiary", index),
        givenName: given.greek,
        surname: surname.greek,
        fatherName: parentsNames.fatherName,
        motherName: parentsNames.motherName,
        givenNameLatin: given.latin,
        surnameLatin: surname.latin,
        sex: member.sex,
        birthDate,
        nationality: book.nationality,
        languages,
        amka: papers.amka,
        afm: papers.afm,
        paaypa: papers.paaypa,
        passport: papers.passport,
        phone: contact.phone,
        email: contact.email,
        safeToContact: !random.chance(0.03),
        address,
      };
    });
  }

  private papers(random: Random, group: Group, member: Member, index: number, birthDate: string) {
    const likely = PAPERS[group];
    const amka = random.chance(likely.amka) ? this.numbers.amka(birthDate, member.sex) : null;
    return {
      amka,
      afm: random.chance(isMinor(member) ? 0.03 : likely.afm) ? this.numbers.afm(index) : null,
      paaypa: !amka && random.chance(likely.paaypa) ? this.numbers.paaypa(index) : null,
      passport: random.chance(likely.passport) ? this.numbers.passport(index) : null,
    };
  }

  private contact(random: Random, member: Member, given: Name, surname: Name, index: number) {
    const age = ageOf(member);
    const hasPhone = random.chance(age >= MINOR_BELOW ? 0.88 : age >= 15 ? 0.4 : 0);
    const hasEmail = random.chance(age >= MINOR_BELOW && age < 66 ? 0.35 : 0);
    const mailbox = `${given.latin}.${surname.latin}.${index}`.toLowerCase().replaceAll(" ", "-");
    return {
      phone: hasPhone ? this.numbers.phone(index) : null,
      email: hasEmail ? `${mailbox}@example.org` : null,
    };
  }
}

/** The same person with other documents: for the scripted people whose gaps the examples talk about. */
export const withoutPapers = (person: LifePerson): LifePerson => ({
  ...person,
  ...{ amka: null, afm: null, paaypa: null, passport: null },
});

function bookOf(random: Random, group: Group): NameBook {
  if (group === "GREEK") return GREEK;
  return group === "ROMA" ? ROMA : drawNation(random, group === "REFUGEE");
}

/** Married women over sixty mostly carry their husband's name; since 1983 women keep their own. */
const TOOK_HUSBANDS_NAME = 62 * YEAR;

function nameMembers(random: Random, members: readonly Member[], book: NameBook): Named[] {
  const head = members[0]!;
  const spouse = members.find((member) => member.role === "SPOUSE");
  const own = book.surname(random);
  const theirs = book.surname(random);
  const wife = [head, spouse].find((member) => member?.sex === "FEMALE");
  const shared = spouse !== undefined && wife!.days > TOOK_HUSBANDS_NAME && random.chance(0.7);
  const husbands = head.sex === "MALE" ? own : theirs;
  const headFamily = shared ? husbands : own;
  const spouseFamily = shared ? husbands : theirs;
  const childFamily = spouse ? husbands : head.sex === "MALE" || random.chance(0.4) ? own : theirs;
  const taken = new Set<Name>();
  return members.map(({ role, sex }) => {
    const given = freshName(random, book, sex, taken);
    if (role === "CHILD") return { given, family: childFamily };
    if (role === "SPOUSE") return { given, family: spouseFamily };
    return { given, family: role === "OTHER" ? book.surname(random) : headFamily };
  });
}

/** Two of a household rarely have the same name; a small book of names may run out. */
function freshName(random: Random, book: NameBook, sex: Sex, taken: Set<Name>): Name {
  let name = book.givenName(random, sex);
  for (let tries = 0; tries < 5 && taken.has(name); tries++) name = book.givenName(random, sex);
  taken.add(name);
  return name;
}

interface Parents {
  readonly father: string;
  readonly mother: string;
}

/** The parents of the household's children who do not live in it. */
const absentParents = (random: Random, book: NameBook): Parents => ({
  father: book.givenName(random, "MALE").greek,
  mother: book.givenName(random, "FEMALE").greek,
});

function parentNames(
  random: Random,
  members: readonly Member[],
  named: readonly Named[],
  at: number,
  absent: Parents,
  book: NameBook,
): { fatherName: string | null; motherName: string | null } {
  const { role } = members[at]!;
  const present = (sex: string, ...roles: string[]): string | undefined => {
    const parent = members.findIndex((member) => member.sex === sex && roles.includes(member.role));
    return parent < 0 ? undefined : named[parent]!.given.greek;
  };
  if (role === "CHILD") {
    return {
      fatherName: present("MALE", "HEAD", "SPOUSE") ?? absent.father,
      motherName: present("FEMALE", "HEAD", "SPOUSE") ?? absent.mother,
    };
  }
  const drawn = absentParents(random, book);
  if (role !== "HEAD") return { fatherName: drawn.father, motherName: drawn.mother };
  return {
    fatherName: present("MALE", "PARENT") ?? drawn.father,
    motherName: present("FEMALE", "PARENT") ?? drawn.mother,
  };
}

/** Greeks learn English, the others' children learn Greek. */
function languagesOf(random: Random, book: NameBook, member: Member): readonly string[] {
  const { languages } = book;
  const age = ageOf(member);
  if (book.nationality === "GR") return age >= 12 && age < 60 && random.chance(0.3) ? [...languages, "en"] : languages;
  return age >= 5 && age < 25 && !languages.includes("el") ? [...languages, "el"] : languages;
}
