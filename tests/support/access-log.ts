import type { AccessRecord } from "../../subgraphs/kernel/disclosure/access-record";
import type { TestHub } from "./hub";
import { asOwnerRole } from "./owner-role";

/** What stands in the access log under a request id; empty when nothing does. */
export const recordsOf = (hub: TestHub, requestId: string): Promise<AccessRecord[]> =>
  asOwnerRole(hub, "accountability", async (client) => {
    const text = "select content from access_record where content::jsonb ->> 'requestId' = $1 order by seq";
    const { rows } = await client.query<{ content: string }>(text, [requestId]);
    return rows.map(({ content }) => JSON.parse(content) as AccessRecord);
  });

/** What was decided, one line each: `subgraph action CATEGORY: basis`, or `no, reason`. */
export const linesOf = ({ disclosures }: AccessRecord): string[] =>
  disclosures
    .map(({ subgraph, action, category, granted, basis, reason }) =>
      [subgraph, action, `${category}:`, granted ? basis : `no, ${reason}`].join(" "),
    )
    .sort();

/** Everybody a record is about, each once. */
export const peopleOf = ({ disclosures }: AccessRecord): string[] =>
  [...new Set(disclosures.flatMap(({ people }) => people))].sort();
