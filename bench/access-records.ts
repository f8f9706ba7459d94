import "../gateway/config";
import { writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { provisionOwners, type OwnerDatabase } from "../gateway/embedded/postgres/provision";
import { removePostgresData, startPostgres, type EmbeddedServer } from "../gateway/embedded/postgres/server";
import { ChainWriter } from "../subgraphs/accountability/data/chain.writer";
import { contentHashOf, GENESIS, nextLink } from "../subgraphs/accountability/domain/chain.rules";
import { Recorder } from "../subgraphs/accountability/domain/recorder.service";
import { accountability } from "../subgraphs/accountability/subgraph";
import { Database } from "../subgraphs/kernel/database/database";
import { migrate } from "../subgraphs/kernel/database/migrate";
import { followRecord } from "./access-records.sample";
import { tidy } from "./markdown";
import { postgresCpu, readPostmaster } from "./postgres-cpu";
import { readCommit } from "./report";
import { percentile } from "./statistics";

const DIRECTORY = path.resolve(".data", "bench-records");
const SECONDS = 5;

/** As docker-compose.yml has it. */
const SETTINGS = { min_wal_size: "1GB" };
/** Segments of the write-ahead log, 16 MB each: what these settings keep, and more than is written here. */
const SEGMENTS = 62;

interface Place extends OwnerDatabase {
  /** Process id of the database server. */
  readonly postmaster: number;
}

interface Measured {
  readonly callers: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of CPU for one record: of this process, which makes the records too, and of PostgreSQL. */
  readonly node: number;
  readonly postgres: number | null;
}

/** `npm run bench:records`: what it costs to write access records, durable and chained. */
async function main(): Promise<void> {
  const commit = readCommit();
  const server = await startPostgres({ directory: path.join(DIRECTORY, "postgres"), settings: SETTINGS });
  try {
    const database = (await provisionOwners(server, ["accountability"])).get("accountability")!;
    const owner: Place = { ...database, postmaster: await readPostmaster(DIRECTORY) };
    await migrate(owner.migrationUrl, [...accountability.migrations], "accountability");
    await fillLog(server);
    const results = [];
    await measure(owner, 64, 2); // warm-up
    for (const callers of [1, 16, 64, 96, 128, 256]) results.push(await measure(owner, callers, SECONDS));
    const links = await checkChain(owner);
    const markdown = await tidy(report(commit, results, links));
    process.stdout.write(markdown);
    if (!process.argv.includes("--print-only")) await writeFile(path.join("bench", "ACCESS-RECORDS.md"), markdown);
  } finally {
    await server.stop();
    await removePostgresData(path.join(DIRECTORY, "postgres"));
  }
}

/**
 * Leaves the log as it is on a server that has run for some time: its next segments are old ones. A new one has to be written full
 * of zeros and synchronised first, several a second at this rate, while everybody waits: that was the 99th percentile.
 */
async function fillLog({ host, port, superuser }: EmbeddedServer): Promise<void> {
  const client = new Client({ host, port, ...superuser, database: "postgres" });
  await client.connect();
  try {
    for (let count = 0; count < SEGMENTS; count++) {
      await client.query("select pg_logical_emit_message(false, 'bench', 'segment')");
      await client.query("select pg_switch_wal()");
    }
    await client.query("checkpoint");
  } finally {
    await client.end();
  }
}

/** `callers` that each append one record after the other, as fast as they are answered. */
async function measure({ url, postmaster }: Place, callers: number, seconds: number): Promise<Measured> {
  const database = new Database({ url, rows: [], applicationName: "bench" });
  try {
    const writer = new ChainWriter(database);
    const recorder = new Recorder({ store: (group) => writer.store(group), patienceMs: 60_000 });
    const latencies: number[] = [];
    const append = async (): Promise<void> => {
      const record = followRecord();
      const began = performance.now();
      await recorder.append([record]);
      latencies.push(performance.now() - began);
    };
    await append(); // connected
    latencies.length = 0;
    const postgresBefore = await postgresCpu(postmaster);
    const before = process.cpuUsage();
    const began = performance.now();
    const until = began + seconds * 1000;
    await Promise.all(
      Array.from({ length: callers }, async () => {
        while (performance.now() < until) await append();
      }),
    );
    const elapsed = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    const postgresAfter = await postgresCpu(postmaster);
    const count = latencies.length;
    return {
      callers,
      perSecond: (count * 1000) / elapsed,
      p50: percentile(latencies, 50),
      p99: percentile(latencies, 99),
      node: (user + system) / count,
      postgres:
        postgresBefore === null || postgresAfter === null ? null : ((postgresAfter - postgresBefore) * 1000) / count,
    };
  } finally {
    await database.close();
  }
}

interface Row {
  readonly seq: number;
  readonly salt: Buffer;
  readonly content: string;
  readonly chain_hash: Buffer;
}

/** Throws when what was measured is not a chain. */
async function checkChain({ migrationUrl }: OwnerDatabase): Promise<number> {
  const client = new Client({ connectionString: migrationUrl });
  await client.connect();
  try {
    let link = GENESIS;
    for (;;) {
      const sql = "select seq, salt, content, chain_hash from access_record where seq > $1 order by seq limit 10000";
      const { rows } = await client.query<Row>(sql, [link.seq]);
      if (rows.length === 0) return link.seq;
      for (const row of rows) {
        link = nextLink(link, contentHashOf(row.salt, row.content));
        if (Number(row.seq) !== link.seq || !row.chain_hash.equals(link.chainHash))
          throw new Error(`broken at ${link.seq}`);
      }
    }
  } finally {
    await client.end();
  }
}

function report(commit: string, results: readonly Measured[], links: number): string {
  const rows = results.map(({ callers, perSecond, p50, p99, node, postgres }) =>
    [
      callers,
      perSecond.toFixed(0),
      p50.toFixed(1),
      p99.toFixed(1),
      node.toFixed(0),
      postgres?.toFixed(0) ?? "not known",
    ].join(" | "),
  );
  return `# Access records

Written by \`npm run bench:records\`: numbers of one run on one machine. Each record is that of a question that follows a
person over six services (10 decisions); it is canonicalised, hashed, chained and committed to disk (fsync on) in a group
with its neighbours, with the person it is about and every index. A caller appends one record and waits until it is
durable. Segments of the write-ahead log are there already, as on a server that runs (min_wal_size = 1GB). CPU is microseconds per record; that of node includes making the record.

- Machine: ${cpus()[0]?.model.trim()}, ${cpus().length} cores; load average at the end ${loadavg()[0]!.toFixed(1)}
- Date: ${new Date().toISOString().slice(0, 16)}Z, node ${process.version}, commit ${commit}
- Checked afterwards: ${links} links, gapless, each hash right

| callers at once | records/s | p50 ms | p99 ms | node µs | PostgreSQL µs |
| ---: | ---: | ---: | ---: | ---: | ---: |
${rows.map((row) => `| ${row} |`).join("\n")}

The goal is 10,000 records/s at a p99 below 20 ms.
`;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
