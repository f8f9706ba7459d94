import type { Server } from "graphql-ws";
import type { WebSocket } from "ws";
import type { Logger } from "../logger";
import { describeCause } from "../masking";

/** How patient a socket is. Milliseconds. */
export interface SocketPatience {
  /** Between two signs of life that are asked of the other end; who gives none until the next is gone. */
  readonly heartbeat: number;
  /** How long one message may take to leave: who reads slower is told and cut. */
  readonly send: number;
}

export const SOCKET_PATIENCE: SocketPatience = { heartbeat: 12_000, send: 10_000 };

/** graphql-transport-ws close codes are 44xx; this one of RFC 6455 is "try again later", which clients do. */
export const TRY_AGAIN_LATER = 1013;
export const SERVICE_RESTART = 1012;
export const TOO_MANY = 4429;
const INTERNAL_ERROR = 4500;

/** Pings of one socket whose answers have not left yet. Who sends more does not read them, and would fill the memory. */
const MOST_PINGS = 4;

/** Thrown while a message is handled: the socket is closed with this code, and the client is told the reason. */
export class SocketRefusal extends Error {
  constructor(
    readonly code: number,
    reason: string,
  ) {
    super(reason);
  }
}

/** Speaks graphql-transport-ws over a socket until it closes. `onPing` answers pings that carry something. */
export function speak<Extra extends Record<PropertyKey, unknown>>(
  server: Server<Extra>,
  socket: WebSocket,
  extra: Extra,
  log: Logger,
  {
    patience = SOCKET_PATIENCE,
    onPing,
  }: { patience?: SocketPatience; onPing?: (payload: object) => Promise<object> } = {},
): void {
  const fail = (error: unknown): void => {
    if (error instanceof SocketRefusal) return cut(socket, error.code, error.message);
    log.error({ cause: describeCause(error) }, "a socket's message could not be handled");
    cut(socket, INTERNAL_ERROR, "Internal server error");
  };
  const send = (data: string): Promise<void> => sendWithin(socket, data, patience.send);
  let pings = 0;
  const answerPing = async (payload?: object): Promise<void> => {
    if (pings >= MOST_PINGS) return cut(socket, TOO_MANY, "Too many pings");
    pings++;
    try {
      await send(pong(payload && onPing ? await onPing(payload) : payload));
    } finally {
      pings--;
    }
  };
  const closed = server.opened(
    {
      protocol: socket.protocol,
      send,
      close: (code = 1000, reason) => cut(socket, code, reason),
      onMessage: (take) => socket.on("message", (data: Buffer) => void take(data.toString("utf8")).catch(fail)),
      onPing: (payload) => answerPing(payload ?? undefined),
    },
    extra,
  );
  const stop = keepAlive(socket, patience.heartbeat);
  socket.on("error", () => socket.terminate());
  socket.once("close", (code, reason) => {
    stop();
    closed(code, reason.toString("utf8")).catch(fail);
  });
}

const pong = (payload: object | undefined): string => JSON.stringify({ type: "pong", ...(payload && { payload }) });

/** Closes politely, and for good if the other end does not answer. */
export function cut(socket: WebSocket, code: number, reason?: string): void {
  if (socket.readyState === socket.CLOSING || socket.readyState === socket.CLOSED) return;
  socket.close(code, reason);
  const timer = setTimeout(() => socket.terminate(), 1000).unref();
  socket.once("close", () => clearTimeout(timer));
}

/** Resolves when it left. Nothing is sent to who is leaving. */
function sendWithin(socket: WebSocket, data: string, milliseconds: number): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => cut(socket, TRY_AGAIN_LATER, "Too slow: continue after your last event"),
      milliseconds,
    );
    socket.send(data, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Ends a socket whose other end is gone without a word. */
function keepAlive(socket: WebSocket, milliseconds: number): () => void {
  let alive = true;
  const timer = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, milliseconds).unref();
  socket.on("pong", () => (alive = true));
  return () => clearInterval(timer);
}
