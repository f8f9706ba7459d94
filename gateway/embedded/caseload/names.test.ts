import { NATIONS } from "./foreign.names";
import { drawNation, femaleSurname, GREEK, type Name, type Sex } from "./names";
import { Random } from "./random";
import { transliterate } from "./transliterate";

const SEXES: readonly Sex[] = ["FEMALE", "MALE"];
const draws = <T>(count: number, draw: (random: Random) => T): T[] => {
  const random = new Random("names");
  return Array.from({ length: count }, () => draw(random));
};

describe("names", () => {
  it.each([
    ["Παπαδόπουλος", "Παπαδοπούλου"],
    ["Νικολάου", "Νικολάου"],
    ["Χαραλάμπους", "Χαραλάμπους"],
    ["Καραγιάννης", "Καραγιάννη"],
    ["Κυριαζής", "Κυριαζή"],
    ["Παππάς", "Παππά"],
    ["Καρανίκας", "Καρανίκα"],
    ["Ιωαννίδης", "Ιωαννίδου"],
    ["Νικολαΐδης", "Νικολαΐδου"],
    ["Γεωργιάδης", "Γεωργιάδου"],
    ["Παπαδάκης", "Παπαδάκη"],
    ["Βλάχος", "Βλάχου"],
    ["Ζερβός", "Ζερβού"],
    ["Αδάμ", "Αδάμ"],
  ])("of the family %s the women are called %s", (male, female) => expect(femaleSurname(male)).toBe(female));

  it("of Greeks are many, the usual ones more often, and transcribed by the standard", () => {
    for (const sex of SEXES) {
      const names = draws(20_000, (random) => GREEK.givenName(random, sex));
      const counts = new Map<string, number>();
      for (const { greek } of names) counts.set(greek, (counts.get(greek) ?? 0) + 1);
      expect(names.slice(0, 500).filter(({ greek, latin }) => latin !== transliterate(greek))).toEqual([]);
      expect(counts.size).toBeGreaterThanOrEqual(60);
      const usual = sex === "MALE" ? ["Γεώργιος", "Ιωάννης"] : ["Μαρία", "Ελένη"];
      expect([...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name)).toEqual(expect.arrayContaining(usual));
      expect(counts.get(usual[0]!)!).toBeGreaterThan(5 * (names.length / counts.size));
    }
    const families = draws(20_000, (random) => GREEK.surname(random).FEMALE.greek);
    expect(new Set(families).size).toBeGreaterThanOrEqual(150);
    expect(families.filter((name) => /(ος|ης|άς|ας)$/.test(name))).toEqual([]);
  });

  it("never mix scripts, wherever people come from", () => {
    const isClean = ({ greek, latin }: Name) => /^[\p{Script=Greek} ]+$/u.test(greek) && /^[A-Za-z ]+$/.test(latin);
    const books = [GREEK, ...draws(2000, (random) => drawNation(random, random.chance(0.5)))];
    expect(new Set(books.map(({ nationality }) => nationality)).size).toBe(NATIONS.length + 1);
    const random = new Random("scripts");
    const names = books.flatMap((book) =>
      SEXES.flatMap((sex) => [book.givenName(random, sex), book.surname(random)[sex]]),
    );
    expect(names.filter((name) => !isClean(name))).toEqual([]);
  });
});
