import { Authority } from "../calls/certificates.fixture";
import { Servers } from "../calls/subgraph.fixture";
import { createServer } from "node:https";
import { isAlive } from "./alive";

describe("the image's health check", () => {
  const servers = new Servers();
  afterAll(() => servers.close());
  const portOf = (origin: string): number => Number(new URL(origin).port);

  it("finds a process alive by HTTP and by HTTPS, and nobody where nobody answers well", async () => {
    const well = await servers.start((_, response) => response.end());
    const secured = await servers.start(
      createServer(new Authority().certify(["kdap"]), (_, response) => response.end()),
    );
    const ill = await servers.start((_, response) => response.writeHead(503).end());
    const alive = await Promise.all([well, secured, ill, "http://127.0.0.1:9"].map(portOf).map(isAlive));
    expect(alive).toEqual([true, true, false, false]);
  });
});
