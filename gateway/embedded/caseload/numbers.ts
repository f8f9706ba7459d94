type Sex = "FEMALE" | "MALE";

/**
 * Numbers of one synthetic run: valid in form, no two alike, and as far from real ones as the forms allow.
 *
 * - AMKA: serials of a birth date start in the upper half, which a register that counts up from 1 hardly reaches.
 * - AFM: 3 to 6 as first digit; people's and companies' numbers begin otherwise.
 * - ΠΑΑΥΠΑ: begins with 99, which is no day of birth, so it cannot be taken for an AMKA.
 * - Passport: letters that begin with X, and seven digits.
 * - Telephone: +30 680, a series the national numbering plan (EETT) gives to nobody.
 */
export class Numbers {
  /** How many serials are used, by day, month, two-digit year and sex: 1924 and 2024 share one row of serials. */
  private readonly used = new Uint16Array(32 * 13 * 100 * 2);

  /** Throws RangeError when a birth date has more than 5,000 of one sex: there are no more numbers of that form. */
  amka(birthDate: string, sex: Sex): string {
    const [year, month, day] = [2, 5, 8].map((at) => Number(birthDate.slice(at, at + 2)));
    const male = sex === "MALE" ? 1 : 0;
    const slot = ((day! * 13 + month!) * 100 + year!) * 2 + male;
    const taken = this.used[slot]!++;
    if (taken >= CAPACITY) throw new RangeError("No AMKA is left for this date of birth");
    const order = (taken * 1117 + slot * 29) % HALF;
    const serial = (taken < HALF ? UPPER : 0) + 2 * order + male;
    const digits = `${pad(day!, 2)}${pad(month!, 2)}${pad(year!, 2)}${pad(serial, 4)}`;
    return digits + luhnDigit(digits);
  }

  /** Unique for `n` below forty million. */
  afm(n: number): string {
    const front = String(30_000_000 + ((n * 16_777_213 + 7_654_321) % 40_000_000));
    let sum = 0;
    for (let at = 0; at < 8; at++) sum += (front.charCodeAt(at) - 48) * 2 ** (8 - at);
    return `${front}${(sum % 11) % 10}`;
  }

  /** Unique for `n` below a thousand million. */
  paaypa(n: number): string {
    return `99${pad(scattered(n), 9)}`;
  }

  /** Unique for `n` below ten million. */
  passport(n: number): string {
    return `X${"ABEHKMNPTZ".charAt(n % 10)}${pad((n * 7_654_321) % 10_000_000, 7)}`;
  }

  /** Unique for `n` below ten million, in the form of E.164. */
  phone(n: number): string {
    return `+30680${pad((n * 3_456_789) % 10_000_000, 7)}`;
  }
}

/** Of the 10,000 serials of a birth date, the even are women's and the odd are men's. */
const CAPACITY = 5_000;
const HALF = CAPACITY / 2;
/** First serial of the upper half of the 10,000. */
const UPPER = 5_000;

const ZEROS = "000000000";

/** Faster than padStart, and called some millions of times. */
function pad(value: number, length: number): string {
  const digits = String(value);
  return ZEROS.slice(0, Math.max(0, length - digits.length)) + digits;
}

/** A step coprime to the range visits every value once; the product stays within what a double counts exactly. */
const scattered = (n: number): number => (n * 7_654_321) % 1_000_000_000;

function luhnDigit(digits: string): number {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    const weighted = at % 2 === 0 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return (10 - (sum % 10)) % 10;
}
