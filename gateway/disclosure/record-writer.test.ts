import { setTimeout as delay } from "node:timers/promises";
import type { AccessRecord } from "../../subgraphs/kernel/disclosure/access-record";
import { readableLog } from "../calls/subgraph.fixture";
import { NotWritten, RecordWriter } from "./record-writer";
import type { RecordSink } from "./sink";

const record = (number: number): AccessRecord =>
  ({ id: String(number), requestId: `request-${number}` }) as AccessRecord;
const many = (count: number): AccessRecord[] => Array.from({ length: count }, (_, number) => record(number));

function writerOver(sink: RecordSink, timeoutMs = 1000) {
  const calls: string[][] = [];
  const log = readableLog();
  const writer = new RecordWriter(
    (records, signal) => {
      calls.push(records.map(({ id }) => id));
      return sink(records, signal);
    },
    log.log,
    timeoutMs,
  );
  return { writer, calls, log };
}

describe("the writer of access records", () => {
  it("sends what waits at the same moment in one call, at most 500, each record once", async () => {
    const { writer, calls } = writerOver(() => Promise.resolve());
    await Promise.all(many(1234).map((each) => writer.write(each)));
    expect(calls.map((call) => call.length)).toEqual([500, 500, 234]);
    expect(new Set(calls.flat()).size).toBe(1234);
  });

  it("gathers while two calls are under way", async () => {
    const { writer, calls } = writerOver(() => delay(30));
    const waiting: Promise<void>[] = [];
    for (const each of many(20)) {
      waiting.push(writer.write(each));
      await delay(1);
    }
    await Promise.all(waiting);
    expect(calls.length).toBeLessThan(10);
  });

  it("fails everybody of a call that failed, and nobody of the next", async () => {
    let isDown = true;
    const { writer, log } = writerOver(() => (isDown ? Promise.reject(new Error("Μαρία")) : Promise.resolve()));
    const ends = await Promise.allSettled(many(3).map((each) => writer.write(each)));
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(log.text()).toContain("request-2");
    expect(log.text()).not.toContain("Μαρία");
    isDown = false;
    await expect(writer.write(record(4))).resolves.toBeUndefined();
  });

  it("gives up a call that never ends within the deadline, and those who wait behind it, and goes on", async () => {
    let isStuck = true;
    const { writer, calls } = writerOver(() => (isStuck ? new Promise(() => undefined) : Promise.resolve()), 150);
    const begun = performance.now();
    const stuck = [0, 1, 2].map(async (number) => {
      await delay(number * 20);
      return writer.write(record(number));
    });
    const ends = await Promise.allSettled(stuck);
    expect(ends.every((end) => end.status === "rejected" && end.reason instanceof NotWritten)).toBe(true);
    expect(performance.now() - begun).toBeLessThan(2000);
    isStuck = false;
    await writer.write(record(9));
    expect(calls.at(-1)).toEqual(["9"]);
  });

  it("is drained when nobody waits any more, however it ended", async () => {
    const { writer } = writerOver(() => delay(40).then(() => Promise.reject(new Error("down"))));
    let isOver = false;
    const written = writer.write(record(1)).catch(() => (isOver = true));
    await writer.drain();
    await written;
    expect(isOver).toBe(true);
    await expect(writer.drain()).resolves.toBeUndefined();
  });
});
