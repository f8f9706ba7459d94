import { transliterate } from "./transliterate";

describe("transcription by ELOT 743", () => {
  it.each([
    ["Γεώργιος", "Georgios"],
    ["Ιωάννης", "Ioannis"],
    ["Αικατερίνη", "Aikaterini"],
    ["Παπαδοπούλου", "Papadopoulou"],
    ["Χαράλαμπος", "Charalampos"],
    ["Ψαρράς", "Psarras"],
    ["Θεοδώρα", "Theodora"],
    ["Ξανθή", "Xanthi"],
    ["Φωτεινή", "Foteini"],
    ["Υπατία", "Ypatia"],
    ["Αντώνιος", "Antonios"],
  ])("writes %s as %s", (greek, latin) => expect(transliterate(greek)).toBe(latin));

  it.each([
    ["Ευάγγελος", "Evangelos"],
    ["Ευθύμιος", "Efthymios"],
    ["Ευστάθιος", "Efstathios"],
    ["Παύλος", "Pavlos"],
    ["Αύρα", "Avra"],
    ["Λευτέρης", "Lefteris"],
    ["Εύβοια", "Evvoia"],
    ["Ηύρα", "Ivra"],
    ["ταυ", "taf"],
  ])("voices αυ, ευ, ηυ by what follows: %s is %s", (greek, latin) => expect(transliterate(greek)).toBe(latin));

  it.each([
    ["Μπότσαρης", "Botsaris"],
    ["Λάμπρος", "Lampros"],
    ["Καμπ", "Kab"],
    ["Άγγελος", "Angelos"],
    ["Γκίκας", "Gkikas"],
    ["Αγκίστρι", "Agkistri"],
    ["Σφίγξ", "Sfinx"],
    ["Μελάγχρα", "Melanchra"],
    ["Ντίνος", "Ntinos"],
    ["Τζαβέλας", "Tzavelas"],
  ])("knows the pairs of consonants: %s is %s", (greek, latin) => expect(transliterate(greek)).toBe(latin));

  it.each([
    ["ούζο", "ouzo"],
    ["άυλος", "aylos"],
    ["Προϋπόθεση", "Proypothesi"],
    ["Μαΐου", "Maiou"],
    ["Αϋφαντής", "Ayfantis"],
    ["Ταΰγετος", "Taygetos"],
  ])("reads accent and diaeresis as a separation: %s is %s", (greek, latin) =>
    expect(transliterate(greek)).toBe(latin),
  );

  it.each([
    ["ΕΥΑΓΓΕΛΙΑ", "EVANGELIA"],
    ["ΧΡΗΣΤΟΥ", "CHRISTOU"],
    ["ΜΠΑΜΠΗΣ", "BAMPIS"],
    ["ΑΪΒΑΛΗΣ", "AIVALIS"],
    ["Θ", "Th"],
    ["ΝΙΚΟΣ Ψ", "NIKOS Ps"],
    ["ΒΑΨ", "VAPS"],
  ])("keeps capitals: %s is %s", (greek, latin) => expect(transliterate(greek)).toBe(latin));

  it("takes composed and decomposed accents alike, and leaves the rest alone", () => {
    expect(transliterate("Αθηνά".normalize("NFD"))).toBe("Athina");
    expect(transliterate("Μεγ. Αλεξάνδρου 12, GR-61200 é")).toBe("Meg. Alexandrou 12, GR-61200 é");
  });
});
