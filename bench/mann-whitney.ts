/** Of two samples: how often a value of the first exceeds one of the second, and how likely chance alone does that. */
export interface Comparison {
  /** The statistic U of the first sample; ties count half. */
  readonly u: number;
  /** Two-sided; small when one sample tends to be larger than the other. */
  readonly p: number;
  /** Probability that a value of the first is larger than one of the second: 0.5 when they do not differ. */
  readonly effect: number;
}

/**
 * The Mann-Whitney U test (Wilcoxon rank sum), two-sided, by the normal approximation with correction for ties and
 * continuity: for samples of 8 and more on each side. It compares whole distributions and does not care for outliers,
 * which times are full of.
 */
export function mannWhitney(first: readonly number[], second: readonly number[]): Comparison {
  const [n, m] = [first.length, second.length];
  const all = [...first.map((value) => ({ value, mine: true })), ...second.map((value) => ({ value, mine: false }))];
  all.sort((a, b) => a.value - b.value);
  let ranks = 0;
  let ties = 0;
  for (let from = 0, to = 0; from < all.length; from = to) {
    while (to < all.length && all[to]!.value === all[from]!.value) to++;
    const rank = (from + 1 + to) / 2;
    const alike = all.slice(from, to);
    ranks += alike.filter(({ mine }) => mine).length * rank;
    ties += alike.length ** 3 - alike.length;
  }
  const u = ranks - (n * (n + 1)) / 2;
  const total = n + m;
  const deviation = Math.sqrt(((n * m) / 12) * (total + 1 - ties / (total * (total - 1))));
  const distance = Math.max(Math.abs(u - (n * m) / 2) - 0.5, 0);
  return { u, p: deviation === 0 ? 1 : Math.min(2 * upperTail(distance / deviation), 1), effect: u / (n * m) };
}

/** The probability that a normal variable exceeds z >= 0 (Abramowitz and Stegun 26.2.17, to 7.5e-8). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
