import { lookup, Resolver } from "node:dns/promises";
import { isIP } from "node:net";

/** One address behind a name. */
export interface Resolved {
  /** An IP address. */
  readonly host: string;
  /** As a service record says it; as the URL says it, where it says none. */
  readonly port?: number;
  /** Those with the lowest number are asked while one of them is up (RFC 2782). */
  readonly priority: number;
  /** Its share among those of its priority. */
  readonly weight: number;
}

export interface Resolution {
  readonly addresses: readonly Resolved[];
  /** How long it may be believed. */
  readonly ttlMs: number;
}

/** What is behind a host's name. Rejects when nothing is, or nobody can say so. */
export type Resolve = (name: string) => Promise<Resolution>;

/** What of node's resolver is used, so that tests can stand in for it. */
export type Dns = Pick<Resolver, "resolve4" | "resolve6" | "resolveSrv"> & { readonly lookup: typeof lookup };

interface Timed {
  readonly address: string;
  readonly ttl: number;
}

/** Of names whose answer says nothing about it: those of a hosts file, and service records. */
const UNTIMED_SECONDS = 10;
const LONGEST_SECONDS = 60;

const systemDns = (): Dns => {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  return {
    resolve4: resolver.resolve4.bind(resolver),
    resolve6: resolver.resolve6.bind(resolver),
    resolveSrv: resolver.resolveSrv.bind(resolver),
    lookup,
  };
};

/**
 * Names by DNS, all of their A and AAAA records, each for its time to live (1 to 60 s); by the system (a hosts file)
 * where DNS knows none. A name that begins with an underscore, `_graphql._tcp.kdap.example.gr`, is that of service
 * records: they say hosts, ports, priorities and weights. An IP address is itself, for ever.
 */
export function resolveBy(dns: Dns = systemDns()): Resolve {
  return async (name) => {
    const host = name.replace(/^\[|\]$/g, "");
    if (isIP(host)) return { addresses: [{ host, priority: 0, weight: 1 }], ttlMs: Infinity };
    return name.startsWith("_") ? resolveService(dns, name) : resolveHost(dns, name);
  };
}

async function resolveHost(dns: Dns, name: string): Promise<Resolution> {
  const found = await Promise.allSettled([dns.resolve4(name, { ttl: true }), dns.resolve6(name, { ttl: true })]);
  const timed: Timed[] = found.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
  const all = timed.length > 0 ? timed : await bySystem(dns, name);
  return {
    addresses: all.map(({ address }) => ({ host: address, priority: 0, weight: 1 })),
    ttlMs: Math.max(1, Math.min(LONGEST_SECONDS, ...all.map(({ ttl }) => ttl))) * 1000,
  };
}

const bySystem = async (dns: Dns, name: string): Promise<Timed[]> =>
  (await dns.lookup(name, { all: true })).map(({ address }) => ({ address, ttl: UNTIMED_SECONDS }));

/** A host that cannot be resolved is left out while another can. */
async function resolveService(dns: Dns, name: string): Promise<Resolution> {
  const records = await dns.resolveSrv(name);
  const each = await Promise.allSettled(
    records.map(async ({ name: target, port, priority, weight }) => {
      const { addresses } = await resolveHost(dns, target);
      // Zero means "hardly ever": a hundredth of the least that can be said otherwise.
      return addresses.map(({ host }) => ({ host, port, priority, weight: Math.max(weight, 0.01) / addresses.length }));
    }),
  );
  const addresses = each.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  if (addresses.length === 0) throw new Error("none of the service's hosts can be resolved");
  return { addresses, ttlMs: UNTIMED_SECONDS * 1000 };
}
