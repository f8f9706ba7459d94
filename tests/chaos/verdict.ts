import { setTimeout as delay } from "node:timers/promises";
import type { Acknowledged } from "./cases";
import type { Ground } from "./ground";

/** Everything that must be zero, by what it would mean. */
export interface Verdict {
  readonly acknowledgedButMissing: number;
  readonly storedTwice: number;
  readonly eventsLost: number;
  readonly eventsUndelivered: number;
  readonly eventsDead: number;
  readonly eventsAppliedTwice: number;
  readonly referralsBehind: number;
  readonly historiesWithGaps: number;
  readonly bedsGivenTwice: number;
}

const BACKLOG = "select count(*)::int as n from outbox_delivery where state = 'PENDING'";

/** Waits until every event has been delivered; gives up after `patience` milliseconds. */
export async function drained(ground: Ground, patience: number): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; await delay(100)) {
    const [backlog] = await ground.ask<{ n: number }>("shelters", BACKLOG).catch(() => [{ n: 1 }]);
    if (backlog!.n === 0) return;
  }
}

/** Compares what was answered with what is there, in both owners' databases. */
export async function judge(ground: Ground, acknowledged: Acknowledged): Promise<Verdict> {
  const { people, referrals, stays, departures } = acknowledged;
  const count = async (owner: string, sql: string, values: readonly unknown[] = []): Promise<number> =>
    (await ground.ask<{ n: number }>(owner, `select count(*)::int as n from ${sql}`, values))[0]!.n;
  const missing = async (owner: string, table: string, ids: readonly string[], also = "true"): Promise<number> =>
    count(
      owner,
      `unnest($1::uuid[]) as a(id) where not exists (select from ${table} t where t.id = a.id and ${also})`,
      [ids],
    );
  const surplus = async (owner: string, table: string, ids: readonly string[]): Promise<number> =>
    (await count(owner, table)) - ids.length;

  const told = await ground.ask<{ id: string }>("shelters", "select id from outbox");
  return {
    acknowledgedButMissing:
      (await missing("beneficiaries", "beneficiary", people)) +
      (await missing("beneficiaries", "referral", referrals)) +
      (await missing("shelters", "stay", stays)) +
      (await missing("shelters", "stay", departures, "t.status = 'LEFT'")),
    storedTwice:
      (await surplus("beneficiaries", "beneficiary", people)) +
      (await surplus("beneficiaries", "referral", referrals)) +
      (await surplus("shelters", "stay", stays)),
    eventsLost:
      (await count("shelters", `stay s ${WITHOUT_EVENT("begun")}`)) +
      (await count("shelters", `stay s ${WITHOUT_EVENT("ended")} and s.status = 'LEFT'`)) +
      (await count(
        "beneficiaries",
        "unnest($1::uuid[]) as e(id) where not exists (select from inbox i where i.event_id = e.id)",
        [told.map(({ id }) => id)],
      )),
    eventsUndelivered: await count("shelters", "outbox_delivery where state = 'PENDING'"),
    eventsDead: await count("shelters", "outbox_delivery where state not in ('PENDING', 'TAKEN')"),
    eventsAppliedTwice: await count(
      "beneficiaries",
      "(select from referral_step group by referral_id, request_state, fulfilment_state having count(*) > 1) twice",
    ),
    referralsBehind:
      (await behind(ground, stays, "'IN_PROGRESS', 'COMPLETED'")) + (await behind(ground, departures, "'COMPLETED'")),
    historiesWithGaps: await count(
      "beneficiaries",
      `(select from referral r join referral_step s on s.referral_id = r.id group by r.id, r.version
        having count(*) <> r.version or max(s.number) <> r.version) gaps`,
    ),
    bedsGivenTwice: await count(
      "shelters",
      `stay a join stay b on a.bed_id = b.bed_id and a.id < b.id and a.period && b.period
        where a.status in ('BOOKED', 'IN_HOUSE') and b.status in ('BOOKED', 'IN_HOUSE')`,
    ),
  };
}

const WITHOUT_EVENT = (turn: string): string =>
  `where not exists (select from outbox e where e.record_id = s.id and e.type = 'shelters.stay-${turn}')`;

/** Stays whose referral has not come as far as it should. */
async function behind(ground: Ground, stays: readonly string[], states: string): Promise<number> {
  const rows = await ground.ask<{ id: string }>(
    "shelters",
    "select referral_id as id from stay where id = any($1::uuid[])",
    [stays],
  );
  const [found] = await ground.ask<{ n: number }>(
    "beneficiaries",
    `select count(*)::int as n from referral where id = any($1::uuid[]) and fulfilment_state not in (${states})`,
    [rows.map(({ id }) => id)],
  );
  return found!.n;
}
