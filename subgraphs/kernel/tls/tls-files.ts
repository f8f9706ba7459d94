import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import type { Logger } from "pino";
import { ConfigError } from "../config";

/** Who a process is towards others, and whom it believes. PEM texts. */
export interface TlsMaterial {
  /** Its certificate, with those between it and the authority. */
  readonly cert?: string;
  readonly key?: string;
  /** The authority whose certificates are believed; those of the system where it is left out. */
  readonly ca?: string;
}

/** The same, as files. The names are those of the settings, for what is said about a fault. */
export type TlsPaths = ReadonlyMap<keyof TlsMaterial, { readonly setting: string; readonly file: string }>;

type Follower = (material: TlsMaterial) => void;

const EVERY_MS = 5000;

/**
 * Certificate, key and authority in files that are renewed while the process runs: they are read again within seconds
 * of a change, and whoever follows is told. What cannot be used then (a certificate beside the key of another, an
 * expired one, half a file) is logged, and what was there before stays. Throws {@link ConfigError} when it cannot be
 * used at the start: silently speaking without a certificate would be worse than not starting.
 */
export class TlsFiles {
  private readonly followers = new Set<Follower>();
  private readonly timer: NodeJS.Timeout;
  private seen: string;
  private material: TlsMaterial;

  constructor(
    private readonly paths: TlsPaths,
    private readonly log: Logger,
    everyMs = EVERY_MS,
  ) {
    this.material = readMaterial(paths);
    this.seen = stampOf(paths);
    this.timer = setInterval(() => this.look(), everyMs).unref();
  }

  get current(): TlsMaterial {
    return this.material;
  }

  /** Told of the present material at once, and of each that follows. */
  follow(follower: Follower): void {
    this.followers.add(follower);
    follower(this.material);
  }

  /** Looks at the files now. Never throws. */
  look(): void {
    try {
      const stamp = stampOf(this.paths);
      if (stamp === this.seen) return;
      this.seen = stamp;
      this.material = readMaterial(this.paths);
      for (const follower of this.followers) follower(this.material);
      this.log.info("another certificate is in use");
    } catch (fault) {
      const reason = fault instanceof ConfigError ? fault.message : "a file cannot be read";
      this.log.error({ reason }, "the certificate is refused; the one before stays");
    }
  }

  close(): void {
    clearInterval(this.timer);
  }
}

const stampOf = (paths: TlsPaths): string =>
  Array.from(paths.values(), ({ file }) => {
    const { mtimeMs, ino, size } = statSync(file);
    return `${mtimeMs} ${ino} ${size}`;
  }).join();

function readMaterial(paths: TlsPaths): TlsMaterial {
  const read = (part: keyof TlsMaterial): string | undefined => {
    const path = paths.get(part);
    return path && attempt(`${path.setting}: cannot be read`, () => readFileSync(path.file, "utf8"));
  };
  const [cert, key, ca] = [read("cert"), read("key"), read("ca")];
  const named = (part: keyof TlsMaterial): string => paths.get(part)?.setting ?? part;
  if (cert !== undefined && key !== undefined) checkPair(cert, key, named("cert"), named("key"));
  if (ca !== undefined) attempt(`${named("ca")}: no certificate`, () => new X509Certificate(ca));
  return { ...(cert !== undefined && { cert }), ...(key !== undefined && { key }), ...(ca !== undefined && { ca }) };
}

function checkPair(cert: string, key: string, certSetting: string, keySetting: string): void {
  const certificate = attempt(`${certSetting}: no certificate`, () => new X509Certificate(cert));
  const privateKey = attempt(`${keySetting}: no private key`, () => createPrivateKey(key));
  if (!certificate.checkPrivateKey(privateKey)) throw new ConfigError(`${keySetting}: not the key of ${certSetting}`);
  if (Date.parse(certificate.validTo) < Date.now()) throw new ConfigError(`${certSetting}: expired`);
  if (Date.parse(certificate.validFrom) > Date.now()) throw new ConfigError(`${certSetting}: not valid yet`);
}

function attempt<T>(fault: string, work: () => T): T {
  try {
    return work();
  } catch {
    throw new ConfigError(fault);
  }
}
