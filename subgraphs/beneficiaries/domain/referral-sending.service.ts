import type { Database } from "../../kernel/database/database";
import { answeredBefore, once } from "../../kernel/database/idempotency";
import { newId } from "../../kernel/identifier";
import { badInput, Refusal, type RefusalDetails } from "../../kernel/refusal";
import type { ServedCall } from "../../kernel/subgraph";
import type { ServiceFacts } from "../data/directory.client";
import type { FeastsClient } from "../data/feasts.client";
import type { RecordRepository } from "../data/record.repository";
import type { ReferralRecord } from "../data/referral.repository";
import { referralWriter } from "../data/referral.writer";
import type { PersonService } from "./person.service";
import { carriedTo, draftReferral, type Asked } from "./referral.draft";
import type { Feasts } from "./referral.feasts";
import type { ReferralMovingService } from "./referral-moving.service";
import { move } from "./referral.rules";
import type { ReferralService } from "./referral.service";
import type { SeenPerson } from "./seen-person";
import type { ServiceChoice, ServiceWish } from "./service-choice.service";
import { checkOptionalText, NOTE_LENGTH } from "./text.rules";

/** One person to one service. */
export interface Destination extends ServiceWish {
  readonly beneficiaryId: string;
  readonly needId?: string | null;
}

export interface NewReferrals extends Asked {
  readonly referrals: readonly Destination[];
  readonly idempotencyKey?: string | null;
}

export interface Transfer extends ServiceWish {
  readonly referralId: string;
  readonly reason: string;
  readonly note?: string | null;
  readonly expectedVersion?: number | null;
  readonly idempotencyKey?: string | null;
}

/** A family to a few services; more is no conversation. */
const MOST = 20;

/** Sends people to services: one, a household together, or on to another service. */
export class ReferralSendingService {
  constructor(
    private readonly call: ServedCall,
    private readonly referrals: ReferralService,
    private readonly moving: ReferralMovingService,
    private readonly records: RecordRepository,
    private readonly people: PersonService,
    private readonly services: ServiceChoice,
    private readonly feasts: FeastsClient,
    private readonly database: Database,
  ) {}

  /**
   * Members of one household and services, all in one conversation, all or none. In the order they were asked. A refusal
   * of one of several says which: `details.at`, from 0.
   */
  async refer(input: NewReferrals): Promise<ReferralRecord[]> {
    const { viewer } = this.call;
    const note = checkOptionalText("note", input.note, NOTE_LENGTH);
    checkDestinations(input.referrals);
    await this.checkPeople(input.referrals);
    const request = ["refer", input] as const;
    const earlier = input.idempotencyKey
      ? await answeredBefore(this.database, viewer, input.idempotencyKey, request)
      : null;
    const conversationId = earlier ?? (await this.send(input, note, request));
    return this.listConversation(conversationId, input.referrals);
  }

  private async send(input: NewReferrals, note: string | null, request: readonly [string, object]): Promise<string> {
    const { viewer } = this.call;
    const several = input.referrals.length > 1;
    const chosen = await Promise.all(
      input.referrals.map((each, at) => (several ? this.choose(each).catch(refuseAt(at)) : this.choose(each))),
    );
    const feasts = await Promise.all(chosen.map(([, service]) => this.feastsWith(service)));
    return this.database.transaction(viewer, (tx) =>
      once(tx, viewer, input.idempotencyKey, request, async () => {
        const conversationId = newId();
        const origin = { conversationId, parentId: null, now: new Date() };
        const rows = chosen.map(([to, service], at) =>
          draftReferral(viewer, { ...input, note }, to, service, { ...origin, feasts: feasts[at]! }),
        );
        await referralWriter.insert(tx, rows, "SEND", this.call);
        return conversationId;
      }),
    );
  }

  /** Another service goes on where this one did not: the old referral ends, its child keeps the conversation. */
  async transfer(input: Transfer): Promise<ReferralRecord> {
    const { viewer } = this.call;
    const note = checkOptionalText("note", input.note, NOTE_LENGTH);
    const before = await this.referrals.get(input.referralId);
    const party = await this.moving.partyFor(before, "TRANSFER");
    const request = ["transfer", input] as const;
    const earlier = input.idempotencyKey
      ? await answeredBefore(this.database, viewer, input.idempotencyKey, request)
      : null;
    if (earlier) return this.referrals.getAnew(earlier);
    this.moving.refuseIfLate(before, { ...input, command: "TRANSFER" }, party, new Date());
    const after = move(before, "TRANSFER", [party], { ...input, note }, new Date());
    const service = await this.chooseOther(before, input);
    const { to, asked } = carriedTo(service, before);
    const feasts = await this.feastsWith(service);
    const id = await this.database.transaction(viewer, (tx) =>
      once(tx, viewer, input.idempotencyKey, request, async () => {
        const now = new Date();
        const step = { command: "TRANSFER", at: now, reason: input.reason, note } as const;
        if (!(await referralWriter.move(tx, before, after, this.call, step))) {
          await this.moving.refuseLoser(before.id, party);
        }
        const origin = { conversationId: before.conversationId, parentId: before.id, now, feasts };
        const child = draftReferral(viewer, asked, to, service, origin);
        await referralWriter.insert(tx, [child], "SEND", this.call);
        return child.id;
      }),
    );
    this.referrals.forget(before.id);
    return this.referrals.get(id);
  }

  private feastsWith({ agencyId }: ServiceFacts): Promise<Feasts> {
    return this.feasts.of({ centreId: this.call.viewer.organisationId!, agencyId }, this.call);
  }

  private async chooseOther(before: ReferralRecord, input: Transfer): Promise<ServiceFacts> {
    if (input.serviceId === before.serviceId) {
      throw badInput("serviceId", "same", "A referral is transferred to another service.");
    }
    const { serviceId, programmeId } = input;
    const [, service] = await this.choose({ beneficiaryId: before.beneficiaryId, serviceId, programmeId });
    return service;
  }

  private async choose(to: Destination): Promise<readonly [Destination, ServiceFacts]> {
    const service = await this.services.getOpen(to);
    if (service.confidential) this.call.disclosures.confide(to.beneficiaryId.toLowerCase());
    await this.services.refuseBlocked(to.beneficiaryId, service.id);
    await this.services.refuseWithoutConsent(to.beneficiaryId, service);
    return [to, service];
  }

  /** Everybody may be referred, their needs are theirs, and they live together: a conversation is about one home. */
  private async checkPeople(referrals: readonly Destination[]): Promise<void> {
    const seen = await Promise.all(referrals.map((each) => this.people.getFor("referral:send", each.beneficiaryId)));
    await Promise.all(seen.map((person, at) => this.checkNeed(person, referrals[at]!.needId)));
    const [first, ...others] = seen.map(({ record }) => record);
    const isAtHome = (other: typeof first) =>
      other!.id === first!.id || (other!.householdId !== null && other!.householdId === first!.householdId);
    if (!others.every(isAtHome)) {
      throw badInput("referrals", "household", "People of different households are referred one by one.");
    }
  }

  private async checkNeed(seen: SeenPerson, needId: string | null | undefined): Promise<void> {
    if (!needId) return;
    const needs = await this.records.listNeeds(seen.record.id, "ALL");
    if (!needs.some((need) => need.id === needId)) throw badInput("needId", "unknown", "This person has no such need.");
  }

  private async listConversation(id: string, asked: readonly Destination[]): Promise<ReferralRecord[]> {
    const all = await this.referrals.listConversation(id);
    return asked.map((to) =>
      all.find(({ beneficiaryId, serviceId }) => beneficiaryId === to.beneficiaryId && serviceId === to.serviceId)!,
    );
  }
}

/** The same refusal, of the one at this place. */
const refuseAt =
  (at: number) =>
  (error: unknown): never => {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, error.message, {
      ...(error.extensions["details"] as RefusalDetails | undefined),
      at,
    });
  };

function checkDestinations(referrals: readonly Destination[]): void {
  if (referrals.length === 0) throw badInput("referrals", "empty", "Name at least one person and service.");
  if (referrals.length > MOST) throw badInput("referrals", "length", `At most ${MOST} at once.`);
  const pairs = referrals.map(({ beneficiaryId, serviceId }) => `${beneficiaryId} ${serviceId}`.toLowerCase());
  if (new Set(pairs).size < pairs.length) {
    throw badInput("referrals", "repeated", "The same person is named twice for the same service.");
  }
}
