/** Variables as a client sent them, with the operation's defaults. */
export type Given = Readonly<Record<string, unknown>>;

/** A number that may depend on variables. What does not is a number at once, and costs nothing to ask again. */
export type Amount = number | ((given: Given) => number);

export const valueOf = (amount: Amount, given: Given): number => (typeof amount === "number" ? amount : amount(given));

export function sum(amounts: readonly Amount[]): Amount {
  let fixed = 0;
  const open: Exclude<Amount, number>[] = [];
  for (const amount of amounts) {
    if (typeof amount === "number") fixed += amount;
    else open.push(amount);
  }
  if (open.length === 0) return fixed;
  return (given) => open.reduce((total, amount) => total + amount(given), fixed);
}

export function product(one: Amount, other: Amount): Amount {
  if (typeof one === "number" && typeof other === "number") return one * other;
  if (one === 1) return other;
  return (given) => valueOf(one, given) * valueOf(other, given);
}

/** The largest of at least one. */
export function largest(amounts: readonly [Amount, ...Amount[]]): Amount {
  if (amounts.length === 1) return amounts[0];
  const fixed = amounts.filter((amount): amount is number => typeof amount === "number");
  const most = Math.max(...fixed);
  const open = amounts.filter((amount): amount is Exclude<Amount, number> => typeof amount !== "number");
  if (open.length === 0) return most;
  return (given) => open.reduce((largestYet, amount) => Math.max(largestYet, amount(given)), most);
}
