import type { EndSignal } from "../engine/subgraph-call";
import { InFlight } from "./in-flight";

describe("equal work under way", () => {
  const flights = new InFlight<string>();
  const started: EndSignal[] = [];
  const ends: ((value: string) => void)[] = [];
  const start = (signal: EndSignal) => {
    started.push(signal);
    return new Promise<string>((resolve) => ends.push(resolve));
  };
  beforeEach(() => {
    started.length = 0;
    ends.length = 0;
  });

  it("is done once, and anew when it has ended", async () => {
    const both = [flights.share("a", undefined, start), flights.share("a", new AbortController().signal, start)];
    expect(started).toHaveLength(1);
    ends[0]?.("done");
    await expect(Promise.all(both)).resolves.toEqual(["done", "done"]);
    const again = flights.share("a", undefined, start);
    ends[1]?.("new");
    await expect(again).resolves.toBe("new");
  });

  it("is not shared under another key", () => {
    void flights.share("one", undefined, start);
    void flights.share("two", undefined, start);
    expect(started).toHaveLength(2);
  });

  it("goes on for those who stay, and is given up when the last has left", async () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const leaving = flights.share("b", one.signal, start);
    const staying = flights.share("b", two.signal, start);
    one.abort();
    await expect(leaving).rejects.toMatchObject({ extensions: { code: "REQUEST_CANCELLED" } });
    expect(started[0]?.aborted).toBe(false);
    two.abort();
    await expect(staying).rejects.toThrow("cancelled");
    expect(started[0]?.aborted).toBe(true);
    void flights.share("b", undefined, start);
    expect(started).toHaveLength(2);
    await expect(flights.share("b", one.signal, start)).rejects.toThrow("cancelled");
  });

  it("that fails fails for all, and is tried anew", async () => {
    const fail = () => Promise.reject(new Error("no"));
    const both = [flights.share("c", undefined, fail), flights.share("c", undefined, fail)];
    for (const each of both) await expect(each).rejects.toThrow("no");
    const again = flights.share("c", undefined, start);
    ends[0]?.("yes");
    await expect(again).resolves.toBe("yes");
  });
});
