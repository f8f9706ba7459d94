/**
 * Folds a name to a phonetic skeleton in which accents, case, script and spelling habits do not matter:
 * «Παπαδόπουλος», "PAPADOPOULOS", "papadopoylos" and the look-alike mix «ΠAΠAΔOΠOYΛOΣ» become "papadopulos".
 *
 * Apostrophes join: O'Neill is "oneil".
 *
 * For searching only: different names may share a skeleton. Words come out separated by one space, in order.
 */
export function foldName(text: string): string {
  return text
    .replace(/['\u2019\u02bc`]/g, "")
    .normalize("NFKD")
    .replace(/\p{Mn}+/gu, "")
    .toLocaleLowerCase("el")
    .replaceAll("ς", "σ")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(foldWord)
    .join(" ");
}

/** A word with any Greek letter is Greek; Latin letters in it are look-alikes typed on the wrong keyboard. */
function foldWord(word: string): string {
  const greek = /\p{Script=Greek}/u.test(word) ? replaceAll(word, LOOK_ALIKES) : word;
  const latin = replaceAll(greek, GREEK_SOUNDS);
  return replaceAll(latin, LATIN_SOUNDS).replace(/(.)\1+/g, "$1");
}

type Replacements = readonly (readonly [RegExp, string])[];

const replaceAll = (word: string, pairs: Replacements): string =>
  pairs.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word);

const letters = (from: string, to: string): Replacements =>
  [...from].map((letter, index) => [new RegExp(letter, "gu"), to[index]!] as const);

const LOOK_ALIKES = letters("abehikmnoptxyzv", "αβεηικμνορτχυζν");

/** Digraphs first, longest first; iotacism makes six spellings one sound. */
const GREEK_SOUNDS: Replacements = [
  [/ου/g, "u"],
  [/αυ/g, "av"],
  [/ευ/g, "ev"],
  [/ει|οι|υι/g, "i"],
  [/αι/g, "e"],
  [/μπ/g, "b"],
  [/ντ/g, "d"],
  [/γγ|γκ/g, "g"],
  [/γχ/g, "nh"],
  [/γξ/g, "nx"],
  [/θ/g, "th"],
  [/ψ/g, "ps"],
  ...letters("αβγδεζηικλμνξοπρστυφχω", "avgdeziiklmnxoprstifho"),
];

const LATIN_SOUNDS: Replacements = [
  [/8/g, "th"],
  [/ou|oy/g, "u"],
  [/au/g, "av"],
  [/eu/g, "ev"],
  [/ei|oi|yi/g, "i"],
  [/ai/g, "e"],
  [/mp/g, "b"],
  [/nt/g, "d"],
  [/gg|gk|ng/g, "g"],
  [/nch|nh/g, "nh"],
  [/ph/g, "f"],
  [/ch|kh/g, "h"],
  [/ks/g, "x"],
  [/c|q/g, "k"],
  [/[yj]/g, "i"],
  [/w/g, "o"],
];

/** Endings that change with case and sex: Παπαδόπουλος, Παπαδοπούλου, Παπαδόπουλε are one family. */
const ENDING = /(os|u|o|e|as|a|is|i|es|us)$/;

/** Capitals that are the same sign in both scripts: ΜΑΡΙΑ typed on a Latin keyboard is MAPIA, not "mapia". */
const AMBIGUOUS = /^[ABEHIKMNOPTXYZ]+$/;

/**
 * SQL `like` patterns that find folded names: one per word of the search, each matching the beginning of a word. The
 * column must hold `" " + foldName(name)`. Words of five letters and more match in every grammatical case. Returns
 * the readings of the search, usually one: a name matches when it matches all patterns of any reading.
 */
export function searchPatterns(search: string): string[][] {
  const words = search.normalize("NFKC").split(/\s+/);
  const asGreek = words.map((word) => (AMBIGUOUS.test(word) ? replaceAll(word.toLowerCase(), LOOK_ALIKES) : word));
  const readings = [...new Set([words.join(" "), asGreek.join(" ")])];
  return readings.map(patternsOf).filter((patterns) => patterns.length > 0);
}

const patternsOf = (reading: string): string[] =>
  foldName(reading)
    .split(" ")
    .filter(Boolean)
    .map((word) => `% ${word.length > 4 ? word.replace(ENDING, "") : word}%`);
