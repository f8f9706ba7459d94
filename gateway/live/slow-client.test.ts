import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { WebSocket } from "ws";
import { createLogger } from "../../subgraphs/kernel/logger";
import { Mailbox } from "../../subgraphs/kernel/live/mailbox";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { Following } from "./following";
import { Holdings } from "./holdings";
import { LIVE_LIMITS } from "./limits";
import { SharedStream } from "./shared-stream";
import { SocketDoor } from "./socket-door";
import type { LiveAnswer } from "./subscriptions";

describe("who reads slower than things happen", () => {
  it("is told and left behind, and holds up nobody who reads with them", async () => {
    const source = new Mailbox<number>(100);
    const stream = new SharedStream(source, 3, () => undefined);
    const [slow, quick] = [stream.join(), stream.join()];
    for (let number = 0; number < 20; number++) {
      source.offer(number);
      expect(await quick.next()).toEqual({ done: false, value: number });
    }
    await expect(slow.next()).rejects.toMatchObject({ code: "LIMIT_REACHED" });
    expect(await slow.next()).toEqual({ done: true, value: undefined });
    expect(stream.isOver).toBe(false);
    await quick.return();
    expect([stream.isOver, source.closed]).toEqual([true, true]);
  });

  describe("over a socket", () => {
    const source = new Mailbox<LiveAnswer>(10_000);
    const stream = new SharedStream<LiveAnswer>(source, 5, () => undefined);
    let server: Server;
    let door: SocketDoor<string>;
    const sockets: WebSocket[] = [];
    /** How many more subscriptions may be opened. */
    let left = Infinity;
    beforeAll(async () => {
      const following: Following<string> = {
        headers: new Set(),
        identify: () => Promise.resolve("somebody"),
        spend: () => (left-- > 0 ? Promise.resolve() : Promise.reject(new Refusal("RATE_LIMITED", "Too many."))),
        untilOf: () => Infinity,
        clientOf: (who) => who,
        isSame: () => true,
        open: () => Promise.resolve(stream.join()),
        shown: (error) => ({ message: "", extensions: { code: (error as Refusal).code } }),
      };
      door = new SocketDoor({
        ...{ following, limits: LIVE_LIMITS, holdings: new Holdings(LIVE_LIMITS), origins: new Set<string>() },
        log: createLogger("test", "silent"),
        patience: { heartbeat: 60_000, send: 100 },
      });
      server = createServer().on("upgrade", door.upgrade).listen(0, "127.0.0.1");
      await once(server, "listening");
    });
    afterAll(async () => {
      for (const socket of sockets) socket.terminate();
      await door.close();
      server.close();
    });

    async function connect(): Promise<WebSocket> {
      const { port } = server.address() as AddressInfo;
      const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, "graphql-transport-ws");
      sockets.push(socket);
      await once(socket, "open");
      return socket;
    }

    /** Someone who follows, and what they were told. */
    async function follow() {
      const socket = await connect();
      const told: { type: string; payload?: unknown }[] = [];
      const has = async (wanted: (all: typeof told) => boolean): Promise<void> => {
        while (!wanted(told)) await Promise.race([once(socket, "message"), delay(20)]);
      };
      socket.on("message", (data: Buffer) => told.push(JSON.parse(data.toString()) as (typeof told)[number]));
      socket.send(JSON.stringify({ type: "connection_init" }));
      await has((all) => all.some(({ type }) => type === "connection_ack"));
      socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: "subscription { a }" } }));
      return { socket, told, has };
    }
    const events = ({ told }: { told: readonly { type: string }[] }) =>
      told.filter(({ type }) => type === "next").length;

    it("is cut and may come back, while others are told everything", async () => {
      const [slow, quick] = [await follow(), await follow()];
      source.offer({ data: { a: "first" } });
      for (const each of [slow, quick]) await each.has(() => events(each) === 1);
      slow.socket.pause();
      const closed = once(slow.socket, "close");
      const large = { data: { a: "α".repeat(1_000_000) } };
      for (let number = 2; number <= 15; number++) {
        source.offer(large);
        await quick.has(() => events(quick) === number);
      }
      // The send that does not leave has been waited for; what was under way arrives, and then the reason.
      await delay(150);
      slow.socket.resume();
      const [code, reason] = (await closed) as [number, Buffer];
      // Who does not even read the reason within a second is gone without it: on a busy machine that happens here too.
      const ends = [
        [1013, "Too slow: continue after your last event"],
        [1006, ""],
      ];
      expect(ends).toContainEqual([code, reason.toString()]);
      expect(events(slow)).toBeLessThan(15);
      while (door.size > 1) await delay(5);
      expect(events(quick)).toBe(15);
    });

    it("is cut when they send pings faster than answers leave, known or not", async () => {
      const socket = await connect();
      const closed = once(socket, "close");
      for (let number = 0; number < 100; number++) socket.send(JSON.stringify({ type: "ping", payload: { number } }));
      expect((await closed)[0]).toBe(4429);
    });

    it("and who opens one subscription after the other is counted as who asks one question after the other", async () => {
      left = 1;
      const { socket, told, has } = await follow();
      for (const id of ["2", "3"])
        socket.send(JSON.stringify({ id, type: "subscribe", payload: { query: "subscription { a }" } }));
      await has((all) => all.filter(({ type }) => type === "error").length === 2);
      expect(told.filter(({ type }) => type === "error")).toEqual(
        ["2", "3"].map((id) => ({
          id,
          type: "error",
          payload: [expect.objectContaining({ extensions: { code: "RATE_LIMITED" } })],
        })),
      );
    });
  });
});
