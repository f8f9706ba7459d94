import { firstFile, namesInZip } from "./zip.rules";

/** A kind of document that is taken, and how it is known by its content. */
export interface Kind {
  readonly mediaType: string;
  /** What its files are called; the first is the usual one. */
  readonly extensions: readonly string[];
  /** Other names of it that programs send. */
  readonly aliases?: readonly string[];
  readonly fits: (content: Buffer) => boolean;
  /** Whether its end is there, as far as the kind has one: what was cut short on its way cannot be opened. */
  readonly isWhole: (content: Buffer) => boolean;
}

const startsWith =
  (...bytes: readonly number[]) =>
  (content: Buffer): boolean =>
    bytes.every((byte, at) => content[at] === byte);

const holds =
  (bytes: string) =>
  (content: Buffer): boolean =>
    content.includes(bytes, 0, "latin1");

/** A document with macros is a program and is not taken. */
function isWord(content: Buffer): boolean {
  const names = namesInZip(content) ?? [];
  return names.includes("word/document.xml") && !names.some((name) => name.endsWith("vbaProject.bin"));
}

/** The first entry of an OpenDocument text says what it is, uncompressed. */
const OPEN_DOCUMENT = Buffer.from("mimetypeapplication/vnd.oasis.opendocument.text");

function isOpenDocument(content: Buffer): boolean {
  const names = namesInZip(content) ?? [];
  const first = firstFile(content, OPEN_DOCUMENT.length + 1);
  const isText = first.subarray(0, -1).equals(OPEN_DOCUMENT) && first.at(-1) !== "-".charCodeAt(0);
  return isText && names[0] === "mimetype" && !names.some((name) => name.startsWith("Basic/"));
}

/** Where the first page of a scan is described: often after it, at the end of the file. */
const firstPage = (content: Buffer): number => {
  if (content.length < 8) return Infinity;
  return content[0] === 0x49 ? content.readUInt32LE(4) : content.readUInt32BE(4);
};
const hasFirstPage = (content: Buffer): boolean => firstPage(content) < content.length;

const TIFF = {
  mediaType: "image/tiff",
  extensions: [".tif", ".tiff"],
  aliases: ["image/tif", "image/x-tiff"],
  isWhole: hasFirstPage,
} as const;

/** A ZIP without its end is no ZIP to us. */
const always = (): boolean => true;

/** Papers, photographs of papers, and letters. What is not here is not taken, whatever it is called. */
const KINDS: readonly Kind[] = [
  {
    mediaType: "application/pdf",
    extensions: [".pdf"],
    aliases: ["application/x-pdf"],
    fits: startsWith(0x25, 0x50, 0x44, 0x46, 0x2d),
    isWhole: holds("%%EOF"),
  },
  {
    mediaType: "image/jpeg",
    extensions: [".jpg", ".jpeg", ".jfif"],
    aliases: ["image/jpg", "image/pjpeg"],
    fits: startsWith(0xff, 0xd8, 0xff),
    isWhole: holds("\xff\xd9"),
  },
  {
    mediaType: "image/png",
    extensions: [".png"],
    aliases: ["image/x-png"],
    fits: startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    isWhole: holds("IEND\xae\x42\x60\x82"),
  },
  { ...TIFF, fits: startsWith(0x49, 0x49, 0x2a, 0x00) },
  { ...TIFF, fits: startsWith(0x4d, 0x4d, 0x00, 0x2a) },
  {
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extensions: [".docx"],
    fits: isWord,
    isWhole: always,
  },
  {
    mediaType: "application/vnd.oasis.opendocument.text",
    extensions: [".odt"],
    fits: isOpenDocument,
    isWhole: always,
  },
];

export const MEDIA_TYPES: readonly string[] = [...new Set(KINDS.map(({ mediaType }) => mediaType))];

/** What the content is, by what it begins with or holds; null for anything that is not taken. Never by its name. */
export const kindOf = (content: Buffer): Kind | null => KINDS.find(({ fits }) => fits(content)) ?? null;

const ANYTHING = "application/octet-stream";

/** Whether a client that said this of it was right, or said nothing. */
export const isCalled = ({ mediaType, aliases = [] }: Kind, declared: string | null | undefined): boolean =>
  !declared || [mediaType, ANYTHING, ...aliases].includes(declared);
