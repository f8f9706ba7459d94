import { fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { loadavg } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openEmbeddedHub } from "../gateway/embedded/hub";
import { openVault } from "../gateway/embedded/vault-keys";
import { EmbeddedIssuer, type Persona } from "../gateway/identity/embedded-issuer";
import { newId, seededId } from "../subgraphs/kernel/identifier";
import { createLogger } from "../subgraphs/kernel/logger";
import type { Role } from "../subgraphs/kernel/policy/vocabulary";
import { Ground } from "../tests/chaos/ground";
import { operationOf } from "../tests/support/operations";
import { agencyId, serviceId } from "../tests/support/people";
import type { Sighting } from "./live.clients";
import { writePart } from "./results-file";

const AIM_MS = 150;
/** Workers of one centre, who all follow it: as many as the largest have. */
const AT_A_CENTRE = 4;
const PER_SECOND = 5;

const persona = (name: string, role: Role, organisationId: string): Persona => ({
  name,
  description: name,
  viewer: { id: seededId("worker", name), role, organisationId, area: null },
});

const now = (): number => performance.timeOrigin + performance.now();

async function settledMemory(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await delay(100);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

/**
 * `npm run bench:live [subscriptions] [mutations]`: from an agency's mutation, as it is sent, to the event at the centre,
 * in one process with PostgreSQL beside it, while many follow; and what one who only waits weighs. With its usual numbers
 * it writes its part of RESULTS.md.
 */
async function main(subscriptions = 500, mutations = 200): Promise<void> {
  const said: string[] = [];
  const say = (line: string): void => {
    said.push(line);
    process.stdout.write(`${line}\n`);
  };
  const centres = Math.ceil(subscriptions / AT_A_CENTRE);
  const workers = Array.from({ length: subscriptions }, (_, number) =>
    persona(`worker ${number}`, "CASEWORKER", seededId("agency", `bench ${number % centres}`)),
  );
  const agency = persona("agency", "AGENCY_WORKER", agencyId("oaed"));
  const ground = await Ground.prepare();
  const { directory } = ground;
  const issuer = await EmbeddedIssuer.open({ directory, personas: [...workers, agency], production: false });
  const embedded = await openEmbeddedHub({
    databases: new Map(ground.databases),
    vault: await openVault(directory),
    issuer,
    supergraph: await readFile("schema/supergraph.graphql", "utf8"),
    log: createLogger("bench", "error"),
  });
  await embedded.hub.listen(0, "127.0.0.1");
  const url = `${embedded.hub.address}/graphql`;
  const ask = async (who: string, query: string, input: object): Promise<Record<string, never>> => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${(await issuer.issue(who)).token}` },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const { data, errors } = (await response.json()) as { data: Record<string, never>; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

  const [REGISTER, REFER, ANSWER] = ["RegisterBeneficiary", "Refer", "AnswerReferral"].map((name) =>
    operationOf("RegisterAndRefer", name),
  ) as [string, string, string];
  const serviceOf = serviceId("oaed/oaed-training");
  const someone = { givenName: "Ελένη", surname: "Δοκιμίδου", sex: "FEMALE", visit: { channel: "CENTRE" } };
  const referrals: { id: string; author: number }[] = [];
  for (let number = 0; number < mutations / 2; number++) {
    const author = number % subscriptions;
    const who = workers[author]!.name;
    const key = (): { idempotencyKey: string } => ({ idempotencyKey: newId() });
    const registered = (await ask(who, REGISTER, { ...someone, ...key() })) as unknown as Record<
      string,
      { beneficiary: { id: string } }
    >;
    const beneficiaryId = registered["registerBeneficiary"]!.beneficiary.id;
    const referred = (await ask(who, REFER, { beneficiaryId, serviceId: serviceOf, ...key() })) as unknown as Record<
      string,
      { referral: { id: string } }
    >;
    referrals.push({ id: referred["refer"]!.referral.id, author });
  }

  const before = await settledMemory();
  const clients = fork(path.join(__dirname, "live.clients.js"));
  const seen = new Map<string, number>();
  let told = 0;
  const open = new Promise<void>((resolve, reject) => {
    clients.on("message", (message: "open" | Sighting | { fault: string }) => {
      if (message === "open") return resolve();
      if ("fault" in message) return reject(new Error(message.fault));
      told++;
      seen.set(`${message.reader} ${message.referral} ${message.state}`, message.at);
    });
  });
  const tokens = await Promise.all(workers.map(async ({ name }) => (await issuer.issue(name)).token));
  const began = performance.now();
  clients.send({ url: url.replace("http", "ws"), tokens, query: operationOf("Live", "ReferralChanged") });
  await open;
  say(
    `${subscriptions} subscriptions of ${subscriptions} people open after ${Math.round(performance.now() - began)} ms`,
  );
  const weight = ((await settledMemory()) - before) / subscriptions / 1024;
  say(`memory of one that waits: ${weight.toFixed(1)} KiB (socket, sign-in, stream and listener at the owner)`);

  const moves = referrals.flatMap(({ id, author }) => ["RECEIVE", "ACCEPT"].map((answer) => ({ id, author, answer })));
  moves.sort((one, other) => (one.answer < other.answer ? 1 : -1));
  const lags: { sent: number; answered: number }[] = [];
  const start = performance.now();
  await Promise.all(
    moves.map(async ({ id, author, answer }, number) => {
      await delay(Math.max(0, start + (number * 1000) / PER_SECOND - performance.now()));
      const sent = now();
      await ask("agency", ANSWER, { referralId: id, answer, idempotencyKey: newId() });
      const answered = now();
      const key = `${author} ${id} ${answer === "RECEIVE" ? "RECEIVED" : "ACCEPTED"}`;
      for (const end = now() + 10_000; !seen.has(key); await delay(2))
        if (now() > end) throw new Error(`not told: ${key}`);
      lags.push({ sent: seen.get(key)! - sent, answered: Math.max(0, seen.get(key)! - answered) });
    }),
  );
  for (const [from, key] of [
    ["mutation sent", "sent"],
    ["mutation answered", "answered"],
  ] as const) {
    const sorted = lags.map((lag) => lag[key]).toSorted((one, other) => one - other);
    const [p50, p99] = [at(sorted, 0.5), at(sorted, 0.99)];
    say(`${from} to the author's event: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (aim ${AIM_MS})`);
  }
  say(`${moves.length} mutations at ${PER_SECOND}/s, told ${told} times, each recorded before it left`);
  say(
    `load of the machine: ${loadavg()
      .map((each) => each.toFixed(1))
      .join(" ")}`,
  );

  clients.kill();
  await once(clients, "exit");
  await embedded.stop();
  await ground.remove();
  await writePart("live", [HEAD, ...said.map((line) => `- ${line}`)].join("\n"), mutations !== 200);
}

const HEAD = `## Live

\`npm run bench:live\`: one process with PostgreSQL beside it, clients in a process of their own.
`;

const [subscriptions, mutations] = process.argv.slice(2).map(Number);
main(subscriptions, mutations).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
