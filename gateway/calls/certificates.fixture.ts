/** For tests: an authority and what it certifies, made on the spot (RFC 5280, in DER as node:crypto reads it). */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import { mkdtemp, rename, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const tlv = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const hex = body.length.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
  const length = body.length < 128 ? bytes : Buffer.concat([Buffer.from([0x80 + bytes.length]), bytes]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, ...parts);
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, "hex"));
const bits = (bytes: Uint8Array): Buffer => tlv(0x03, Buffer.from([0]), bytes);
const nameOf = (text: string): Buffer => sequence(tlv(0x31, sequence(oid("550403"), tlv(0x0c, Buffer.from(text)))));
const time = (day: Date): Buffer => tlv(0x18, Buffer.from(`${day.toISOString().replaceAll(/[-:T]|\.\d+/g, "")}`)); // GeneralizedTime, YYYYMMDDHHMMSSZ
const ED25519 = sequence(oid("2b6570"));

/** Extensions: whether it may certify others, and the names it stands for. */
const authority = sequence(
  oid("551d13"),
  tlv(0x01, Buffer.from([0xff])),
  tlv(0x04, sequence(tlv(0x01, Buffer.from([0xff])))),
);
const alternatives = (names: readonly string[]): Buffer =>
  sequence(
    oid("551d11"),
    tlv(
      0x04,
      sequence(
        ...names.map((name) =>
          isIP(name) ? tlv(0x87, Buffer.from(name.split(".").map(Number))) : tlv(0x82, Buffer.from(name)),
        ),
      ),
    ),
  );

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replaceAll(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;

const DAY_MS = 86_400_000;

export interface Certified {
  readonly cert: string;
  readonly key: string;
}

export class Authority {
  private readonly keys = generateKeyPairSync("ed25519");
  readonly cert: string;

  constructor(private readonly name = "Hub authority") {
    this.cert = this.issue(name, this.keys.publicKey, authority);
  }

  /** A certificate for names or IPv4 addresses, over `days` from now; expired where that is negative. From `begins` on. */
  certify(names: readonly string[], days = 30, begins = Math.min(0, days) - 1): Certified {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    return { key, cert: this.issue(names[0] ?? "nobody", publicKey, alternatives(names), [begins, days]) };
  }

  private issue(subject: string, key: KeyObject, extension: Buffer, days = [-1, 30]): string {
    const times = days.map((each) => time(new Date(Date.now() + each * DAY_MS)));
    const signed = sequence(
      tlv(0xa0, tlv(0x02, Buffer.from([2]))), // version 3
      tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
      ED25519,
      nameOf(this.name),
      sequence(...times),
      nameOf(subject),
      key.export({ type: "spki", format: "der" }),
      tlv(0xa3, sequence(extension)),
    );
    return pem(sequence(signed, ED25519, bits(sign(null, signed, this.keys.privateKey))));
  }
}

/** Files of one test, with the certificate, the key and the authority in them. */
export async function certificateFiles({ cert, key }: Certified, ca?: string) {
  const directory = await mkdtemp(path.join(tmpdir(), "tls-"));
  const file = (name: string): string => path.join(directory, name);
  const replace = async (name: string, text: string): Promise<void> => {
    await writeFile(file(`${name}.new`), text);
    await rename(file(`${name}.new`), file(name));
  };
  await Promise.all([replace("cert", cert), replace("key", key), replace("ca", ca ?? "")]);
  return {
    directory,
    settings: {
      TLS_CERT_PATH: file("cert"),
      TLS_KEY_PATH: file("key"),
      ...(ca !== undefined && { TLS_CA_PATH: file("ca") }),
      LOG_LEVEL: "fatal",
    },
    replace,
  };
}
