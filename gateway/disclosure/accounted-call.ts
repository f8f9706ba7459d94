import type { DocumentNode } from "graphql";
import type { Logger } from "pino";
import { readReport, type DisclosureEntry } from "../../subgraphs/kernel/disclosure/access-record";
import type { Call } from "../../subgraphs/kernel/viewer";
import type { Requested } from "../calls/calls";
import { serviceFailure } from "../calls/failure";
import type { CallSubgraph, SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call";
import type { Disclosed } from "./disclosed";
import { PeopleFinder } from "./held";
import { PersonalSchema } from "./personal-schema";

/** A call within an operation whose disclosures are put together. */
export interface AccountedCall extends Call, Requested {
  readonly disclosed: Disclosed;
}

/**
 * Holds answers to account. Each one's report is read, taken off and kept with the operation. An answer is refused, as
 * one that cannot be used (SERVICE_BAD_ANSWER), when its report has not the agreed form, when it holds anything about a
 * person and the report names nobody, and when it holds a person whom the report does not name.
 */
export class Account {
  private readonly finder: PeopleFinder;

  /** By the tags of one supergraph. */
  constructor(
    supergraph: DocumentNode,
    private readonly log: Logger,
  ) {
    this.finder = new PeopleFinder(new PersonalSchema(supergraph));
  }

  /** What may be used of an answer. */
  check(
    request: SubgraphRequest,
    { extensions, ...answer }: SubgraphAnswer,
    context: Pick<AccountedCall, "disclosed" | "requestId">,
  ): SubgraphAnswer {
    const report = reportIn(extensions);
    const fault = report ? faultOf(this.finder, request, answer, report) : "not a report";
    if (!report || fault) {
      const { requestId } = context;
      this.log.error({ service: request.service, requestId, fault }, "an answer without its account");
      throw serviceFailure("SERVICE_BAD_ANSWER", request);
    }
    context.disclosed.add(request.service, report);
    return answer;
  }
}

/** The same calls, held to account. */
export const accounted =
  (account: Account, call: CallSubgraph<Call>): CallSubgraph<AccountedCall> =>
  async (request, context, signal) =>
    account.check(request, await call(request, context, signal), context);

const NOTHING: readonly DisclosureEntry[] = [];

/** A subgraph that knows no persons need not report. Undefined for what is no report. */
function reportIn(extensions: SubgraphAnswer["extensions"]): readonly DisclosureEntry[] | undefined {
  const report = extensions?.["disclosure"];
  return report === undefined || (Array.isArray(report) && report.length === 0) ? NOTHING : readReport(report);
}

function faultOf(
  finder: PeopleFinder,
  request: SubgraphRequest,
  { data }: SubgraphAnswer,
  report: readonly DisclosureEntry[],
): string | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { personal, people } = finder.find(request, data);
  if (!personal && people.size === 0) return undefined;
  if (report.length === 0) return "nobody is named";
  const named = new Set(report.flatMap((entry) => entry.people));
  for (const id of people) if (!named.has(id)) return "somebody is not named";
  return undefined;
}
