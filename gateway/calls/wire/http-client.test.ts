import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { buildConnector } from "undici";
import { LightSignal } from "../light-signal";
import { HttpClient } from "./http-client";
import { linesOf } from "./request-head";

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n";
const ANSWER = `${OK}\r\nok`;

/** A server that answers each request on its connections as the test says. */
async function serve(answer: (socket: Socket, request: string) => void) {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    sockets.add(socket.on("error", () => undefined));
    socket.on("data", (bytes) => answer(socket, bytes.toString("latin1")));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new HttpClient(origin, "", { connect: buildConnector({ timeout: 2000 }), maxBytes: 100 });
  return {
    client,
    ask: (body = "{}", signal?: LightSignal) =>
      client.post("POST / HTTP/1.1\r\n", body, signal).then(
        ({ text }) => text,
        (reason: Error) => reason.message,
      ),
    connections: () => connections,
    stop: async () => {
      await client.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe("a connection to a subgraph", () => {
  it("is used again, one question after the other", async () => {
    const { ask, connections, stop } = await serve((socket) => void socket.write(ANSWER));
    for (let asked = 0; asked < 5; asked++) expect(await ask()).toBe("ok");
    expect(connections()).toBe(1);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(["ok", "ok", "ok"]);
    expect(connections()).toBe(3);
    await stop();
  });

  it("carries a body of any letters, with its length in bytes", async () => {
    const seen: string[] = [];
    const { ask, stop } = await serve((socket, request) => {
      seen.push(request);
      socket.write(ANSWER);
    });
    await ask('{"a":1}');
    await ask('{"a":"Ά"}');
    const greek = Buffer.from('{"a":"Ά"}').toString("latin1");
    expect(seen).toEqual([
      'POST / HTTP/1.1\r\ncontent-length: 7\r\n\r\n{"a":1}',
      `POST / HTTP/1.1\r\ncontent-length: 10\r\n\r\n${greek}`,
    ]);
    await stop();
  });

  it.each([
    ["the other end closes it", `${OK}connection: close\r\n\r\nok`],
    ["it will not be there for long", `${OK}keep-alive: timeout=1\r\n\r\nok`],
    ["something follows that nobody asked for", `${ANSWER}HTTP/1.1 200 OK\r\n`],
  ])("is not used again where %s", async (_, answer) => {
    const { ask, connections, stop } = await serve((socket) => void socket.write(answer));
    expect([await ask(), await ask()]).toEqual(["ok", "ok"]);
    expect(connections()).toBe(2);
    await stop();
  });

  it("that says something unasked, or ends while nobody asks, is left", async () => {
    let socket: Socket | undefined;
    const { ask, connections, stop } = await serve((asked) => {
      socket = asked;
      asked.write(ANSWER);
    });
    const leave = async (how: (socket: Socket) => void): Promise<void> => {
      const left = once(socket!, "close");
      how(socket!);
      await left;
    };
    await ask();
    await leave((each) => each.write(ANSWER));
    expect(await ask()).toBe("ok");
    await leave((each) => each.end());
    expect(await ask()).toBe("ok");
    expect(connections()).toBe(3);
    await stop();
  });

  it("is cut when nobody waits any more, and nothing else is", async () => {
    const signal = new LightSignal();
    const { ask, connections, stop } = await serve((socket, request) => {
      if (request.includes("hang")) signal.abort();
      else socket.write(ANSWER);
    });
    expect(await ask("hang", signal)).toBe("aborted");
    expect(await ask("{}", signal)).toBe("aborted");
    expect(await ask()).toBe("ok");
    expect(connections()).toBe(2);
    await stop();
  });

  it("lets what is asked end when the client is closed", async () => {
    const { ask, client, stop } = await serve((socket) => {
      const closed = client.close();
      socket.write(ANSWER);
      void closed.then(() => ends.push("closed"));
    });
    const ends: string[] = [];
    ends.push(await ask());
    await client.close();
    expect(ends.toSorted()).toEqual(["closed", "ok"]);
    await stop();
  });
});

describe("the headers of a request", () => {
  it("are lines", () => {
    expect(linesOf({ accept: "a/b", "x-tenant": "Zürich" })).toBe("accept: a/b\r\nx-tenant: Zürich\r\n");
  });

  it.each([
    ["another header within", { "x-a": "1\r\nx-b: 2" }],
    ["half an end of line", { "x-a": "1\n2" }],
    ["letters that a header cannot hold", { "x-a": "Ά" }],
    ["a name that is none", { "x a": "1" }],
    ["the length of the body", { "content-length": "1" }],
    ["the way the body is cut", { "transfer-encoding": "chunked" }],
  ])("are refused with %s", (_, headers) => {
    expect(() => linesOf(headers as unknown as Record<string, string>)).toThrow("A header that cannot be sent.");
  });
});
