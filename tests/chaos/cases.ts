import { setTimeout as delay } from "node:timers/promises";
import type { EmbeddedIssuer } from "../../gateway/identity/embedded-issuer";
import { newId } from "../../subgraphs/kernel/identifier";
import { addDays, nightOf } from "../../subgraphs/shelters/domain/night.rules";
import { ANSWER, dayIn, HOSTEL, REFER, REGISTER, somebody } from "../support/desk";
import { agencyId } from "../support/people";
import { ADMIT, DISCHARGE } from "../support/shelter";
import type { Ground } from "./ground";
import type { HubProcess } from "./hub-process";

/** What was answered with a yes: it must be there afterwards, once. */
export interface Acknowledged {
  readonly people: string[];
  readonly referrals: string[];
  readonly stays: string[];
  readonly departures: string[];
  /** Admissions that were refused because no bed was free. */
  full: number;
  /** Answers that never came, each asked again with its key. */
  lost: number;
}

/** A caseworker and a shelter worker who go on as if nothing had happened: no answer, so once more with the same key. */
export class Cases {
  readonly acknowledged: Acknowledged = { people: [], referrals: [], stays: [], departures: [], full: 0, lost: 0 };
  /** Stays that go on, the oldest first. */
  private readonly kept: string[] = [];
  private stopping = false;
  private answers = 0;

  constructor(
    private readonly hub: HubProcess,
    private readonly ground: Ground,
    private readonly issuer: EmbeddedIssuer,
    private readonly facilityId: string,
  ) {}

  /** `workers` cases at once, one after the other, until {@link stop}; then those under way come to their end. */
  async run(workers: number): Promise<void> {
    await Promise.all(
      Array.from({ length: workers }, async (_, worker) => {
        for (let round = 0; !this.stopping; round++) await this.live((worker + round) % 3 > 0);
      }),
    );
  }

  /** Resolves when so many more commands have been answered. */
  async answered(more: number): Promise<void> {
    for (const enough = this.answers + more; this.answers < enough;) await delay(5);
  }

  stop(): void {
    this.stopping = true;
  }

  /**
   * Registered, referred, admitted, and perhaps gone again. Where no bed is free they are declined, so that no bed is held
   * for them, and somebody who stayed goes.
   */
  private async live(leaves: boolean): Promise<void> {
    const { people, referrals, stays } = this.acknowledged;
    const registered = await this.command("caseworker", REGISTER, somebody());
    const beneficiaryId = registered!.registerBeneficiary.beneficiary.id;
    people.push(beneficiaryId);
    const referred = await this.command("caseworker", REFER, { beneficiaryId, serviceId: HOSTEL });
    const referralId = referred!.refer.referral.id;
    referrals.push(referralId);
    await this.awaitBed(beneficiaryId, referralId);
    const tonight = nightOf(new Date());
    const nights = { facilityId: this.facilityId, from: tonight, until: addDays(tonight, 7) };
    const admitted = await this.command("hostel", ADMIT, { beneficiaryId, referralId, ...nights });
    if (!admitted) {
      this.acknowledged.full++;
      await this.command("hostel", ANSWER, { referralId, answer: "DECLINE", reason: "NO_CAPACITY" });
      await this.discharge(this.kept.shift());
      return this.taken("shelters", OFF_THE_LIST, [referralId], HEARD_WITHIN_MS);
    }
    const stayId = admitted.admit.stay.id;
    stays.push(stayId);
    if (leaves) await this.discharge(stayId);
    else this.kept.push(stayId);
  }

  private async discharge(stayId: string | undefined): Promise<void> {
    if (stayId === undefined) return;
    const discharged = await this.command("hostel", DISCHARGE, { stayId, on: dayIn(0), reason: "OWN_HOME" });
    if (discharged) this.acknowledged.departures.push(stayId);
  }

  /** Repeated with its key until there is an answer. Null when the answer is CONFLICT. */
  // oxlint-disable-next-line typescript/no-explicit-any
  private async command(persona: string, query: string, input: object): Promise<any> {
    const body = JSON.stringify({ query, variables: { input: { ...input, idempotencyKey: newId() } } });
    for (;;) {
      try {
        const { token } = await this.issuer.issue(persona);
        const response = await fetch(await this.hub.url, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
          body,
          signal: AbortSignal.timeout(15_000),
        });
        const { data, errors } = (await response.json()) as {
          data: unknown;
          errors?: { extensions: { code: string } }[];
        };
        const code = errors?.[0]!.extensions.code;
        if (!errors || code === "CONFLICT") this.answers++;
        if (!errors) return data;
        if (code === "CONFLICT") return null;
        if (!PASSING.has(code!)) throw new Unexpected(JSON.stringify(errors));
      } catch (error) {
        if (error instanceof Unexpected) throw error;
      }
      this.acknowledged.lost++;
      await delay(50);
    }
  }

  /** Put on the list by hand: the admission is what is tried. */
  private awaitBed(person: string, referral: string): Promise<void> {
    return this.taken("shelters", WAITING, [
      ...[newId(), person, agencyId("md-homeless-hostels"), this.facilityId, referral],
    ]);
  }

  /** Asks a database until it answers with a row, or for so long. */
  private async taken(owner: string, statement: string, values: readonly string[], patience = Infinity): Promise<void> {
    for (const end = Date.now() + patience; Date.now() < end; await delay(50)) {
      const rows = await this.ground.ask(owner, statement, values).catch(() => []);
      if (rows.length > 0) return;
    }
  }
}

/**
 * What a hub without its database answers, one that has just lost a connection, and one that saved the change and could
 * not record who saw it: each of them says to ask again with the same key.
 */
const PASSING: ReadonlySet<string> = new Set([
  "SERVICE_UNAVAILABLE",
  "SERVICE_TIMEOUT",
  "INTERNAL_SERVER_ERROR",
  "ACCESS_NOT_RECORDED",
]);

class Unexpected extends Error {}

const WAITING = `
  with put as (insert into waiting_entry (id, beneficiary_id, organisation_id, facility_id, referral_id, requested_on,
    priority, status, status_since) values ($1, $2, $3, $4, $5, current_date, 2, 'WAITING', now()) on conflict do nothing)
  select`;

/** A house that has not heard it by then holds a bed for nobody: the load goes on without that bed. */
const HEARD_WITHIN_MS = 5000;

/** The house has heard that they were declined: what it held for them is free. */
const OFF_THE_LIST = `select where not exists
  (select from waiting_entry where referral_id = $1 and status in ('WAITING', 'OFFERED'))`;
