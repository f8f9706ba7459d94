import { setTimeout as delay } from "node:timers/promises";
import { PERSONAS } from "../../gateway/embedded/personas";
import { EmbeddedIssuer } from "../../gateway/identity/embedded-issuer";
import { newId } from "../../subgraphs/kernel/identifier";
import { agencyId, serviceId } from "../support/people";
import { Cases, type Acknowledged } from "./cases";
import { Ground } from "./ground";
import { HubProcess } from "./hub-process";
import { drained, judge, type Verdict } from "./verdict";

export interface ChaosOptions {
  /** How often the hub is killed with SIGKILL while commands are under way. */
  readonly kills: number;
  /** At every how many of these kills PostgreSQL is killed as well, before the hub. */
  readonly postgresEvery: number;
  readonly workers: number;
  /** After how many answers a hub is killed, at most. */
  readonly answers: number;
  readonly beds: number;
  /** How long a hub lives beside that, at most: with lives too short for it no event would ever arrive. */
  readonly lifeMs: number;
  readonly tell?: (line: string) => void;
}

export interface ChaosReport {
  readonly kills: number;
  readonly postgresKills: number;
  readonly acknowledged: Acknowledged;
  readonly verdict: Verdict;
}

/** Kills the hub, and PostgreSQL, again and again during a load of concurrent commands, and compares in the end. */
export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
  const { kills, postgresEvery, workers, answers, lifeMs, tell = () => undefined } = options;
  const ground = await Ground.prepare();
  const hub = new HubProcess(ground);
  try {
    const facility = await openHouse(ground, options.beds);
    const issuer = await EmbeddedIssuer.open({ directory: ground.directory, personas: PERSONAS, production: false });
    await hub.start();
    const cases = new Cases(hub, ground, issuer, facility);
    const running = cases.run(workers);
    let postgresKills = 0;
    const killing = (async () => {
      for (let kill = 1; kill <= kills; kill++) {
        await delay(Math.random() * lifeMs);
        await cases.answered(1 + Math.floor(Math.random() * answers));
        await delay(Math.random() * 50); // anywhere within the next commands
        if (kill % postgresEvery === 0) {
          await ground.killPostgres();
          postgresKills++;
          await delay(Math.random() * 500);
        }
        await hub.kill();
        await hub.start();
        tell(`${kill} of ${kills}: ${cases.acknowledged.stays.length} stays acknowledged`);
      }
      cases.stop();
    })();
    await Promise.all([running, killing]);
    await drained(ground, 60_000);
    const { acknowledged } = cases;
    return { kills, postgresKills, acknowledged, verdict: await judge(ground, acknowledged) };
  } finally {
    await hub.kill().catch(() => undefined);
    await ground.remove();
  }
}

async function openHouse(ground: Ground, beds: number): Promise<string> {
  const [facility, room] = [newId(), newId()];
  await ground.ask(
    "shelters",
    `insert into facility (id, organisation_id, service_id, kind, name_el, name_en, confidential, accepts,
      receives_from, status) values ($1, $2, $3, 'HOSTEL', 'Δοκιμή', 'Trial', false, '{WOMEN,MEN}', '14:00', 'OPEN')`,
    [facility, agencyId("md-homeless-hostels"), serviceId("md-homeless-hostels/homeless-hostel")],
  );
  await ground.ask("shelters", "insert into room (id, facility_id, label) values ($1, $2, '1')", [room, facility]);
  await ground.ask(
    "shelters",
    "insert into bed (id, room_id, label, active) select gen_random_uuid(), $1, n::text, true from generate_series(1, $2) n",
    [room, beds],
  );
  return facility;
}
