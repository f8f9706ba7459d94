import type { Database } from "../../kernel/database/database";
import { answeredBefore, once } from "../../kernel/database/idempotency";
import { Refusal } from "../../kernel/refusal";
import type { ServedCall } from "../../kernel/subgraph";
import type { FeastsClient } from "../data/feasts.client";
import type { ReferralRecord } from "../data/referral.repository";
import { referralWriter } from "../data/referral.writer";
import type { PersonService } from "./person.service";
import { TRANSITIONS, type ReferralCommand } from "./referral.machine";
import { describeStanding, move, refuseIfDone, type CommandDetails } from "./referral.rules";
import type { ReferralService } from "./referral.service";
import type { Party } from "./referral.states";
import type { ServiceChoice } from "./service-choice.service";
import { checkOptionalText, NOTE_LENGTH } from "./text.rules";

export interface Command extends CommandDetails {
  readonly referralId: string;
  readonly command: ReferralCommand;
  /** The version the worker saw when they decided: who decided on an older one gets CONFLICT. */
  readonly expectedVersion?: number | null;
  readonly idempotencyKey?: string | null;
}

/** Moves referrals by commands of people. Sender, agency and head move the same machine from their sides. */
export class ReferralMovingService {
  constructor(
    private readonly call: ServedCall,
    private readonly referrals: ReferralService,
    private readonly people: PersonService,
    private readonly services: ServiceChoice,
    private readonly feasts: FeastsClient,
    private readonly database: Database,
  ) {}

  /** See referral.machine.ts for what is possible when. CONFLICT, with the present state, for who comes late. */
  async command(input: Command): Promise<ReferralRecord> {
    const { viewer } = this.call;
    const note = checkOptionalText("note", input.note, NOTE_LENGTH);
    const before = await this.referrals.get(input.referralId);
    const party = await this.partyFor(before, input.command);
    const feasts = await this.feasts.of(before, this.call);
    const tryNow = (now: Date) => {
      this.refuseIfLate(before, input, party, now);
      return move(before, input.command, [party], { ...input, note }, now, feasts);
    };
    if (input.command === "SEND" && !(await this.isAnswered(input))) await this.services.checkSendable(before);
    // With a key, the key decides first: a retry is answered as the first time, whatever became of the referral since.
    if (!input.idempotencyKey) tryNow(new Date());
    await this.database.transaction(viewer, (tx) =>
      once(tx, viewer, input.idempotencyKey, ["command", input], async () => {
        const now = new Date();
        const after = tryNow(now);
        const step = { command: input.command, at: now, reason: input.reason ?? null, note };
        if (!(await referralWriter.move(tx, before, after, this.call, step))) await this.refuseLoser(before.id, party);
        return before.id;
      }),
    );
    return this.referrals.getAnew(before.id);
  }

  private async isAnswered(input: Command): Promise<boolean> {
    const { viewer } = this.call;
    const request = ["command", input] as const;
    if (!input.idempotencyKey) return false;
    return (await answeredBefore(this.database, viewer, input.idempotencyKey, request)) !== null;
  }

  /** As which party the viewer gives this command; FORBIDDEN for who may only look. */
  async partyFor(referral: ReferralRecord, command: ReferralCommand): Promise<Party> {
    const seen = await this.people.find(referral.beneficiaryId);
    if (seen?.grants.relation === "OWN_CENTRE") {
      const isReview = TRANSITIONS[command].by === "SUPERVISOR";
      if (seen.may(isReview ? "referral:review" : "referral:send", "REFERRAL"))
        return isReview ? "SUPERVISOR" : "SENDER";
    } else if (referral.agencyId === this.call.viewer.organisationId && seen?.may("referral:answer", "REFERRAL")) {
      return "AGENCY";
    }
    throw new Refusal("FORBIDDEN", "You can see this referral but not move it so.");
  }

  /** Who decided on what is no longer so, or wants what a colleague has just done. */
  refuseIfLate(
    before: ReferralRecord,
    { command, expectedVersion }: Pick<Command, "command" | "expectedVersion">,
    party: Party,
    now: Date,
  ): void {
    const { id, organisationId } = this.call.viewer;
    refuseIfDone(before, command, { id, organisationId, parties: [party] }, now);
    if (expectedVersion !== null && expectedVersion !== undefined && expectedVersion !== before.version) {
      throw conflict(before, party);
    }
  }

  /** Somebody moved it between the look and the write: they have committed, so it can be read. */
  async refuseLoser(id: string, party: Party): Promise<never> {
    throw conflict(await this.referrals.getAnew(id), party);
  }
}

const conflict = (current: ReferralRecord, party: Party): Refusal =>
  new Refusal("CONFLICT", "Somebody else moved this referral. Look again.", {
    version: current.version,
    ...describeStanding(current, [party], new Date()),
  });
