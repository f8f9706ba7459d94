import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { connectorOf } from "../../subgraphs/kernel/tls/outgoing";
import { HttpClient } from "./http-client";
import { LightSignal } from "./light-signal";
import { onread } from "./wire/connection";

const OK = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n";

/** A server that is told of each request it gets, on which of its connections, and answers by hand. */
class ByHand {
  readonly sockets: Socket[] = [];
  readonly requests: string[] = [];
  private readonly server: Server;

  constructor(behave: (socket: Socket, request: string) => void) {
    this.server = createServer((socket) => {
      this.sockets.push(socket);
      socket
        .on("error", () => undefined)
        .on("data", (data) => {
          this.requests.push(data.toString());
          behave(socket, data.toString());
        });
    });
  }

  async start(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}

describe("a client of one origin", () => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });

  async function reach(behave: (socket: Socket, request: string) => void, connections = 8) {
    const server = new ByHand(behave);
    ends.push(() => server.stop());
    const connect = connectorOf(undefined, { timeout: 1000, onread });
    const client = new HttpClient(await server.start(), "", { connections, connect, maxBytes: 1000 });
    ends.push(() => client.close());
    return { server, client, post: (body = "{}", signal?: LightSignal) => client.post("/graphql", body, {}, signal) };
  }
  const text = async (answer: Promise<{ text: string }>): Promise<string> => (await answer).text;
  const answering =
    (head = OK) =>
    (socket: Socket) =>
      void socket.write(`${head}\r\n{}`);

  it("asks one question after another over the same connection", async () => {
    const { server, post } = await reach(answering());
    for (const body of ["{}", '{"όνομα":"Νίκη"}', "{}"]) expect(await text(post(body))).toBe("{}");
    expect(server.sockets).toHaveLength(1);
    expect(server.requests[1]).toBe(
      'POST /graphql HTTP/1.1\r\nconnection: keep-alive\r\ncontent-length: 25\r\n\r\n{"όνομα":"Νίκη"}',
    );
  });

  it("opens as many connections as it may, and lets the others wait for their turn", async () => {
    const held: Socket[] = [];
    const { server, post } = await reach((socket) => void held.push(socket), 2);
    const answers = Array.from({ length: 5 }, () => text(post()));
    for (let answered = 0; answered < answers.length;) {
      const socket = held.shift();
      if (socket) answering()(socket);
      if (socket) answered++;
      await new Promise(setImmediate);
    }
    expect(await Promise.all(answers)).toEqual(["{}", "{}", "{}", "{}", "{}"]);
    expect(server.sockets).toHaveLength(2);
  });

  it.each([
    ["the server says so", answering(`${OK}connection: close\r\n`)],
    ["it will be closed soon", answering(`${OK}keep-alive: timeout=1\r\n`)],
    ["more came than was asked for", (socket: Socket) => void socket.write(`${OK}\r\n{}{}`)],
    ["it was cut", (socket: Socket) => void socket.end(`${OK}\r\n{}`)],
  ])("asks over another connection when %s", async (_, behave) => {
    const { server, client, post } = await reach(behave);
    expect(await text(post())).toBe("{}");
    const [first] = server.sockets;
    if (!first?.destroyed) await once(first!, "close");
    expect(await text(post())).toBe("{}");
    expect(server.sockets).toHaveLength(2);
    await client.close();
  });

  it("keeps nothing of an answer", async () => {
    const { post } = await reach(answering());
    expect(await text(post())).toBe("{}");
    expect(onread.buffer.every((byte) => byte === 0)).toBe(true);
  });

  it("reads an answer that ends with its connection", async () => {
    const { post } = await reach((socket) => void socket.end("HTTP/1.0 200 OK\r\n\r\nwhole"));
    expect(await text(post())).toBe("whole");
  });

  it("gives up what nobody waits for, and the connection with it", async () => {
    const signal = new LightSignal();
    const { server, post } = await reach((socket, request) =>
      request.endsWith("left") ? signal.abort() : answering()(socket),
    );
    await expect(post("left", signal)).rejects.toThrow("aborted");
    await expect(post("left before", signal)).rejects.toThrow("aborted");
    expect(await text(post())).toBe("{}");
    expect(server.sockets).toHaveLength(2);
  });

  it("closes a connection that nobody has used for a while", async () => {
    const { server, post } = await reach(answering());
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "Date"] });
    try {
      expect(await text(post())).toBe("{}");
      const closed = once(server.sockets[0]!, "close");
      jest.advanceTimersByTime(3000);
      expect(await text(post())).toBe("{}");
      expect(server.sockets).toHaveLength(1);
      jest.advanceTimersByTime(6000);
      await closed;
    } finally {
      jest.useRealTimers();
    }
  });

  it("sends no header that could be read as two, and nothing after it was closed", async () => {
    const { server, client, post } = await reach(answering());
    for (const value of ["a\r\nx: y", "a\n", "Νίκη", "\0"])
      await expect(client.post("/", "", { name: value })).rejects.toThrow("header");
    await expect(client.post("/", "", { "a b": "c" })).rejects.toThrow("header");
    await client.close();
    await expect(post()).rejects.toThrow("closed");
    expect(server.requests).toEqual([]);
  });

  it("closes when the last question has its answer", async () => {
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    let asking: Socket | undefined;
    const { client, post } = await reach((socket) => {
      asking = socket;
      answer();
    });
    const given = text(post());
    await asked;
    const closed = client.close();
    answering()(asking!);
    expect(await given).toBe("{}");
    await closed;
  });
});
