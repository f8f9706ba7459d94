import { z } from "zod";
import type { CallPeer } from "../../kernel/call/peer";
import { Refusal } from "../../kernel/refusal";
import type { Call } from "../../kernel/viewer";

/** What a referral must know of the service it asks for. */
export interface ServiceFacts {
  readonly id: string;
  readonly status: string;
  readonly domain: string;
  readonly confidential: boolean;
  /** Of which data the agency must be allowed to know before somebody is referred. */
  readonly consentCategories: readonly string[];
  readonly agencyId: string;
  readonly programmeId: string | null;
}

const SERVICE =
  "query ServiceForReferral($id: ID!) { service(id: $id) " +
  "{ id status domain confidential terms { consentCategories } agency { id } programme { id } } }";

const serviceShape = z.object({
  service: z
    .object({
      id: z.string(),
      status: z.string(),
      domain: z.string(),
      confidential: z.boolean(),
      terms: z.object({ consentCategories: z.array(z.string()) }),
      agency: z.object({ id: z.string() }),
      programme: z.object({ id: z.string() }).nullable(),
    })
    .nullable(),
});

/** Open services of a need, what has something free first. One more than are shown, for the one that said no. */
const ALTERNATIVES =
  "query AlternativeServices($domain: NeedDomain!) " +
  "{ services(filter: { domain: $domain, status: ACTIVE }, first: 6) { edges { node { id } } } }";

const alternativesShape = z.object({
  services: z.object({
    edges: z.array(z.object({ node: z.object({ id: z.string() }) })),
  }),
});

/** What a consent form must say of an organisation, and a consent must know: that it exists and what it is. */
export interface AgencyFacts {
  readonly id: string;
  readonly kind: string;
  readonly nameEl: string;
  /** Where the public reaches it; null for who has no public seat. */
  readonly address: string | null;
  readonly phones: readonly string[];
  /** Domains of need of the confidential services it gives. Empty: to name it tells nothing of anybody. */
  readonly confidentialDomains: readonly string[];
}

const AGENCY =
  "query AgencyForConsent($id: ID!) { agency(id: $id) " +
  "{ id kind nameEl sites { kind address phones } services { domain confidential } } }";

const agencyShape = z.object({
  agency: z
    .object({
      id: z.string(),
      kind: z.string(),
      nameEl: z.string(),
      sites: z.array(
        z.object({ kind: z.string(), address: z.string().nullable(), phones: z.array(z.string()).nullable() }),
      ),
      services: z.array(z.object({ domain: z.string(), confidential: z.boolean() })),
    })
    .nullable(),
});

/** Asks the directory of agencies, in the name of the same viewer. */
export class DirectoryClient {
  constructor(
    private readonly callPeer: CallPeer,
    private readonly call: Call,
  ) {}

  /** Null for an unknown service; SERVICE_UNAVAILABLE when the directory cannot say. */
  async findService(id: string): Promise<ServiceFacts | null> {
    const { service } = await this.ask(SERVICE, { id }, serviceShape);
    if (!service) return null;
    const { status, domain, confidential, terms, agency, programme } = service;
    const { consentCategories } = terms;
    const programmeId = programme?.id ?? null;
    return { id, status, domain, confidential, consentCategories, agencyId: agency.id, programmeId };
  }

  /** Other services of the same need, best first; at most 5. */
  async listAlternatives(domain: string, exceptId: string): Promise<string[]> {
    const { services } = await this.ask(ALTERNATIVES, { domain }, alternativesShape);
    const others = services.edges.map(({ node }) => node.id).filter((id) => id !== exceptId);
    return others.slice(0, 5);
  }

  /** Null for an unknown organisation; SERVICE_UNAVAILABLE when the directory cannot say. */
  async findAgency(id: string): Promise<AgencyFacts | null> {
    const { agency } = await this.ask(AGENCY, { id }, agencyShape);
    if (!agency) return null;
    const seat = agency.sites.find(({ kind }) => kind === "SEAT");
    const { kind, nameEl, services } = agency;
    const confidential = services.filter((each) => each.confidential).map(({ domain }) => domain);
    const confidentialDomains = [...new Set(confidential)].sort();
    return { id, kind, nameEl, address: seat?.address ?? null, phones: seat?.phones ?? [], confidentialDomains };
  }

  /** An answer with errors is none: what is null because of them is not unknown. */
  private async ask<T>(query: string, variables: Record<string, unknown>, shape: z.ZodType<T>): Promise<T> {
    const answer = await this.callPeer("agencies", { query, variables }, this.call);
    const parsed = answer.errors ? null : shape.safeParse(answer.data);
    if (parsed?.success) return parsed.data;
    throw new Refusal("SERVICE_UNAVAILABLE", "The directory of services cannot be asked right now. Nothing was saved.");
  }
}
