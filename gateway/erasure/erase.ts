import { z } from "zod";
import { Refusal, REFUSAL_CODES, type RefusalCode } from "../../subgraphs/kernel/refusal";
import type { SubgraphAnswer } from "../engine/subgraph-call";

/** One call to one owner, in the name of the officer. */
export type AskOwner = (
  owner: string,
  kind: "query" | "mutation",
  query: string,
  variables: Record<string, unknown>,
) => Promise<SubgraphAnswer>;

const RECORDS = "table category erased kept reason until";
const PLAN = `query ErasurePlan($requestId: ID!) {
  erasurePlan(requestId: $requestId) { beneficiaryId grants isFinished outcomes { owner at records { ${RECORDS} } } }
}`;
const ERASE = `mutation Erase($input: EraseBeneficiaryInput!) { eraseBeneficiary(input: $input) { ${RECORDS} } }`;
const NOTE = "mutation Note($input: NoteErasureInput!) { noteErasure(input: $input) }";

const records = z.array(
  z.object({
    table: z.string(),
    category: z.string(),
    erased: z.number(),
    kept: z.number(),
    reason: z.string().nullable(),
    until: z.string().nullable(),
  }),
);
const plan = z.object({
  erasurePlan: z.object({
    beneficiaryId: z.string(),
    grants: z.unknown(),
    isFinished: z.boolean(),
    outcomes: z.array(z.object({ owner: z.string(), at: z.string(), records })),
  }),
});
type Plan = z.infer<typeof plan>["erasurePlan"];

/** The outcome of an erasure, as its request keeps it. */
export interface Erasure {
  readonly requestId: string;
  readonly beneficiaryId: string;
  readonly outcomes: Plan["outcomes"];
}

const CENTRES = "beneficiaries";

/**
 * Carries an approved erasure to every owner, those first that have not answered yet, the centres last. What each
 * answered is kept before the next is asked, so that it can stop anywhere and be begun again: it goes on where it
 * stopped, and once done it answers the same. Refuses with what an owner refused; SERVICE_* when one is away.
 */
export async function eraseEverywhere(ask: AskOwner, owners: readonly string[], requestId: string): Promise<Erasure> {
  const { beneficiaryId, grants, isFinished, outcomes } = await planOf(ask, requestId);
  const done = new Set(outcomes.map(({ owner }) => owner));
  for (const owner of isFinished ? [] : owners.filter((each) => !done.has(each))) {
    const input = { beneficiaryId, requestId, grants };
    const answer = accepted(await ask(owner, "mutation", ERASE, { input }));
    // The centres keep their own outcome together with what they erase.
    if (owner === CENTRES) continue;
    const erased = records.parse(answer["eraseBeneficiary"]);
    accepted(await ask(CENTRES, "mutation", NOTE, { input: { requestId, owner, records: erased } }));
  }
  return { requestId, beneficiaryId, outcomes: (await planOf(ask, requestId)).outcomes };
}

const planOf = async (ask: AskOwner, requestId: string): Promise<Plan> =>
  plan.parse(accepted(await ask(CENTRES, "query", PLAN, { requestId }))).erasurePlan;

/** An owner's refusal becomes ours; what it masked stays masked. */
function accepted({ data, errors }: SubgraphAnswer): Record<string, unknown> {
  const [error] = errors ?? [];
  if (!error && data) return data;
  const code = REFUSAL_CODES.find((each) => each === error?.extensions?.["code"]) satisfies RefusalCode | undefined;
  if (!error || !code) throw new Refusal("SERVICE_UNAVAILABLE", "A service could not answer. Ask again: it goes on.");
  throw new Refusal(code, error.message);
}
