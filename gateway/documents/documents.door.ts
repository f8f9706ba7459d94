import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { hashOf } from "../../subgraphs/kernel/hash";
import { readBody } from "../../subgraphs/kernel/call/body";
import { badInput, Refusal } from "../../subgraphs/kernel/refusal";
import { NO_TURN, Turns } from "../calls/turns";
import type { AccessBook } from "../disclosure/access-book";
import type { AccountedCall } from "../disclosure/accounted-call";
import { Disclosed } from "../disclosure/disclosed";
import type { CallSubgraph } from "../engine/subgraph-call";
import { methodNotAllowed } from "../front/declined";
import type { Exchange } from "../front/exchange";
import { begin, sendJson } from "../front/reply";
import type { Identify } from "../identity/identify";
import { readPart, storeDocument, type AskCentres, type Part } from "./documents";
import { NO_ROOM, Room } from "./room";

export interface DocumentParts {
  readonly identify: Identify;
  readonly book: AccessBook;
  /** Calls to owners whose disclosures are put together, as for any question. */
  readonly call: CallSubgraph<AccountedCall>;
  readonly uploads: Uploads;
}

const MOST_BYTES = 10 << 20;

/**
 * What is held of uploads. Six of the largest are in memory, three of one person; others wait with nothing read of theirs.
 * Two are handed on at once: all at once, thirty of the largest were too late all but one, each having cost as much as if
 * it were stored.
 */
export class Uploads {
  constructor(
    readonly turns = new Turns(2, 200),
    readonly room = new Room({ bytes: 6 * MOST_BYTES, bytesEach: 3 * MOST_BYTES, waiting: 200, patienceMs: 10_000 }),
  ) {}
}

const STORE = "StoreDocument";
const OPEN = "OpenDocument";
/** There is no document of GraphQL: the door is named instead of one. */

/**
 * `POST /documents?referralId=…&confidentiality=…` stores the body as a document of a referral; its name is in the header
 * `X-Document-Name`, percent-encoded, because addresses are logged on the way. `GET /documents?id=…` opens one, always
 * as a download. Same token, same policy, and an access record before a byte leaves.
 */
export async function answerDocuments(
  parts: DocumentParts,
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "POST" && request.method !== "GET") throw methodNotAllowed("GET, POST");
  const { viewer } = await parts.identify(request.headers);
  exchange.viewer = viewer;
  const asked = new URL(request.url ?? "", "http://hub").searchParams;
  if (request.method === "GET") return open(parts, exchange, asked, response);
  await unlessBusy(() => take(parts, exchange, asked, request, response));
}

type Upload = [exchange: Exchange, asked: URLSearchParams, request: IncomingMessage, response: ServerResponse];

/** It has room before anything of it is read, and is read before it has its turn: who sends slowly keeps nobody from theirs. */
async function take(parts: DocumentParts, ...upload: Upload): Promise<void> {
  const [{ viewer }, , request] = upload;
  const { room, turns } = parts.uploads;
  const read = (): Promise<Buffer> => readBody(request, MOST_BYTES);
  // What does not say its size may have any.
  const size = Number(request.headers["content-length"] ?? MOST_BYTES);
  if (size > MOST_BYTES) await read(); // refuses it
  await room.hold(viewer!.id, size, async () => {
    const content = await read();
    await turns.take(() => store(parts, content, ...upload));
  });
}

async function store(parts: DocumentParts, content: Buffer, ...upload: Upload): Promise<void> {
  const [exchange, asked, request, response] = upload;
  const input = {
    referralId: asked.get("referralId") ?? "",
    confidentiality: confidentialityOf(asked.get("confidentiality")),
    name: nameOf(request.headers["x-document-name"]),
    declaredType: request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? null,
    idempotencyKey: textOf(request.headers["idempotency-key"]),
  };
  const look = begun(parts, exchange);
  const document = await look.recorded(STORE, "mutation", hashOf("POST /documents"), () =>
    storeDocument(look.ask, { ...input, content: content.toString("base64") }),
  );
  sendJson(response, 200, { document });
}

/** Of what was not begun nothing is stored. */
async function unlessBusy(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error !== NO_ROOM && error !== NO_TURN) throw error;
    const details = { check: "busy", retryAfterSeconds: 1 };
    throw new Refusal("SERVICE_UNAVAILABLE", "Too many documents are being stored: try again.", details);
  }
}

async function open(
  parts: DocumentParts,
  exchange: Exchange,
  asked: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const id = asked.get("id") ?? "";
  const look = begun(parts, exchange);
  const first = await look.recorded(OPEN, "query", hashOf("GET /documents"), () => readPart(look.ask, id, 1));
  begin(response, 200, headOf(first));
  // The head has left: a connection that breaks off is how a client learns that the rest is missing.
  await pipeline(contentOf(look.ask, id, first), response).catch(() => response.destroy());
}

async function* contentOf(ask: AskCentres, id: string, { content, parts }: Part): AsyncGenerator<Buffer> {
  yield content;
  for (let number = 2; number <= parts; number++) yield (await readPart(ask, id, number)).content;
}

/** One look at somebody, and its record. */
function begun({ call, book }: DocumentParts, { viewer, requestId }: Exchange) {
  const disclosed = new Disclosed();
  const context: AccountedCall = { viewer: viewer!, requestId, disclosed };
  const ask: AskCentres = (kind, query, variables) =>
    call({ service: "beneficiaries", kind, query, variables }, context);
  return {
    ask,
    /** Does it, and resolves when it is recorded, also that it was refused. */
    async recorded<T>(operationName: string, kind: "query" | "mutation", documentHash: string, work: () => Promise<T>) {
      const record = (isDone: boolean) =>
        book.record({ viewer: viewer!, requestId, disclosed, hasValues: [isDone], kind, operationName, documentHash });
      let done: T;
      try {
        done = await work();
      } catch (error) {
        await record(false);
        throw error;
      }
      await record(true);
      return done;
    },
  };
}

/** Never shown in place: whatever it is, no page of ours runs it. */
const headOf = ({ document: { name, mediaType, size } }: Part) => ({
  "content-type": mediaType,
  "content-length": size,
  "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, hex)}`,
  "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
});

const hex = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

const textOf = (header: string | string[] | undefined): string | null => (typeof header === "string" ? header : null);

function nameOf(header: string | string[] | undefined): string {
  try {
    const name = decodeURIComponent(textOf(header) ?? "");
    if (name !== "") return name;
  } catch {
    // Falls through to the refusal below.
  }
  throw badInput("name", "required", "Name the file in the header X-Document-Name, percent-encoded UTF-8.");
}

function confidentialityOf(word: string | null): string {
  if (word === null || word === "NORMAL") return "NORMAL";
  if (word === "RESTRICTED") return word;
  throw badInput("confidentiality", "unknown", "NORMAL or RESTRICTED.");
}
