import fc from "fast-check";
import { searchPatterns } from "../../kernel/greek";
import { searchableText, sortableName } from "./searchable.rules";

const found = (names: string[], search: string): boolean => {
  const column = searchableText(names);
  return searchPatterns(search).some((patterns) => patterns.every((pattern) => column.includes(pattern.slice(1, -1))));
};

describe("finding an agency by its names", () => {
  const KAPI = ["Κ.Α.Π.Η. Ε.Ε.Σ. Νέου Ηρακλείου", "Red Cross KAPI, Neo Irakleio"];

  it.each(["Κ.Α.Π.Η.", "ΚΑΠΗ", "καπη", "kapi", "KAΠH", "ηράκλειο", "Irakleio KAPI", "ΕΕΣ"])(
    "finds the KAPI by %s",
    (search) => expect(found(KAPI, search)).toBe(true),
  );

  it("does not find it by another name", () => expect(found(KAPI, "Βοήθεια")).toBe(false));

  it("finds an agency by the name people still use", () => {
    expect(found(["Δημόσια Υπηρεσία Απασχόλησης", "ΟΑΕΔ"], "oaed")).toBe(true);
  });

  it("finds every name by itself", () => {
    const name = fc.stringMatching(/^[Α-Ωα-ω]{2,12}( [Α-Ωα-ω]{2,12}){0,3}$/);
    fc.assert(fc.property(name, (text) => expect(found([text], text)).toBe(true)));
  });
});

describe("the order of Greek names", () => {
  it("does not mind accents, case and final sigma", () => {
    const names = ["Όλυμπος", "Άνδρος", "ψαρά", "ΒΟΛΟΣ", "Αγιάς"];
    const sorted = names.toSorted((a, b) => (sortableName(a) < sortableName(b) ? -1 : 1));
    expect(sorted).toEqual(["Αγιάς", "Άνδρος", "ΒΟΛΟΣ", "Όλυμπος", "ψαρά"]);
  });
});
