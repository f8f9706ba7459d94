/**
 * More of the differential test than a test run has time for: `npm run differential -- FIRST LAST OPERATIONS DEFERRING`
 * compares so many random operations under each of these seeds, and ends with 1 where any is answered wrongly.
 */
import { Comparison, Seen } from "./fixtures/differential.comparison.js";
import { library } from "./fixtures/differential.domain.js";
import { fleet } from "./fixtures/differential.fleet.js";

const [first = 1, last = 30, operations = 300, deferring = 100] = process.argv.slice(2).map(Number);

async function compareAll(): Promise<void> {
  const seen = new Seen();
  const say = ({ message }: Error): void => {
    process.exitCode = 1;
    process.stdout.write(`${message}\n\n`);
  };
  for (const comparison of [library, fleet].map((domain) => new Comparison(domain)))
    for (let seed = first; seed <= last; seed++) {
      await comparison.whole(seed, operations, seen).catch(say);
      await comparison.parts(seed, deferring, seen).catch(say);
    }
  process.stdout.write(`Seeds ${first} to ${last}: ${JSON.stringify(seen)}\n`);
}

void compareAll();
