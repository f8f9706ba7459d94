/**
 * More of the differential test than a test run has time for: `npm run differential -- FIRST LAST OPERATIONS DEFERRING`
 * compares so many random operations under each of these seeds, and ends with 1 where any is answered wrongly.
 */
import { compareParts, compareWhole, Seen } from "./fixtures/differential.comparison.js";

const [first = 1, last = 30, operations = 300, deferring = 100] = process.argv.slice(2).map(Number);

async function compareAll(): Promise<void> {
  const seen = new Seen();
  for (let seed = first; seed <= last; seed++) {
    const say = ({ message }: Error): void => {
      process.exitCode = 1;
      process.stdout.write(`${message}\n\n`);
    };
    await compareWhole(seed, operations, seen).catch(say);
    await compareParts(seed, deferring, seen).catch(say);
  }
  process.stdout.write(`Seeds ${first} to ${last}: ${JSON.stringify(seen)}\n`);
}

void compareAll();
