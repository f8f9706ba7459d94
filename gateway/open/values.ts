import { ConfigError } from "../../subgraphs/kernel/config";

/** The values of flags: each throws a ConfigError that names the flag and what it wants, and quotes nothing else. */

export function numberOf(flag: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw new ConfigError(`${flag}: a number from ${least} to ${most}`);
  return number;
}

function pairOf(flag: string, text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new ConfigError(`${flag}: NAME=VALUE`);
  return [text.slice(0, at), text.slice(at + 1)];
}

export const isHttp = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

/** Undefined stays undefined. */
export function httpOf(flag: string, url: string | undefined): string | undefined {
  if (url !== undefined && !isHttp(url)) throw new ConfigError(`${flag}: not an http or https address`);
  return url;
}

/** NAME=URL */
export function urlOf(text: string): [string, string] {
  const [name, url] = pairOf("--url", text);
  httpOf(`--url ${name}`, url);
  return [name, url];
}

/** The numbers of one flag, NAME=N each, over those that are there without it. */
export function numbersOf<Name extends string>(
  flag: string,
  given: readonly string[] | undefined,
  defaults: Readonly<Record<Name, number>>,
): Readonly<Record<Name, number>> {
  const pairs = (given ?? []).map((text) => {
    const [name, value] = pairOf(flag, text);
    if (!Object.hasOwn(defaults, name)) throw new ConfigError(`${flag}: nothing is called ${name}`);
    return [name, numberOf(`${flag} ${name}`, value, 1, Number.MAX_SAFE_INTEGER)];
  });
  return { ...defaults, ...(Object.fromEntries(pairs) as Partial<Record<Name, number>>) };
}

/** What belongs to the connection or to the body is never the client's to set. */
const OWN = new Set([
  ...["host", "connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "expect"],
  ...["content-length", "content-type", "content-encoding", "accept", "accept-encoding"],
  ...["proxy-authenticate", "proxy-authorization", "proxy-connection"],
]);

export function headerOf(text: string): string {
  const name = text.toLowerCase();
  if (!/^[a-z0-9-]+$/.test(name) || OWN.has(name)) throw new ConfigError("--forward: not a header to pass on");
  return name;
}

export function originOf(text: string): string {
  if (!isHttp(text) || new URL(text).origin !== text)
    throw new ConfigError("--origin: such as https://app.example.org");
  return text;
}
