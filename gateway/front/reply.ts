import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/** On every answer. Nothing here is a page with content of its own, so nothing may load, frame, guess or be kept. */
const SECURITY: OutgoingHttpHeaders = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

export const JSON_TYPE = "application/json; charset=utf-8";
export const TEXT_TYPE = "text/plain; charset=utf-8";

/** Begins an answer that is sent piece by piece. */
export function begin(response: ServerResponse, status: number, headers: OutgoingHttpHeaders): void {
  response.writeHead(status, { ...SECURITY, ...headers });
}

/** Sends one whole answer. Does nothing when the client has left. */
export function send(response: ServerResponse, status: number, headers: OutgoingHttpHeaders, body: string): void {
  const length = Buffer.byteLength(body);
  // Text of ASCII alone is the same bytes in Latin-1, as which node writes it without a copy in between.
  if (length === body.length) sendWhole(response, status, headers, body, length);
  else sendWhole(response, status, headers, Buffer.from(body), length);
}

/** The same of bytes. */
export function sendBytes(response: ServerResponse, status: number, headers: OutgoingHttpHeaders, body: Buffer): void {
  sendWhole(response, status, headers, body, body.length);
}

function sendWhole(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: string | Buffer,
  length: number,
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { ...SECURITY, ...headers, "content-length": length });
  response.end(body, "latin1");
}

export const sendJson = (response: ServerResponse, status: number, value: unknown, headers?: OutgoingHttpHeaders) =>
  send(response, status, { "content-type": JSON_TYPE, ...headers }, JSON.stringify(value));
