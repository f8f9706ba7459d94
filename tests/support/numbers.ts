/** Numbers made here and not by the caseload, so that the tests do not take its word for what is valid. */

/** A valid AMKA of a birth date; the last digit of `serial` is even for women, odd for men. */
export function amkaOf(birthDate: string, serial: number): string {
  const [year, month, day] = birthDate.split("-") as [string, string, string];
  const front = `${day}${month}${year.slice(2)}${String(serial).padStart(4, "0")}`;
  const doubled = [...front].reverse().map((digit, at) => (at % 2 === 0 ? Number(digit) * 2 : Number(digit)));
  const sum = doubled.reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return `${front}${(10 - (sum % 10)) % 10}`;
}

/** A valid AFM from its first eight digits. The caseload begins its own with 3 to 6. */
export function afmOf(front: string): string {
  const sum = [...front].reduce((total, digit, at) => total + Number(digit) * 2 ** (8 - at), 0);
  return `${front}${(sum % 11) % 10}`;
}

/** The same number with another last digit: one keystroke wrong. */
export const mistyped = (number: string): string => `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`;
