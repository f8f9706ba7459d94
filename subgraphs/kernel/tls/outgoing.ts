import { Agent, buildConnector, fetch } from "undici";
import type { TlsFiles } from "./tls-files";

/**
 * How connections are made by a process that has `tls`: it shows its certificate and believes its authority alone.
 * Connections made after a change of the files show the new one; those that are kept end as they began.
 */
export function connectorOf(tls: TlsFiles | undefined, timeout?: number): buildConnector.connector {
  const build = (): buildConnector.connector => buildConnector({ ...tls?.current, ...(timeout && { timeout }) });
  let connect = build();
  tls?.follow(() => (connect = build()));
  return (options, callback) => connect(options, callback);
}

export type Fetch = typeof fetch;

/** `fetch` over such connections. */
export function outgoing(tls?: TlsFiles): Fetch {
  if (!tls) return fetch;
  const dispatcher = new Agent({ connect: connectorOf(tls) });
  return (input, init) => fetch(input, { ...init, dispatcher });
}
