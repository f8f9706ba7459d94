import { chaos } from "./chaos";

const FULL = { postgresEvery: 5, workers: 8, answers: 60, beds: 20, lifeMs: 3000 };
/** For CI, where it must not take long: PostgreSQL is killed with the second. */
const SHORT = { postgresEvery: 2, workers: 3, answers: 8, beds: 12, lifeMs: 500 };

/** `npm run chaos -- [kills]`: 50 kills by default; exit code 1 when anything was lost or done twice. */
async function main(kills = 50): Promise<void> {
  const tell = (line: string): void => void process.stdout.write(`${line}\n`);
  const report = await chaos({ kills, ...(kills < FULL.postgresEvery ? SHORT : FULL), tell });
  const { people, referrals, stays, departures, full, lost } = report.acknowledged;
  tell(`killed: the hub ${report.kills} times, PostgreSQL ${report.postgresKills} times`);
  tell(
    `acknowledged: ${people.length} registrations, ${referrals.length} referrals, ${stays.length} admissions, ` +
      `${departures.length} departures; ${full} refused for want of a bed; ${lost} answers lost and asked again`,
  );
  for (const [what, count] of Object.entries(report.verdict)) tell(`${what}: ${count}`);
  if (Object.values(report.verdict).some((count) => count !== 0)) process.exitCode = 1;
}

main(process.argv[2] ? Number(process.argv[2]) : undefined).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
