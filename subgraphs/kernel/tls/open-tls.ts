import type { Logger } from "pino";
import { ConfigError } from "../config";
import { createLogger } from "../logger";
import { TlsFiles, type TlsMaterial, type TlsPaths } from "./tls-files";

/** Which setting names which file. */
type Parts<Name extends string> = Readonly<{ cert: Name; key: Name; ca?: Name }>;

/**
 * Who a process is within the hub: its certificate and key, which it shows when it is asked and when it asks, and the
 * hub's own authority, which everybody else there is held against.
 */
export const WITHIN = { cert: "TLS_CERT_PATH", key: "TLS_KEY_PATH", ca: "TLS_CA_PATH" } as const;

type Settings<Name extends string> = { readonly [name in Name]?: string | undefined };

/** Undefined where none of them is set: plain HTTP. A certificate and its key come together. Throws ConfigError. */
export function openTls<Name extends string>(
  settings: Settings<Name>,
  parts: Parts<Name>,
  log: Logger,
): TlsFiles | undefined {
  const entries = Object.entries(parts) as (readonly [keyof TlsMaterial, Name])[];
  const paths: TlsPaths = new Map(
    entries.flatMap(([part, setting]) => {
      const file = settings[setting];
      return file === undefined ? [] : [[part, { setting, file }] as const];
    }),
  );
  if (paths.has("cert") && !paths.has("key")) throw new ConfigError(`${parts.key}: missing beside ${parts.cert}`);
  if (paths.has("key") && !paths.has("cert")) throw new ConfigError(`${parts.cert}: missing beside ${parts.key}`);
  return paths.size === 0 ? undefined : new TlsFiles(paths, log);
}

type OwnSettings = Settings<(typeof WITHIN)[keyof typeof WITHIN]> & { readonly LOG_LEVEL: string };

const opened = new WeakMap<OwnSettings, TlsFiles | undefined>();

/**
 * Those of an owner's process, opened once for its settings, however many of its parts ask or are asked. An authority
 * without a certificate is refused: whoever set it means that nobody unknown is answered, and over plain HTTP anybody
 * would be.
 */
export function tlsOf(name: string, settings: OwnSettings): TlsFiles | undefined {
  if (opened.has(settings)) return opened.get(settings);
  if (settings.TLS_CA_PATH !== undefined && settings.TLS_CERT_PATH === undefined)
    throw new ConfigError("TLS_CERT_PATH: missing beside TLS_CA_PATH");
  const tls = openTls(settings, WITHIN, createLogger(name, settings.LOG_LEVEL));
  opened.set(settings, tls);
  return tls;
}
