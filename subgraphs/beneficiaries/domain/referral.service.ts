import type { Database } from "../../kernel/database/database";
import { answeredBefore, once } from "../../kernel/database/idempotency";
import { isId, newId } from "../../kernel/identifier";
import { checkFirst, toPage, type Page } from "../../kernel/paging/paging";
import { badInput, notFound, Refusal } from "../../kernel/refusal";
import { NO_GRANTS } from "../../kernel/policy/grants";
import type { ServedCall } from "../../kernel/subgraph";
import type { Viewer } from "../../kernel/viewer";
import type { DirectoryClient, ServiceFacts } from "../data/directory.client";
import type { RecordRepository } from "../data/record.repository";
import type { InboxFilter, ReferralRecord, ReferralRepository } from "../data/referral.repository";
import type { ReferralRow } from "../data/referral.row";
import { referralWriter } from "../data/referral.writer";
import { dueAt, type Urgency } from "./due-date.rules";
import type { ReferralCommand, Side } from "./referral.machine";
import { move, refuseIfDone, type CommandDetails } from "./referral.rules";
import { readPosition } from "./position.rules";
import type { PersonService } from "./person.service";
import type { SeenPerson } from "./seen-person";
import { checkOptionalText, NOTE_LENGTH } from "./text.rules";

export interface NewReferral {
  readonly beneficiaryId: string;
  readonly serviceId: string;
  readonly programmeId?: string | null;
  readonly needId?: string | null;
  readonly urgency: Urgency;
  readonly note?: string | null;
  readonly doNotContact: boolean;
  readonly draft: boolean;
  readonly idempotencyKey?: string | null;
}

export interface Command extends CommandDetails {
  readonly referralId: string;
  readonly command: ReferralCommand;
  readonly idempotencyKey?: string | null;
}

/** Referrals: refer, answer, steer, follow. Sender and agency move the same machine from their sides. */
export class ReferralService {
  private readonly viewer: Viewer;

  constructor(
    private readonly call: ServedCall,
    private readonly referrals: ReferralRepository,
    private readonly records: RecordRepository,
    private readonly people: PersonService,
    private readonly directory: DirectoryClient,
    private readonly database: Database,
  ) {
    this.viewer = call.viewer;
  }

  /** Null for a referral that is not there or not the viewer's to see; shown when the list of its person shows it. */
  async find(id: string): Promise<ReferralRecord | null> {
    const place = isId(id) ? await this.referrals.locate(id.toLowerCase()) : null;
    const seen = place && (await this.people.find(place.beneficiaryId));
    if (!place || !seen?.may("referral:read", "REFERRAL")) return null;
    return this.referrals.find(id.toLowerCase(), seen.record.id, place.others ? this.reachOf(seen) : "OWN");
  }

  /** Whether the viewer sees what was sent to others, too. */
  private reachOf(seen: SeenPerson): "ALL" | "OWN" {
    const others = seen.decide("person:read", "REFERRAL");
    return others.granted ? others.scope : "OWN";
  }

  /** A person's referrals, newest first: the loop for the centre; for an agency its own, and others by consent. */
  async listOfPerson(seen: SeenPerson, first: number, after?: string | null): Promise<Page<ReferralRecord>> {
    const limit = checkFirst(first);
    if (!seen.may("referral:read", "REFERRAL")) return { rows: [], hasNextPage: false };
    return toPage(
      await this.referrals.listOfPerson(seen.record.id, this.reachOf(seen), limit + 1, readPosition(after)),
      limit,
    );
  }

  /** What was sent to the viewer's agency, newest first. */
  async listInbox(filter: InboxFilter, first: number, after?: string | null): Promise<Page<ReferralRecord>> {
    const limit = checkFirst(first);
    const { disclosures } = this.call;
    if (!disclosures.foresee("referral:read", ADDRESSED).granted) {
      throw new Refusal("FORBIDDEN", "The inbox belongs to the workers of an agency.");
    }
    const page = toPage(await this.referrals.listInbox(filter, limit + 1, readPosition(after)), limit);
    disclosures.decideAll(
      page.rows.map((referral) => referral.beneficiaryId),
      "referral:read",
      ADDRESSED,
    );
    return page;
  }

  /** Sends a person to a service of the directory, or keeps the draft. */
  async refer(input: NewReferral): Promise<ReferralRecord> {
    const { viewer } = this;
    const note = checkOptionalText("note", input.note, NOTE_LENGTH);
    const seen = await this.people.getFor("referral:send", input.beneficiaryId);
    await this.checkNeed(seen, input.needId);
    const request = ["refer", input] as const;
    const earlier = input.idempotencyKey
      ? await this.database.transaction(viewer, (tx) => answeredBefore(tx, viewer, input.idempotencyKey, request))
      : null;
    if (earlier) return this.get(earlier);
    const service = await this.getOpenService(input);
    const id = await this.database.transaction(viewer, (tx) =>
      once(tx, viewer, input.idempotencyKey, request, async () => {
        const row = this.toRow(input, service, note);
        await referralWriter.insert(tx, row, this.call);
        return row.id;
      }),
    );
    return this.get(id);
  }

  private toRow(input: NewReferral, service: ServiceFacts, note: string | null): ReferralRow {
    const now = new Date();
    const { beneficiaryId, needId, urgency, doNotContact, draft } = input;
    return {
      id: newId(),
      beneficiaryId,
      centreId: this.viewer.organisationId!,
      authorId: this.viewer.id,
      needId: needId ?? null,
      serviceId: service.id,
      serviceDomain: service.domain,
      agencyId: service.agencyId,
      programmeId: service.programmeId,
      confidential: service.confidential,
      urgency,
      note,
      doNotContact,
      state: draft ? "DRAFT" : "SENT",
      outcome: null,
      createdAt: now,
      sentAt: draft ? null : now,
      dueAt: draft ? null : dueAt(now, urgency),
      endedAt: null,
      closedAt: null,
      version: 1,
    };
  }

  /** Moves a referral by one command of the viewer's side. See referral.machine.ts for what is possible when. */
  async command(input: Command): Promise<ReferralRecord> {
    const { viewer } = this;
    const note = checkOptionalText("note", input.note, NOTE_LENGTH);
    const before = await this.get(input.referralId);
    const side = await this.sideOf(before);
    await this.database.transaction(viewer, (tx) =>
      once(tx, viewer, input.idempotencyKey, ["command", input], async () => {
        const now = new Date();
        refuseIfDone(before, input.command, viewer);
        const after = move(before, input.command, side, { ...input, note }, now);
        await referralWriter.move(tx, before, after, this.call, { at: now, reason: input.reason ?? null, note });
        return before.id;
      }),
    );
    this.referrals.forget(before.id);
    return this.get(before.id);
  }

  private async get(id: string): Promise<ReferralRecord> {
    const referral = await this.find(id);
    if (!referral) throw notFound("referral");
    return referral;
  }

  private async sideOf(referral: ReferralRecord): Promise<Side> {
    const seen = await this.people.find(referral.beneficiaryId);
    if (seen?.grants.relation === "OWN_CENTRE") {
      if (seen.may("referral:send", "REFERRAL")) return "SENDER";
    } else if (referral.agencyId === this.viewer.organisationId && seen?.may("referral:answer", "REFERRAL")) {
      return "AGENCY";
    }
    throw new Refusal("FORBIDDEN", "You can see this referral but not move it.");
  }

  private async checkNeed(seen: SeenPerson, needId: string | null | undefined): Promise<void> {
    if (!needId) return;
    const needs = await this.records.listNeeds(seen.record.id, "ALL");
    if (!needs.some((need) => need.id === needId)) throw badInput("needId", "unknown", "This person has no such need.");
  }

  private async getOpenService(input: NewReferral): Promise<ServiceFacts> {
    const service = isId(input.serviceId) ? await this.directory.findService(input.serviceId) : null;
    if (!service) throw badInput("serviceId", "unknown", "The directory has no such service.");
    if (service.status !== "ACTIVE") {
      throw new Refusal("CONFLICT", "This service does not take referrals now.", {
        field: "serviceId",
        check: "closed",
        status: service.status,
      });
    }
    if (input.programmeId && input.programmeId !== service.programmeId) {
      throw badInput("programmeId", "unknown", "This service does not run that programme.");
    }
    return service;
  }
}

/** Whatever is in an inbox was addressed to the viewer's agency; the statement asks for nothing else. */
const ADDRESSED = { category: "REFERRAL", relation: "ADDRESSEE", grants: NO_GRANTS } as const;
