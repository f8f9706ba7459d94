import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { badInput, Refusal, REFUSAL_CODES, type RefusalDetails } from "../../subgraphs/kernel/refusal";
import { ask, type QuestionParts } from "../front/answer-question";
import { methodNotAllowed } from "../front/declined";
import type { Exchange } from "../front/exchange";
import { readJson } from "../front/json-body";
import { Outflow } from "../front/outflow";
import { CSV_MARK, csvLine, SEPARATORS } from "./csv";
import { HEADER, linesOf, RECORDS_FOR_CSV, type RecordPage } from "./record-lines";
import { recordPages } from "./record-pages";

const MAX_BODY_BYTES = 4 << 10;
const shape = z.strictObject({
  filter: z.record(z.string(), z.unknown()).default({}),
  separator: z.enum(SEPARATORS).default(","),
});
type Wish = z.infer<typeof shape>;

const HEADERS = {
  "content-type": "text/csv; charset=utf-8; header=present",
  "content-disposition": 'attachment; filename="access-records.csv"',
};

/**
 * `POST /audit.csv`: the records a filter finds, for the officer's own tools. It adds no right: each page is a question
 * like any client's, with the officer's identity, the policy of the owner, and an access record of its own, written
 * before the page leaves. A fault after the first page breaks the connection off: a file that ended early is never
 * taken for a whole one.
 */
export async function answerCsv(
  parts: QuestionParts,
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "POST") throw methodNotAllowed("POST");
  const { viewer, until } = await parts.identify(request.headers);
  exchange.viewer = viewer;
  const { filter, separator } = await readWish(request);
  const pages = recordPages({
    ask: (after) => askPage(parts, exchange, filter, after),
    until,
    wait: (ms) => delay(ms, undefined, { signal: exchange.signal.native }),
  });
  let out: Outflow | undefined;
  try {
    for await (const page of pages) {
      const head = out ? "" : CSV_MARK + csvLine(HEADER, separator);
      out ??= new Outflow(response, HEADERS);
      await out.write(
        head +
          linesOf(page)
            .map((cells) => csvLine(cells, separator))
            .join(""),
      );
      if (out.isOver) return;
    }
    out?.end();
  } catch (fault) {
    if (out) response.destroy();
    throw fault;
  }
}

async function readWish(request: IncomingMessage): Promise<Wish> {
  const parsed = shape.safeParse(await readJson(request, MAX_BODY_BYTES));
  if (parsed.success) return parsed.data;
  throw badInput("body", "form", 'Send {"filter": {…}}, as accessRecords takes it, and "separator": "," or ";".');
}

interface Answered {
  readonly data?: { readonly accessRecords: RecordPage } | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: unknown; readonly details?: RefusalDetails };
  }[];
}

async function askPage(
  parts: QuestionParts,
  exchange: Exchange,
  filter: object,
  after: string | null,
): Promise<RecordPage> {
  exchange.beginAnother();
  const question = { query: RECORDS_FOR_CSV, operationName: "AccessRecordsForCsv", variables: { filter, after } };
  const { data, errors } = JSON.parse((await ask(parts, exchange, question)).body) as Answered;
  // A name of an organisation may be missing when the directory is away: the records are the officer's own.
  if (data?.accessRecords) return data.accessRecords;
  const [error] = errors ?? [];
  const code = REFUSAL_CODES.find((each) => each === error?.extensions?.code);
  if (code && error) throw new Refusal(code, error.message, error.extensions?.details);
  throw new Error("The records could not be asked for.");
}
