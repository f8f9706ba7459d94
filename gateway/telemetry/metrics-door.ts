import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { METRICS_TYPE, type Metrics } from "./metrics";

export interface OpenDoor {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Opens GET /metrics on a port of its own, which is never the public one: what a hub is asked how often is not for
 * everybody. Rejects when the port is taken.
 */
export async function openMetricsDoor(metrics: Metrics, port: number, host: string): Promise<OpenDoor> {
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") return void response.writeHead(404).end();
    metrics.read().then(
      (text) => response.writeHead(200, { "content-type": METRICS_TYPE, "cache-control": "no-store" }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port, host);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The same where a port is set, with this process's own figures; nothing where none is. */
export async function openMetrics(
  metrics: Metrics,
  port: number | undefined,
  host: string,
): Promise<OpenDoor | undefined> {
  if (port === undefined) return undefined;
  metrics.watchProcess();
  return openMetricsDoor(metrics, port, host);
}
