import fc from "fast-check";
import { detectMediaType, MEDIA_TYPES } from "./media-type.rules";

const zip = (name: string, rest = ""): Buffer =>
  Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(26), Buffer.from(`${name}${rest}`)]);

describe("what a document is", () => {
  it.each<[string, Buffer, string | null]>([
    ["a PDF", Buffer.from("%PDF-1.7\n"), "application/pdf"],
    ["a photograph", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "image/jpeg"],
    ["a scan", Buffer.from([0x4d, 0x4d, 0x00, 0x2a]), "image/tiff"],
    ["a letter of Word", zip("[Content_Types].xml", " word/document.xml"), MEDIA_TYPES[4]!],
    ["a letter of LibreOffice", zip("mimetype", "application/vnd.oasis.opendocument.textPK"), MEDIA_TYPES[5]!],
    ["a letter with macros", zip("[Content_Types].xml", " word/document.xml word/vbaProject.bin"), null],
    ["a template of LibreOffice", zip("mimetype", "application/vnd.oasis.opendocument.text-template"), null],
    ["an archive", zip("wages.csv"), null],
    ["a program", Buffer.from("MZ\x90\x00"), null],
    ["a page", Buffer.from("<!doctype html><script>"), null],
    ["a page that ends as a PDF", Buffer.from("<script></script>%PDF-1.7"), null],
    ["a drawing with a script", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), null],
    ["nothing", Buffer.alloc(0), null],
  ])("%s", (_, content, expected) => {
    expect(detectMediaType(content)).toBe(expected);
  });

  it("is never anything else, and never an error", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const found = detectMediaType(Buffer.from(bytes));
        expect(found === null || MEDIA_TYPES.includes(found)).toBe(true);
      }),
    );
  });
});
