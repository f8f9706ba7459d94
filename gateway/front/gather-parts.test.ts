import { gatherParts } from "./gather-parts";
import type { Piece } from "./parts";

async function* each(...pieces: Piece[]): AsyncGenerator<Piece, undefined> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

describe("the parts of an answer, put together", () => {
  const first = () => ({ person: { name: "Μαρία", files: [{ id: "1" }, { id: "2" }] }, gone: null });
  const FILES: Piece = {
    incremental: [
      { path: ["person"], data: { files: [{ size: 1 }, { size: 2 }], job: "baker" } },
      { path: ["person", "files", 1], data: { pages: [{ no: 1 }] } },
      { path: ["gone"], data: { name: "nobody" } },
      { path: ["person", "toString"], data: { name: "nobody" } },
      { path: ["person"], data: null },
    ],
    hasNext: true,
  };
  const LAST: Piece = { incremental: [{ path: [], data: { ["__proto__"]: 1, later: true } }], hasNext: false };

  it("are whole with the last of them, which says what is known then", async () => {
    const told: unknown[] = [];
    const whole = (data: unknown) => ({ told: told.push(data) });
    const passed: Piece[] = [];
    for await (const piece of gatherParts(first(), each(FILES, LAST), whole)) passed.push(piece);
    expect(passed).toEqual([FILES, { ...LAST, extensions: { told: 1 } }]);
    expect(JSON.parse(JSON.stringify(told[0]))).toMatchObject({
      person: {
        name: "Μαρία",
        job: "baker",
        files: [
          { id: "1", size: 1 },
          { id: "2", size: 2, pages: [{ no: 1 }] },
        ],
      },
      gone: null,
      later: true,
    });
  });

  it("are what has left, when nobody waits for the rest", async () => {
    const told: unknown[] = [];
    const parts = gatherParts(first(), each(FILES, LAST), (data) => void told.push(data));
    await parts.next();
    await parts.return(undefined);
    expect(told).toMatchObject([{ person: { job: "baker" } }]);
    expect(told[0]).not.toHaveProperty("later");
  });
});
