import { MAIL_MANUAL, operateMail } from "../../subgraphs/beneficiaries/data/given-up-mail";
import { Database } from "../../subgraphs/kernel/database/database";
import { checkOperation } from "../../subgraphs/kernel/manual";
import { sayFailure, urlOfRunning } from "./owner-database";

/** `npm run mail -- <operation>`: looks after the letters of the embedded hub that were not delivered. It runs. */
async function main(words: readonly string[]): Promise<void> {
  checkOperation(MAIL_MANUAL, words[0]);
  const url = await urlOfRunning("beneficiaries");
  const database = new Database({ url, rows: [], applicationName: "mail operator" });
  try {
    process.stdout.write((await operateMail(database, words)).map((line) => `${line}\n`).join(""));
  } finally {
    await database.close();
  }
}

main(process.argv.slice(2)).catch(sayFailure);
