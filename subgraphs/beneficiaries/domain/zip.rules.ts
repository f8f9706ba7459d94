/** Signatures of a ZIP's records: a file in it, a line of its directory, the end of that. */
const FILE = 0x04034b50;
const LINE = 0x02014b50;
const END = 0x06054b50;
const [FILE_BYTES, LINE_BYTES, END_BYTES] = [30, 46, 22];
/** A comment of at most 64 kB may follow the end. */
const LONGEST_COMMENT = 0xffff;

/**
 * The names in the directory of a ZIP, which is what every program opens it by; null for what is none, or was cut
 * short: the directory is at the end.
 */
export function namesInZip(content: Buffer): readonly string[] | null {
  if (content.length < FILE_BYTES || content.readUInt32LE(0) !== FILE) return null;
  const end = endOf(content);
  if (end === null) return null;
  const names: string[] = [];
  let at = content.readUInt32LE(end + 16);
  for (let left = content.readUInt16LE(end + 10); left > 0; left--) {
    if (at + LINE_BYTES > end || content.readUInt32LE(at) !== LINE) return null;
    const [name, extra, comment] = [28, 30, 32].map((field) => content.readUInt16LE(at + field)) as [
      ...[number, number, number],
    ];
    names.push(content.toString("utf8", at + LINE_BYTES, at + LINE_BYTES + name));
    at += LINE_BYTES + name + extra + comment;
  }
  return names;
}

function endOf(content: Buffer): number | null {
  const last = content.length - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (content.readUInt32LE(at) === END) return at;
  }
  return null;
}

/** The first file, from its beginning, as far as `bytes`; uncompressed where the format of the document wants it so. */
export const firstFile = (content: Buffer, bytes: number): Buffer => content.subarray(FILE_BYTES, FILE_BYTES + bytes);
