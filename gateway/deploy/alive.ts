import { get, type RequestOptions } from "node:http";
import { get as getByTls } from "node:https";
import { readPort } from "../../subgraphs/kernel/config";

/**
 * `node dist/gateway/deploy/alive.js`: exit code 0 when the process at the container's PORT says that it
 * lives. For the image's health check, which does not know whether the process speaks HTTPS; whose certificate it shows
 * is not looked at, since nobody else can answer there.
 */
export async function isAlive(port: number): Promise<boolean> {
  const asked: RequestOptions & { rejectUnauthorized: boolean } = {
    ...{ host: "127.0.0.1", port, path: "/health/live", agent: false, timeout: 2000 },
    rejectUnauthorized: false,
  };
  const answers = await Promise.all([answersWell(get, asked), answersWell(getByTls, asked)]);
  return answers.includes(true);
}

const answersWell = (ask: typeof getByTls, options: RequestOptions): Promise<boolean> =>
  new Promise((resolve) => {
    const request = ask(options, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
  });

if (require.main === module) void isAlive(readPort()).then((alive) => (process.exitCode = alive ? 0 : 1));
