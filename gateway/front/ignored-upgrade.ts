import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";

export const asksForSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === "websocket";

/** What is said of a connection that is to become another. */
const OFFER = new Set(["connection", "upgrade", "http2-settings"]);

/**
 * Has a request answered whose client would rather speak something else, such as HTTP/2: an offer that is not taken is
 * ignored (RFC 9110, section 7.8). Java's HttpClient makes it with its first request to any http address, and node
 * hands over every such connection, as if it were taken, to whoever waits for sockets: so it is given back, with the
 * request as it would have been without the offer.
 */
export function ignoreUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { method = "", url = "", httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (!OFFER.has(rawHeaders[at]!.toLowerCase())) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  if (/\bclose\b/i.test(request.headers.connection ?? "")) lines.push("connection: close");
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit(socket instanceof TLSSocket ? "secureConnection" : "connection", socket);
}
