import { readArguments, type Arguments } from "./arguments";
import { DIRECT, IN_PROCESS, RECORDED, startFlavours, UNGUARDED, UNWALLED, type Workers } from "./flavours";
import { measure, type Case } from "./measure";
import { pickSubjects, type Subject } from "./people";
import { prepare, type Prepared } from "./prepare";
import { readCommit, report } from "./report";
import { openUnwalled } from "./unguarded";
import { writePart } from "./results-file";
import { verify } from "./verify";

const CONNECTIONS = 16;
const PEOPLE = 60;
/** What is asked of a few or of many referrals is measured without the detour over HTTP. */
const NEAR = [DIRECT, RECORDED, UNWALLED, "engine, in-process", IN_PROCESS, UNGUARDED];

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const given = readArguments();
  const prepared = await prepare(given.people, given.reset, tell);
  try {
    await measureAll(given, prepared);
  } finally {
    await prepared.server.stop();
  }
}

async function measureAll(given: Arguments, { server, databases, loaded }: Prepared): Promise<void> {
  tell(`${loaded.people} people, loaded in ${loaded.seconds} s.`);
  // The person who gets a hundred referrals has one before: first.
  const hundred = await pickSubjects(databases, 100, 1);
  const subjects = [
    ...hundred,
    ...(await pickSubjects(databases, 1, PEOPLE)),
    ...(await pickSubjects(databases, 12, PEOPLE)),
  ];
  const commit = readCommit();
  tell("Recording what the database is asked.");
  const workers = await startFlavours(databases, await openUnwalled(server, databases), subjects, CONNECTIONS);
  try {
    tell("Comparing the answers of all flavours.");
    const counted = await verify(workers, subjects);
    const results = await measure(casesOf(subjects), workers.flavours, given, tell);
    const memory = await memoryOf(workers);
    const text = report({ ...given, commit, loaded, results, counted, scripts: workers.scripts, memory });
    process.stdout.write(await writePart("", text, !given.write));
  } finally {
    await workers.stop();
  }
}

function casesOf(subjects: readonly Subject[]): Case[] {
  const having = (referrals: number): number[] =>
    subjects.flatMap((subject, index) => (subject.referrals === referrals ? [index] : []));
  return [
    { name: "12 referrals, one request at a time", subjects: having(12), concurrency: 1 },
    {
      name: `12 referrals, ${CONNECTIONS} at a time`,
      subjects: having(12),
      concurrency: CONNECTIONS,
    },
    { name: "1 referral, one request at a time", subjects: having(1), concurrency: 1, only: NEAR },
    { name: "100 referrals, one request at a time", subjects: having(100), concurrency: 1, only: NEAR },
  ];
}

async function memoryOf({ direct, inProcess, overHttp, subgraphs }: Workers): Promise<Record<string, number>> {
  const bytes = await Promise.all([direct, inProcess, overHttp, subgraphs].map((worker) => worker.ask("rss")));
  const [sql = 0, hub = 0, gateway = 0, owners = 0] = bytes.map((each) => Math.round(each / 2 ** 20));
  return { "direct SQL": sql, "hub in one process": hub, "gateway alone": gateway, "all subgraphs": owners };
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
