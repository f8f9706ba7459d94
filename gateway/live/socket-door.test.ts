import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocket } from "ws";
import { createLogger } from "../../subgraphs/kernel/logger";
import { Mailbox } from "../../subgraphs/kernel/live/mailbox";
import type { Following } from "./following";
import { Holdings } from "./holdings";
import { LIVE_LIMITS } from "./limits";
import { SocketDoor } from "./socket-door";

const HUB = "hub.example.gr";
const APP = "https://app.example.gr";

describe("the door for sockets", () => {
  const holdings = new Holdings({ ...LIVE_LIMITS, socketsPerUser: 1 });
  /** What the next who say who they are wait for. */
  let known: Promise<void> = Promise.resolve();
  let asked = (): void => undefined;
  let server: Server;
  let door: SocketDoor<string>;

  beforeAll(async () => {
    const following: Following<string> = {
      headers: new Set(),
      identify: () => {
        asked();
        return known.then(() => "anna");
      },
      spend: () => Promise.resolve(),
      untilOf: () => Infinity,
      clientOf: (who) => who,
      isSame: () => true,
      open: () => Promise.resolve(new Mailbox<object>(1)),
      shown: () => ({ message: "" }),
    };
    const log = createLogger("test", "silent");
    door = new SocketDoor({ following, limits: LIVE_LIMITS, holdings, origins: new Set([APP]), log });
    server = createServer().on("upgrade", door.upgrade).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterAll(async () => {
    await door.close();
    server.close();
  });

  const knock = (headers: Record<string, string>): WebSocket => {
    const { port } = server.address() as AddressInfo;
    return new WebSocket(`ws://127.0.0.1:${port}/graphql`, "graphql-transport-ws", {
      headers: { host: HUB, ...headers },
    });
  };
  /** 101 for who was let in. */
  const answered = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve) => {
      const socket = knock(headers).on("error", () => undefined);
      socket.on("unexpected-response", (_, response) => resolve(response.statusCode!));
      socket.on("upgrade", () => resolve(101)).on("open", () => socket.terminate());
    });

  it.each([
    ["what is no browser", {}],
    ["a page of the hub's own", { origin: `https://${HUB}` }],
    ["a page of the hub's own, at another port", { origin: `https://${HUB}:8443`, host: `${HUB}:8443` }],
    ["a page that was named", { origin: APP }],
  ])("lets in %s", async (_, headers) => {
    expect(await answered(headers)).toBe(101);
  });

  it.each([
    ...["", "null", "undefined", "*", "file://", "about:blank", HUB, `//${HUB}`, "https://", "Παιονία"],
    ...[
      `https://${HUB}:8443`,
      `https://${HUB}.evil.example`,
      `https://${HUB}@evil.example`,
      `https://evil.example/${HUB}`,
    ],
    ...[`https://evil.example#${HUB}`, `https://not${HUB}`, `https://a.${HUB}`, `https://${HUB}, https://evil.example`],
    ...["http://app.example.gr", `${APP}:8443`, `${APP}/`, APP.toUpperCase(), `${APP}.evil.example`, `${APP}, ${APP}`],
  ])("lets no page of %j in", async (origin) => {
    expect(await answered({ origin: Buffer.from(origin).toString("latin1") })).toBe(403);
  });

  it("keeps no place for who left before it was known who they are", async () => {
    let tell = (): void => undefined;
    known = new Promise((resolve) => (tell = resolve));
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const gone = knock({});
    await once(gone, "open");
    gone.send(JSON.stringify({ type: "connection_init" }));
    await isAsked;
    gone.terminate();
    while (door.size > 0) await new Promise(setImmediate);
    tell();
    const next = knock({});
    await once(next, "open");
    next.send(JSON.stringify({ type: "connection_init" }));
    const [message] = (await once(next, "message")) as [Buffer];
    expect(JSON.parse(message.toString())).toMatchObject({ type: "connection_ack" });
    next.terminate();
  });
});
