import { checkOperation } from "../../subgraphs/kernel/manual";
import { operate, OUTBOX_MANUAL } from "../../subgraphs/kernel/outbox/operate";
import { sayFailure, urlOfRunning } from "./owner-database";
import { OWNERS } from "./owners";

const PUBLISHERS = OWNERS.filter(({ publishes }) => publishes).map(({ name }) => name);

/** `npm run outbox -- <owner> <operation>`: looks after the events of an owner of the embedded hub, which runs. */
async function main([owner = "", ...words]: readonly string[]): Promise<void> {
  if (!PUBLISHERS.includes(owner)) {
    throw new Error(`Name an owner that publishes events: npm run outbox -- ${PUBLISHERS.join("|")} list`);
  }
  checkOperation(OUTBOX_MANUAL, words[0]);
  const lines = await operate(await urlOfRunning(owner), words);
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}

main(process.argv.slice(2)).catch(sayFailure);
