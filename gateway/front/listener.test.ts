import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setImmediate as turn, setTimeout as delay } from "node:timers/promises";
import { GRACE_MS, Listener } from "./listener";

const REQUEST = "GET / HTTP/1.1\r\nhost: hub\r\n\r\n";
const LARGE = 20_000_000;

describe("a listener that stops", () => {
  let listener: Listener;
  let port: number;
  let answer: (response: ServerResponse) => void;
  const sockets = new Set<Socket>();

  beforeEach(async () => {
    answer = (response) => response.end("answered");
    listener = new Listener((_request, response) => answer(response));
    ({ port } = await listener.listen(0, "127.0.0.1"));
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    return listener.stop();
  });

  function open(): Socket {
    const socket = connect(port, "127.0.0.1");
    sockets.add(socket);
    return socket;
  }
  /** All it is told until its connection ends; rejects when that is reset. */
  const ask = (socket: Socket): Promise<string> => {
    socket.write(REQUEST);
    return text(socket);
  };
  /** Works for so long without an end, in the one turn of the event loop in which the grace ends. */
  const work = (ms: number): void => {
    for (const until = performance.now() + ms; performance.now() < until;);
  };

  it("answers what reached it while it was busy, on a kept connection and a new one, and who has not noticed yet", async () => {
    const kept = open();
    kept.write(REQUEST);
    await once(kept, "data");
    let later: Promise<string> | undefined;
    answer = (response) => {
      later ??= ask(open());
      response.end("answered");
    };
    const stopped = listener.stop({ graceMs: 50 });
    await turn();
    const [onKept, onNew] = [ask(kept), ask(open())];
    await new Promise<void>((resolve) => process.nextTick(resolve)); // both are with the kernel now
    work(100);
    for (const answered of [await onKept, await onNew, await later])
      expect(answered).toMatch(/^HTTP\/1\.1 200 OK\r\nconnection: close\r\n[^]*answered/i);
    await stopped;
    expect(listener.address).toBeNull();
  });

  it("cuts no answer that its client is still reading", async () => {
    const ended = new Promise<void>((resolve) => {
      answer = (response) => {
        response.setHeader("content-length", LARGE);
        response.end("x".repeat(LARGE));
        resolve();
      };
    });
    const reading = open();
    reading.write(REQUEST);
    await ended;
    const stopped = listener.stop({ graceMs: 50 });
    await delay(150); // a client that takes its time
    expect((await text(reading)).length).toBeGreaterThan(LARGE);
    await stopped;
  });

  it("waits for no connection that asks nothing", async () => {
    await once(open(), "connect");
    await listener.stop({ drainMs: 60_000 });
    expect(listener.address).toBeNull();
  });

  it("waits by itself as long as HAProxy takes to notice", () => expect(GRACE_MS).toBeGreaterThan(3 * 2000));
});

describe("a listener that sockets are opened at", () => {
  const offer = (body: string): string =>
    [
      "POST /asked HTTP/1.1",
      ...["host: hub", "connection: upgrade, http2-settings", "upgrade: h2c", "http2-settings: AAMAAABkAAQAAP__"],
      `content-length: ${body.length}`,
      ...["", body],
    ].join("\r\n");

  it("answers who would rather speak HTTP/2, as Java's client says at first, and goes on with it", async () => {
    const taken: string[] = [];
    const listener = new Listener(
      (request, response) => void text(request).then((body) => response.end(`${request.url}: ${body}.`)),
      (request, socket) => {
        taken.push(String(request.headers.upgrade));
        socket.end();
      },
    );
    const { port } = await listener.listen(0, "127.0.0.1");
    const socket = connect(port, "127.0.0.1").setEncoding("utf8");
    for (const body of ["first", "x".repeat(100_000), "third"]) {
      let told = "";
      socket.write(offer(body));
      while (!told.endsWith(".")) told += (await once(socket, "data"))[0] as string;
      expect(told).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(told).toContain(`\r\n\r\n/asked: ${body}.`);
    }
    socket.write("GET /graphql HTTP/1.1\r\nhost: hub\r\nconnection: upgrade\r\nupgrade: WebSocket\r\n\r\n");
    await once(socket.resume(), "close");
    expect(taken).toEqual(["WebSocket"]);
    await listener.stop();
  });
});
