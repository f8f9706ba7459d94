import { deepStrictEqual } from "node:assert/strict";
import type { Subject } from "./people";
import type { Workers } from "./flavours";
import type { Counted } from "./question";

interface Answer {
  readonly errors?: readonly unknown[];
  readonly data?: { readonly beneficiary: { readonly referrals: { readonly edges: readonly unknown[] } } | null };
}

/**
 * Before anything is timed: every flavour gives the same answer for every subject, whole and without errors, and the
 * bare statements give as many rows as they gave to the hub. Throws otherwise. Returns what each request took.
 */
export async function verify(workers: Workers, subjects: readonly Subject[]): Promise<Counted[]> {
  const { flavours, inProcess, direct, scripts } = workers;
  const counted: Counted[] = [];
  for (const [index, { referrals }] of subjects.entries()) {
    const first = await inProcess.ask("answer", index);
    const expected = readAnswer(first.text);
    if (expected.errors || expected.data?.beneficiary?.referrals.edges.length !== referrals) {
      throw new Error(`Subject ${index} was not answered in full: ${first.text.slice(0, 2000)}`);
    }
    for (const flavour of flavours) {
      const text = await flavour.answer?.(index);
      if (text !== undefined) deepStrictEqual(readAnswer(text), expected, flavour.name);
    }
    const rows = await direct.ask("answer", index);
    deepStrictEqual(
      rows,
      scripts[index]!.map((wave) => wave.map((sent) => sent.rows)),
    );
    counted.push(first.counted);
  }
  return counted;
}

/** Without the moment a file was looked at, which differs from answer to answer. */
const readAnswer = (text: string): Answer =>
  JSON.parse(text, (key, value: unknown) => (key === "asOf" ? undefined : value)) as Answer;
