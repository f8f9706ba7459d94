import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerOptions } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { TLSSocket, type TlsOptions } from "node:tls";
import type { Logger } from "pino";
import { Refusal } from "../refusal";
import type { TlsFiles, TlsMaterial } from "./tls-files";

/** Clients of the hub itself are its own processes, which all speak the newest; browsers and proxies may be older. */
type MinVersion = NonNullable<TlsOptions["minVersion"]>;

/**
 * A server that speaks HTTPS with these files, renewed as they are, or plain HTTP without. Where an authority is among
 * them, clients are asked for a certificate; {@link isMember} says whether they had one, so that a health check,
 * which has none, can still be answered.
 */
export function openServer(
  options: ServerOptions,
  listener: RequestListener,
  tls?: TlsFiles,
  minVersion: MinVersion = "TLSv1.3",
): Server {
  if (!tls) return createServer(options, listener);
  const secured = (material: TlsMaterial): TlsOptions => ({ ...material, minVersion });
  const asks = { requestCert: tls.current.ca !== undefined, rejectUnauthorized: false };
  const server = createTlsServer({ ...options, ...secured(tls.current), ...asks }, listener);
  tls.follow((material) => server.setSecureContext(secured(material)));
  return server;
}

/**
 * Whether whoever asks has proven to be one of the hub's own processes, where `tls` names the authority to prove it by.
 * What is wrong with their certificate is for the log alone.
 */
export function isMember({ socket }: IncomingMessage, tls: TlsFiles | undefined, log: Logger): boolean {
  if (tls?.current.ca === undefined) return true;
  if (socket instanceof TLSSocket && socket.authorized) return true;
  const reason = socket instanceof TLSSocket ? String(socket.authorizationError) : "no TLS";
  log.warn({ reason }, "somebody without a certificate of the hub's authority was turned away");
  return false;
}

/** Refuses with UNAUTHENTICATED who is none. */
export function checkMember(...asked: Parameters<typeof isMember>): void {
  if (isMember(...asked)) return;
  throw new Refusal("UNAUTHENTICATED", "This service answers the hub's own processes only: show its certificate.");
}
