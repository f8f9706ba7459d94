import { Refusal } from "../../subgraphs/kernel/refusal";
import type { RecordPage } from "./record-lines";
import { recordPages } from "./record-pages";

const page = (number: number, of: number): RecordPage => ({
  edges: [],
  pageInfo: { hasNextPage: number < of, endCursor: String(number) },
});
const overspent = new Refusal("RATE_LIMITED", "Later.", { check: "cost of user", retryAfterSeconds: 40 });
const LATER = Date.now() + 3_600_000;

/** Asks for three pages of which some are refused first, and tells after which it was asked and how long it waited. */
async function read(refusals: readonly (readonly [after: string | null, fault: Error])[], until = LATER) {
  const [asked, waited, left]: [unknown[], number[], unknown[]] = [[], [], [...refusals]];
  const ask = (after: string | null): Promise<RecordPage> => {
    asked.push(after);
    const at = refusals.findIndex(([where], index) => where === after && left[index] !== undefined);
    if (at < 0) return Promise.resolve(page(Number(after) + 1, 3));
    left[at] = undefined;
    return Promise.reject(refusals[at]![1]);
  };
  const wait = (ms: number): Promise<void> => Promise.resolve(void waited.push(ms));
  let pages = 0;
  let fault: unknown;
  try {
    for await (const _ of recordPages({ ask, until, wait })) pages++;
  } catch (thrown) {
    fault = thrown;
  }
  return { asked, waited, pages, fault };
}

describe("the pages of a file of records", () => {
  it("come one after the other, to the last", async () => {
    expect(await read([])).toEqual({ asked: [null, "1", "2"], waited: [], pages: 3, fault: undefined });
  });

  it("are held one at a time: the next is asked for when whoever reads slowly has taken the one before", async () => {
    const asked: (string | null)[] = [];
    const ask = (after: string | null): Promise<RecordPage> => {
      asked.push(after);
      return Promise.resolve(page(Number(after) + 1, 2000));
    };
    const pages = recordPages({ ask, until: LATER, wait: () => Promise.reject(new Error("not now")) });
    for (const taken of [1, 2, 3]) {
      await pages.next();
      await new Promise(setImmediate);
      expect(asked).toHaveLength(taken);
    }
    for await (const _ of pages);
    expect(asked).toEqual([null, ...Array.from({ length: 1999 }, (_, at) => String(at + 1))]);
  });

  it("go on where they stopped when there is budget again, however often", async () => {
    const twice = [["1", overspent] as const, ["1", overspent] as const];
    expect(await read(twice)).toEqual({
      ...{ asked: [null, "1", "1", "1", "2"], waited: [40_000, 40_000], pages: 3, fault: undefined },
    });
  });

  it("do not begin for who cannot pay for the first", async () => {
    expect(await read([[null, overspent]])).toMatchObject({ waited: [], pages: 0, fault: overspent });
  });

  it("break off with any other fault", async () => {
    const fault = new Refusal("ACCESS_NOT_RECORDED", "No record.");
    expect(await read([["2", fault]])).toMatchObject({ waited: [], pages: 2, fault });
  });

  it("are not asked for on a token that has ended, however slowly they are read", async () => {
    expect(await read([], Date.now() - 1)).toMatchObject({
      ...{ asked: [null], pages: 1, fault: { code: "UNAUTHENTICATED", extensions: { details: { check: "expired" } } } },
    });
  });
});
