import fc from "fast-check";
import { checkName, nameFor } from "./document-name.rules";
import { isCalled, kindOf, MEDIA_TYPES } from "./media-type.rules";

const PDF = Buffer.from("%PDF-1.7\n%%EOF");
const ODT = "application/vnd.oasis.opendocument.text";

/** A ZIP with these files, uncompressed, as the directory at its end tells of them. */
function zip(...files: readonly (readonly [name: string, content?: string])[]): Buffer {
  const parts: Buffer[] = [];
  const lines: Buffer[] = [];
  let at = 0;
  for (const [name, content = ""] of files) {
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50);
    const part = Buffer.concat([head, Buffer.from(name + content)]);
    const line = Buffer.alloc(46);
    line.writeUInt32LE(0x02014b50);
    line.writeUInt16LE(Buffer.byteLength(name), 28);
    line.writeUInt32LE(at, 42);
    lines.push(Buffer.concat([line, Buffer.from(name)]));
    parts.push(part);
    at += part.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...lines, end]);
}

/** Its directory begins somewhere else. */
function misled(archive: Buffer): Buffer {
  archive.writeUInt32LE(0xffff_fff0, archive.length - 6);
  return archive;
}

const WORD = zip(["[Content_Types].xml"], ["word/document.xml"]);

describe("what a document is", () => {
  it.each<[string, Buffer, string | null]>([
    ["a PDF", PDF, "application/pdf"],
    ["a photograph", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "image/jpeg"],
    ["a scan", Buffer.from([0x4d, 0x4d, 0x00, 0x2a]), "image/tiff"],
    ["a letter of Word", WORD, MEDIA_TYPES[4]!],
    ["a letter of LibreOffice", zip(["mimetype", ODT], ["content.xml"]), MEDIA_TYPES[5]!],
    ["a letter with macros", zip(["[Content_Types].xml"], ["word/document.xml"], ["word/vbaProject.bin"]), null],
    ["a letter of LibreOffice with macros", zip(["mimetype", ODT], ["Basic/script.xml"]), null],
    ["a template of LibreOffice", zip(["mimetype", `${ODT}-template`]), null],
    ["a letter that was cut short", WORD.subarray(0, -1), null],
    ["an archive", zip(["wages.csv"]), null],
    ["an archive that talks of a letter", zip(["run.exe", "word/document.xml"]), null],
    ["an archive whose directory leads nowhere", misled(zip(["word/document.xml"])), null],
    ["a program", Buffer.from("MZ\x90\x00"), null],
    ["a page", Buffer.from("<!doctype html><script>"), null],
    ["a page that ends as a PDF", Buffer.from("<script></script>%PDF-1.7"), null],
    ["a drawing with a script", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), null],
    ["nothing", Buffer.alloc(0), null],
  ])("%s", (_, content, expected) => {
    expect(kindOf(content)?.mediaType ?? null).toBe(expected);
  });

  it.each<[string, Buffer]>([
    ["a PDF", PDF],
    ["a photograph", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xd9])],
    ["a picture", Buffer.from("\x89PNG\r\n\x1a\nIEND\xae\x42\x60\x82", "latin1")],
    ["a scan", Buffer.from([0x49, 0x49, 0x2a, 0x00, 8, 0, 0, 0, 1])],
    ["a scan of another maker", Buffer.from([0x4d, 0x4d, 0x00, 0x2a, 0, 0, 0, 8, 1])],
  ])("and whether all of it is there: %s", (_, content) => {
    const kind = kindOf(content)!;
    expect([kind.isWhole(content), kind.isWhole(content.subarray(0, -1))]).toEqual([true, false]);
  });

  it("by any name it is sent under, and by no other", () => {
    const kind = kindOf(PDF)!;
    for (const declared of [null, undefined, "", "application/pdf", "application/x-pdf", "application/octet-stream"]) {
      expect([declared, isCalled(kind, declared)]).toEqual([declared, true]);
    }
    for (const declared of ["text/html", "image/png"]) expect(isCalled(kind, declared)).toBe(false);
  });

  it("is never anything else, and never an error", () => {
    const begun = fc.constantFrom(...[PDF, WORD, Buffer.from([0x49, 0x49, 0x2a, 0]), Buffer.alloc(0)]);
    fc.assert(
      fc.property(begun, fc.uint8Array({ maxLength: 64 }), fc.nat(200), (head, bytes, cut) => {
        const content = Buffer.concat([head.subarray(0, cut), bytes]);
        const found = kindOf(content);
        expect(found === null || MEDIA_TYPES.includes(found.mediaType)).toBe(true);
        expect(typeof (found?.isWhole(content) ?? true)).toBe("boolean");
      }),
    );
  });
});

describe("what a document is called", () => {
  const pdf = kindOf(PDF)!;

  it.each([
    ["βεβαίωση.pdf", "βεβαίωση.pdf"],
    ["ΒΕΒΑΙΩΣΗ.PDF", "ΒΕΒΑΙΩΣΗ.PDF"],
    ["  Απόφαση 12.3.2026 ", "Απόφαση 12.3.2026.pdf"],
    ["τιμολόγιο.html", "τιμολόγιο.html.pdf"],
    ["MΑPIA.exe", "MΑPIA.exe.pdf"],
    ["..", "...pdf"],
    ["👨‍👩‍👧.pdf", "👨‍👩‍👧.pdf"],
    ["ά.pdf".normalize("NFD"), "ά.pdf".normalize("NFC")],
  ])("%s: %s", (given, expected) => expect(nameFor(checkName(given), pdf)).toBe(expected));

  it.each(["a/b.pdf", "a\\b.pdf", "a\nb.pdf", "a\tb.pdf", "a\u0085.pdf", "a\u2028.pdf", "\u200b.pdf", "a\ufeff.pdf"])(
    "not %j",
    (given) => expect(() => checkName(given)).toThrow(expect.objectContaining({ code: "BAD_USER_INPUT" })),
  );
});
