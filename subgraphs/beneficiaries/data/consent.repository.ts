import type DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { listLoader } from "../../kernel/loader";
import type { Viewer } from "../../kernel/viewer";
import { INSIDE } from "./record.repository";

export interface ConsentRecord {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly recipientId: string | null;
  readonly recipientDomain: string | null;
  readonly categories: readonly string[];
  readonly purpose: string;
  readonly fromAt: Date;
  readonly untilAt: Date;
  readonly how: string;
  readonly witness: string | null;
  readonly givenBy: string;
  readonly guardianId: string | null;
  readonly supporter: string | null;
  readonly courtDecision: string | null;
  readonly formVersion: string | null;
  /** Hexadecimal. */
  readonly formHash: string | null;
  readonly signedOn: string | null;
  /** When an event ended it before its last day, and which; null while none did. */
  readonly endedAt: Date | null;
  readonly endedBy: "WITHDRAWN" | "SUPERSEDED" | null;
  /** It tells that the person is known to a confidential service. */
  readonly discreet: boolean;
  /** Its time is over, by the clock of the database. */
  readonly expired: boolean;
}

/** One event as it is stored; that a consent ran out is told by its dates and stored nowhere. */
export interface ConsentEventRecord {
  readonly beneficiaryId: string;
  readonly consentId: string;
  readonly kind: string;
  readonly at: Date;
  readonly actorId: string;
  readonly actorOrganisationId: string;
  readonly successorId: string | null;
}

/** $1 people, $2 viewer. A consent about, or to, a confidential service would tell of it. */
const CONSENTS = statement<ConsentRecord>(
  "consents",
  `select x.id, x.beneficiary_id as "beneficiaryId", x.recipient_id as "recipientId",
    x.recipient_domain as "recipientDomain", x.categories, x.purpose, x.from_at as "fromAt", x.until_at as "untilAt",
    x.how, x.witness, x.given_by as "givenBy", x.guardian_id as "guardianId", x.supporter,
    x.court_decision as "courtDecision", x.form_version as "formVersion", encode(x.form_hash, 'hex') as "formHash",
    x.signed_on as "signedOn", x.ended_at as "endedAt", x.until_at <= now() as expired,
    x.ended_by as "endedBy", x.discreet
  from wall_consent x
  where x.beneficiary_id = any($1) and (not x.discreet or ${INSIDE})
  order by x.from_at desc, x.id`,
);

/** $1 people: the events of all their consents, in order. Whose consent is hidden, its events are (row security). */
const EVENTS = statement<ConsentEventRecord>(
  "consent_events",
  `select e.beneficiary_id as "beneficiaryId", e.consent_id as "consentId", e.kind, e.at, e.actor_id as "actorId",
    e.actor_organisation_id as "actorOrganisationId", e.successor_id as "successorId"
  from consent_event e where e.beneficiary_id = any($1) order by e.consent_id, e.number`,
);

/** Consents of people and their history. Born with the request. */
export class ConsentRepository {
  private readonly consents: DataLoader<string, ConsentRecord[]>;
  private readonly events: DataLoader<string, ConsentEventRecord[]>;

  constructor(database: Database, viewer: Viewer) {
    const byPerson = (row: { beneficiaryId: string }) => row.beneficiaryId;
    this.consents = listLoader((ids) => database.rows(viewer, CONSENTS, [ids, viewer.id]), byPerson);
    this.events = listLoader((ids) => database.rows(viewer, EVENTS, [ids]), byPerson);
  }

  /** The newest first. */
  list(beneficiaryId: string): Promise<ConsentRecord[]> {
    return this.consents.load(beneficiaryId);
  }

  async listEvents(beneficiaryId: string, consentId: string): Promise<ConsentEventRecord[]> {
    const events = await this.events.load(beneficiaryId);
    return events.filter((event) => event.consentId === consentId);
  }

  /** Forget what was loaded of a person: a write in this request changed it. */
  forget(beneficiaryId: string): void {
    this.consents.clear(beneficiaryId);
    this.events.clear(beneficiaryId);
  }
}
