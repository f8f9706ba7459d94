import { readDatabaseConfig } from "../kernel/config";
import { Database } from "../kernel/database/database";
import { operateMail } from "./data/given-up-mail";

/** `node dist/subgraphs/beneficiaries/mail.command.js`, in the centres' container: {@link operateMail} on its database. */
async function main(words: readonly string[]): Promise<void> {
  const database = new Database({ url: readDatabaseConfig().DATABASE_URL, rows: [], applicationName: "mail operator" });
  try {
    process.stdout.write((await operateMail(database, words)).map((line) => `${line}\n`).join(""));
  } finally {
    await database.close();
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
