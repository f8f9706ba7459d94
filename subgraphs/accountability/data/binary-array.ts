/** A type of PostgreSQL as elements of a binary array: its number in the catalogue, and how one value is written. */
export interface ElementType<T> {
  readonly oid: number;
  /** Bytes of one value. */
  size(value: T): number;
  write(value: T, into: Buffer, at: number): void;
}

/** Whole numbers that JavaScript can hold. */
export const BIGINT: ElementType<number> = {
  oid: 20,
  size: () => 8,
  write: writeWhole,
};

export const BOOLEAN: ElementType<boolean> = {
  oid: 16,
  size: () => 1,
  write: (value, into, at) => void into.writeUInt8(value ? 1 : 0, at),
};

export const BYTEA: ElementType<Buffer> = {
  oid: 17,
  size: ({ length }) => length,
  write: (value, into, at) => void value.copy(into, at),
};

export const TEXT: ElementType<string> = {
  oid: 25,
  size: (value) => Buffer.byteLength(value),
  write: (value, into, at) => void into.write(value, at),
};

/** Text that is bytes already. */
export const UTF8: ElementType<Buffer> = { ...BYTEA, oid: TEXT.oid };

/** As they are written everywhere else, with their four dashes. */
export const UUID: ElementType<string> = {
  oid: 2950,
  size: () => UUID_BYTES,
  write: writeUuid,
};

/** PostgreSQL counts microseconds from here. */
const MILLENNIUM_MS = Date.UTC(2000, 0, 1);

/** ISO instants, to the millisecond. */
export const TIMESTAMPTZ: ElementType<string> = {
  oid: 1184,
  size: () => 8,
  write: (value, into, at) => writeWhole((Date.parse(value) - MILLENNIUM_MS) * 1000, into, at),
};

const HEAD_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;

/**
 * One column of a group of rows as a parameter of a statement, `$1::uuid[]`. In PostgreSQL's binary form nothing has to
 * be quoted here or read there, which for long texts and many rows costs more than storing them.
 */
export function binaryArray<T>(type: ElementType<T>, values: readonly (T | null)[]): Buffer {
  let bytes = HEAD_BYTES;
  for (const value of values) bytes += LENGTH_BYTES + (value === null ? 0 : type.size(value));
  const array = Buffer.allocUnsafe(bytes);
  writeHead(array, type.oid, values.length);
  let at = HEAD_BYTES;
  for (const value of values) {
    const size = value === null ? NULL_LENGTH : type.size(value);
    at = array.writeInt32BE(size, at);
    if (value === null) continue;
    type.write(value, array, at);
    at += size;
  }
  return array;
}

/** One dimension, counted from 1; whether an element is null shows at the element. */
function writeHead(array: Buffer, oid: number, length: number): void {
  [1, 1, oid, length, 1].forEach((word, place) => array.writeInt32BE(word, place * LENGTH_BYTES));
}

const HALF = 2 ** 32;

/** 64 bits, without the BigInt node wants for them. */
function writeWhole(value: number, into: Buffer, at: number): void {
  const upper = Math.floor(value / HALF);
  into.writeInt32BE(upper, at);
  into.writeUInt32BE(value - upper * HALF, at + 4);
}

const UUID_BYTES = 16;
const DASH = 45;
/** What each hexadecimal digit is worth, by its code. */
const WORTH = Uint8Array.from({ length: 128 }, (_, code) => Number.parseInt(String.fromCharCode(code), 16) || 0);

/** Digit by digit: node's own way of writing "hex" makes two texts of it first. */
function writeUuid(text: string, into: Buffer, at: number): void {
  for (let digit = 0, byte = at; byte < at + UUID_BYTES; byte++) {
    if (text.charCodeAt(digit) === DASH) digit++;
    into[byte] = (WORTH[text.charCodeAt(digit)]! << 4) | WORTH[text.charCodeAt(digit + 1)]!;
    digit += 2;
  }
}
