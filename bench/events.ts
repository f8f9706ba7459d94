import { setTimeout as delay } from "node:timers/promises";
import { loadavg } from "node:os";
import { deliverInProcess, relayAll, type DeliverBetween } from "../gateway/embedded/relays";
import { openAll } from "../gateway/embedded/subgraphs";
import { openVault } from "../gateway/embedded/vault-keys";
import { newId } from "../subgraphs/kernel/identifier";
import { createLogger } from "../subgraphs/kernel/logger";
import { publish } from "../subgraphs/kernel/outbox/publish";
import type { Subgraph } from "../subgraphs/kernel/subgraph";
import type { Viewer } from "../subgraphs/kernel/viewer";
import { Ground } from "../tests/chaos/ground";
import { agencyId, serviceId } from "../tests/support/people";

const HOSTELS = agencyId("md-homeless-hostels");
const worker: Viewer = { id: newId(), role: "AGENCY_WORKER", organisationId: HOSTELS, area: null, purpose: "CARE" };

/** People who were accepted by the hostels, one referral each. */
const REFERRED = [
  `insert into beneficiary (id, centre_id, worker_id, given_name, surname, sex, languages, search_name, registered_at, synthetic)
    select p, $2, $2, 'Δοκιμή', 'Δοκιμίδου', 'UNKNOWN', '{el}', 'ΔΟΚΙΜΗ', now(), true from unnest($1::uuid[]) p`,
  `insert into referral (beneficiary_id, id, conversation_id, centre_id, author_id, service_id, agency_id, confidential,
      urgency, do_not_contact, request_state, fulfilment_state, created_at, sent_at, version)
    select p, p, p, $2, $2, $3, $4, false, 'ROUTINE', false, 'ACTIVE', 'ACCEPTED', now(), now(), 1 from unnest($1::uuid[]) p`,
  `insert into referral_step (beneficiary_id, referral_id, number, request_state, fulfilment_state, at)
    select p, p, 1, 'ACTIVE', 'ACCEPTED', now() from unnest($1::uuid[]) p`,
];

async function refer(ground: Ground, count: number): Promise<string[]> {
  const people = Array.from({ length: count }, newId);
  const [who, referral, step] = REFERRED as [string, string, string];
  await ground.ask("beneficiaries", who, [people, newId()]);
  const service = serviceId("md-homeless-hostels/homeless-hostel");
  await ground.ask("beneficiaries", referral, [people, newId(), service, HOSTELS]);
  await ground.ask("beneficiaries", step, [people]);
  return people;
}

const begin = (shelters: Subgraph, personId: string): Promise<void> =>
  shelters.database.transaction(worker, (tx) =>
    publish(tx, { viewer: worker, requestId: "bench" }, [
      {
        type: "shelters.stay-begun",
        version: 1,
        personId,
        organisationId: HOSTELS,
        recordId: newId(),
        occurredAt: new Date(),
        payload: { referralId: personId },
      },
    ]),
  );

const at = (sorted: readonly number[], share: number): string =>
  `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1)} ms`;

/** `node dist/bench/events.js [events] [per second]`: what the relay manages in one process, and how soon. */
async function main(events = 3000, rate = 50): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const ground = await Ground.prepare();
  const log = createLogger("bench", "warn");
  const databases = new Map(ground.databases);
  const subgraphs = openAll(databases, await openVault(ground.directory), log);
  const shelters = subgraphs.get("shelters")!;
  const applied = new Map<string, number>();
  const deliver: DeliverBetween = (publisher, consumer) => async (batch, signal) => {
    const receipts = await deliverInProcess(subgraphs)(publisher, consumer)(batch, signal);
    for (const { personId } of batch) applied.set(personId, performance.now());
    return receipts;
  };
  const [backlog, paced] = [await refer(ground, events), await refer(ground, rate * 10)];
  await ground.ask("shelters", "insert into outbox_subscription (consumer, since) values ('beneficiaries', now())");
  const told = performance.now();
  for (let first = 0; first < events; first += 4) {
    await Promise.all(backlog.slice(first, first + 4).map((person) => begin(shelters, person)));
  }
  say(`published ${Math.round(events / ((performance.now() - told) / 1000))} events/s, four at a time`);
  const began = performance.now();
  const relays = relayAll({ databases, subgraphs, deliver, log });
  while (applied.size < events) await delay(5);
  say(
    `relayed and applied ${Math.round(events / ((performance.now() - began) / 1000))} events/s from a backlog of ${events}`,
  );
  const commits = new Map<string, number>();
  const next = performance.now();
  await Promise.all(
    paced.map(async (person, index) => {
      await delay(Math.max(0, next + (index * 1000) / rate - performance.now()));
      await begin(shelters, person);
      commits.set(person, performance.now());
    }),
  );
  while (applied.size < events + paced.length) await delay(5);
  const lags = paced.map((person) => Math.max(0, applied.get(person)! - commits.get(person)!)).sort((a, b) => a - b);
  say(`commit to applied at ${rate} events/s: p50 ${at(lags, 0.5)}, p99 ${at(lags, 0.99)}, most ${at(lags, 1)}`);
  say(
    `load of the machine: ${loadavg()
      .map((each) => each.toFixed(1))
      .join(" ")}`,
  );
  await Promise.all([...relays.values()].map((each) => each.stop()));
  await Promise.all([...subgraphs.values()].map((subgraph) => subgraph.close()));
  await ground.remove();
}

const [events, rate] = process.argv.slice(2).map(Number);
main(events, rate).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
