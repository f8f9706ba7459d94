/** What single letters become. Combinations are decided in {@link pairAt}. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ α: "a", β: "v", γ: "g", δ: "d", ε: "e", ζ: "z", η: "i", θ: "th", ι: "i", κ: "k", λ: "l", μ: "m", ν: "n" },
  ...{ ξ: "x", ο: "o", π: "p", ρ: "r", σ: "s", ς: "s", τ: "t", υ: "y", φ: "f", χ: "ch", ψ: "ps", ω: "o" },
};

/** Combinations that read the same everywhere. ντ is no combination: it stays nt. */
const PAIRS: Readonly<Record<string, string>> = { γγ: "ng", γξ: "nx", γχ: "nch", γκ: "gk" };
const GLIDES: Readonly<Record<string, string>> = { α: "a", ε: "e", η: "i" };
const VOICELESS = new Set("θκξπσςτφχψ");

const TONOS = "\u0301";
const DIALYTIKA = "\u0308";
const WORD = /(?:\p{Script=Greek}\p{M}*)+/gu;

interface Letter {
  readonly base: string;
  readonly isUpper: boolean;
  readonly hasTonos: boolean;
  readonly hasDialytika: boolean;
}

/**
 * Transcribes Greek into Latin letters by ELOT 743 (ISO 843 type 2), as on identity cards and passports: without
 * accents, in the case of the original. What is not Greek stays as it is.
 */
export const transliterate = (text: string): string => text.normalize("NFD").replace(WORD, word).normalize("NFC");

function word(decomposed: string): string {
  const letters = [...decomposed.matchAll(/(\P{M})(\p{M}*)/gu)].map(([, letter, marks]) => toLetter(letter!, marks!));
  let latin = "";
  for (let at = 0; at < letters.length;) {
    const pair = pairAt(letters, at);
    const letter = letters[at]!;
    const length = pair === null ? 1 : 2;
    latin += inCaseOf(pair ?? LETTERS[letter.base] ?? letter.base, letters, at, length);
    at += length;
  }
  return latin;
}

const toLetter = (letter: string, marks: string): Letter => ({
  base: letter.toLowerCase(),
  isUpper: letter !== letter.toLowerCase(),
  hasTonos: marks.includes(TONOS),
  hasDialytika: marks.includes(DIALYTIKA),
});

/** What the letters at `at` and `at + 1` become together, or null where each speaks for itself. */
function pairAt(letters: readonly Letter[], at: number): string | null {
  const first = letters[at]!;
  const second = letters[at + 1];
  if (!second) return null;
  if (second.base === "υ") return vowelPair(first, second, letters[at + 2]);
  const pair = first.base + second.base;
  if (pair === "μπ") return at === 0 || at + 2 === letters.length ? "b" : null;
  return PAIRS[pair] ?? null;
}

/** An accent on the first vowel, or a diaeresis on the second, takes the two apart: άυλος is aylos. */
function vowelPair(first: Letter, second: Letter, next: Letter | undefined): string | null {
  if (first.hasTonos || second.hasDialytika) return null;
  if (first.base === "ο") return "ou";
  const glide = GLIDES[first.base];
  if (!glide) return null;
  return glide + (!next || VOICELESS.has(next.base) ? "f" : "v");
}

/** A capital among capitals is all capitals (ΘΑΣΟΣ: THASOS), before small letters only its first is (Θάσος: Thasos). */
function inCaseOf(latin: string, letters: readonly Letter[], at: number, length: number): string {
  if (!letters[at]!.isUpper) return latin;
  const neighbour = letters[at + length] ?? (length === 2 ? letters[at + 1] : letters[at - 1]);
  return neighbour?.isUpper ? latin.toUpperCase() : latin.charAt(0).toUpperCase() + latin.slice(1);
}
