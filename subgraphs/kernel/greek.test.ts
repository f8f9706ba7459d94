import { foldName, searchPatterns } from "./greek";

const found = (name: string, search: string): boolean => {
  const column = ` ${foldName(name)}`;
  return searchPatterns(search).some((patterns) => patterns.every((pattern) => column.includes(pattern.slice(1, -1))));
};

describe("searching Greek names", () => {
  it.each(["ΠΑΠΑΔΟΠΟΥΛΟΣ", "παπαδοπουλος", "Papadopoulos", "PAPADOPOYLOS", "ΠAΠAΔOΠOYΛOΣ", "Παπαδοπούλου"])(
    "finds Παπαδόπουλος by %s",
    (search) => expect(found("Παπαδόπουλος Γεώργιος", search)).toBe(true),
  );

  it.each(["MAPIA", "MAPIα", "Maria", "μαρια"])("finds Μαρία by %s", (search) => {
    expect(found("Μαρία", search)).toBe(true);
  });

  it.each(["ksan8opoyloy", "xan8opoulou", "Xanthopoulou"])("finds Ξανθοπούλου by %s", (search) => {
    expect(found("Ξανθοπούλου", search)).toBe(true);
  });

  it.each(["O'Neill", "O’Neill", "oneill"])("finds O'Neill by %s", (search) => {
    expect(found("O'Neill", search)).toBe(true);
  });

  it("treats composed and decomposed accents alike", () => {
    expect(foldName("Μαρία".normalize("NFD"))).toBe(foldName("Μαρία".normalize("NFC")));
  });

  it("finds by given name and surname in any order", () => {
    expect(found("Καραγιάννης Δημήτριος", "dimitrios karagiannis")).toBe(true);
    expect(found("Καραγιάννης Δημήτριος", "dimitrios papas")).toBe(false);
  });

  it("does not find another name", () => expect(found("Νικολάου Ελένη", "Παπαδόπουλος")).toBe(false));

  it("has no pattern for a search without letters", () => expect(searchPatterns(" .%_ ")).toEqual([]));
});
