/** A kind of document that is taken, and how it is known by its content. */
interface Kind {
  readonly mediaType: string;
  readonly fits: (content: Buffer) => boolean;
}

const startsWith =
  (...bytes: readonly number[]) =>
  (content: Buffer): boolean =>
    bytes.every((byte, at) => content[at] === byte);

const isZip = startsWith(0x50, 0x4b, 0x03, 0x04);
/** The first entry of an OpenDocument text says what it is, uncompressed. */
const OPEN_DOCUMENT = Buffer.from("mimetypeapplication/vnd.oasis.opendocument.text");
const NAME_AT = 30;

/** Entry names of a ZIP are in clear. A document with macros is a program and is not taken. */
const isWord = (content: Buffer): boolean =>
  isZip(content) && content.includes("word/document.xml") && !content.includes("vbaProject.bin");

const isOpenDocument = (content: Buffer): boolean =>
  isZip(content) &&
  content.subarray(NAME_AT, NAME_AT + OPEN_DOCUMENT.length).equals(OPEN_DOCUMENT) &&
  content[NAME_AT + OPEN_DOCUMENT.length] !== "-".charCodeAt(0) &&
  !content.includes("Basic/");

/** Papers, photographs of papers, and letters. What is not here is not taken, whatever it is called. */
const KINDS: readonly Kind[] = [
  { mediaType: "application/pdf", fits: startsWith(0x25, 0x50, 0x44, 0x46, 0x2d) },
  { mediaType: "image/jpeg", fits: startsWith(0xff, 0xd8, 0xff) },
  { mediaType: "image/png", fits: startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { mediaType: "image/tiff", fits: startsWith(0x49, 0x49, 0x2a, 0x00) },
  { mediaType: "image/tiff", fits: startsWith(0x4d, 0x4d, 0x00, 0x2a) },
  { mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", fits: isWord },
  { mediaType: "application/vnd.oasis.opendocument.text", fits: isOpenDocument },
];

export const MEDIA_TYPES: readonly string[] = [...new Set(KINDS.map(({ mediaType }) => mediaType))];

/** What the content is, by what it begins with or holds; null for anything that is not taken. Never by its name. */
export const detectMediaType = (content: Buffer): string | null =>
  KINDS.find(({ fits }) => fits(content))?.mediaType ?? null;
