import { NATIONS, type NationNames } from "./foreign.names";
import { FEMALE_NAMES, MALE_NAMES, SURNAMES } from "./greek.names";
import type { Random } from "./random";
import { transliterate } from "./transliterate";
import { WeightedList } from "./weights";

export type Sex = "FEMALE" | "MALE";

/** A name in both scripts. */
export interface Name {
  readonly greek: string;
  readonly latin: string;
}

/** One family's name, as its women and its men carry it. */
export type Surname = Readonly<Record<Sex, Name>>;

/** Whose names they are: Greeks', or those of people from one other country. */
export interface NameBook {
  /** ISO 3166-1 alpha-2. */
  readonly nationality: string;
  readonly languages: readonly string[];
  readonly refugee: boolean;
  givenName(random: Random, sex: Sex): Name;
  surname(random: Random): Surname;
}

/**
 * The form a woman of the family carries: the genitive of a man's name, as Greek registers write it. Παπαδόπουλος:
 * Παπαδοπούλου, Ιωαννίδης: Ιωαννίδου, Καραγιάννης: Καραγιάννη, Νικολάου: Νικολάου.
 */
export function femaleSurname(male: string): string {
  return male
    .replace(/όπουλος$/, "οπούλος")
    .replace(/ός$/, "ού")
    .replace(/(?<!υ)ος$/, "ου")
    .replace(/(?<=[ίΐά]δ)ης$/, "ου")
    .replace(/(?<=[αάηή])ς$/, "");
}

const words = (text: string): string[] => text.trim().split(/\s+/);

function greekList<T>(text: string, make: (greek: string) => T): WeightedList<T> {
  const parts = words(text);
  return new WeightedList(
    parts.filter((_, at) => at % 2 === 0).map((greek, at) => [make(greek), Number(parts[at * 2 + 1])] as const),
  );
}

const greekName = (greek: string): Name => ({ greek, latin: transliterate(greek) });

function greekBook(): NameBook {
  const given = { FEMALE: greekList(FEMALE_NAMES, greekName), MALE: greekList(MALE_NAMES, greekName) };
  const surnames = greekList(SURNAMES, (male) => ({ FEMALE: greekName(femaleSurname(male)), MALE: greekName(male) }));
  return {
    nationality: "GR",
    languages: ["el"],
    refugee: false,
    givenName: (random, sex) => given[sex].draw(random),
    surname: (random) => surnames.draw(random),
  };
}

function foreignName(pair: string): Name {
  const [greek, latin] = pair.replaceAll("_", " ").split("=");
  return { greek: greek!, latin: latin! };
}

function foreignBook({ male, female, surnames, ...nation }: NationNames): NameBook {
  const given = { FEMALE: words(female).map(foreignName), MALE: words(male).map(foreignName) };
  const families = words(surnames).map((entry) => {
    const [man, woman] = entry.split("/");
    return { MALE: foreignName(man!), FEMALE: foreignName(woman ?? man!) };
  });
  return {
    ...{ nationality: nation.nationality, languages: nation.languages, refugee: nation.refugee },
    givenName: (random, sex) => random.pick(given[sex]),
    surname: (random) => random.pick(families),
  };
}

const FOREIGN = NATIONS.map((nation) => [foreignBook(nation), nation.weight] as const);
const MIGRANTS = new WeightedList(FOREIGN.filter(([book]) => !book.refugee));
const REFUGEES = new WeightedList(FOREIGN.filter(([book]) => book.refugee));

export const GREEK: NameBook = greekBook();
/** Roma are Greek citizens with Greek names; many speak Romani at home. */
export const ROMA: NameBook = { ...GREEK, languages: ["rom", "el"] };

export const drawNation = (random: Random, refugee: boolean): NameBook => (refugee ? REFUGEES : MIGRANTS).draw(random);
