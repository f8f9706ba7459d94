import { createServer } from "node:net";

/** Listens for a moment on 127.0.0.1; `null` when the port is taken. 0 means any. */
function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : null));
    });
  });
}

/** The first free port of the wanted ones, else any. It may be taken by the time it is used: be ready to ask again. */
export async function choosePort(wanted: readonly number[]): Promise<number> {
  for (const port of [...wanted, 0]) {
    const free = await tryPort(port);
    if (free !== null) return free;
  }
  throw new Error("no free port on 127.0.0.1");
}
