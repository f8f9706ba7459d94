import type { IncomingMessage, ServerResponse } from "node:http";
import type { EmbeddedIssuer } from "../identity/embedded-issuer";
import { pageOr, type Page } from "../page/page";
import { landing } from "./landing";
import { giveToken, listPersonas } from "./personas";
import type { Readiness } from "./readiness";
import { send, sendJson, TEXT_TYPE } from "./reply";

/** What can be opened beside /graphql, each by one method. */
export interface Door {
  readonly method: "GET" | "POST";
  readonly open: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
}

interface Surroundings {
  readonly production: boolean;
  readonly personas?: EmbeddedIssuer;
  readonly page?: Page;
}

export function openDoors(hub: Surroundings, ready: () => Promise<Readiness>): ReadonlyMap<string, Door> {
  const { production, personas, page } = hub;
  const welcome = landing(production, personas !== undefined);
  const words: Door = {
    method: "GET",
    open: (_, response) => send(response, 200, { "content-type": TEXT_TYPE }, welcome),
  };
  const doors = new Map<string, Door>([
    ...(page?.doors ?? []),
    ["/", page ? pageOr(page, words) : words],
    ["/health/live", { method: "GET", open: (_, response) => sendJson(response, 200, { status: "live" }) }],
    ["/health/ready", { method: "GET", open: async (_, response) => sendReadiness(response, await ready()) }],
  ]);
  if (personas) {
    doors.set("/personas", { method: "GET", open: (_, response) => listPersonas(personas, response) });
    doors.set("/token", { method: "POST", open: (request, response) => giveToken(personas, request, response) });
  }
  return doors;
}

function sendReadiness(response: ServerResponse, { ready, waitingFor }: Readiness): void {
  sendJson(response, ready ? 200 : 503, ready ? { status: "ready" } : { status: "waiting", waitingFor });
}
