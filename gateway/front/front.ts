import type { ApolloServer } from "@apollo/server";
import type { Logger } from "pino";
import type { AccessBook } from "../disclosure/access-book";
import type { AccountedCall } from "../disclosure/accounted-call";
import type { SupergraphEngine } from "../federation/supergraph-engine";
import type { Demand } from "../limits/cost/demand";
import type { Documents } from "../limits/documents";
import { createApollo } from "./apollo";
import { demandOfHub } from "./demand-control";
import { EngineGateway } from "./engine-gateway";
import type { Asked } from "./exchange";
import { maskErrors } from "./mask";

/** Where questions are validated and answered: Apollo Server over the schema of one engine. */
export interface Front {
  readonly apollo: ApolloServer<Asked>;
  readonly gateway: EngineGateway;
}

export interface FrontParts {
  readonly book: AccessBook;
  readonly documents: Documents;
  readonly demand: Demand;
  readonly log: Logger;
  readonly production: boolean;
}

export async function openFront(engine: SupergraphEngine<AccountedCall>, parts: FrontParts): Promise<Front> {
  const { book, documents, demand, log, production } = parts;
  const isOpen = !production;
  const isWarm = (hash: string): boolean => documents.known.has(hash);
  const gateway = new EngineGateway(engine, book, { isOpen, mask: maskErrors(log, production), isWarm });
  const apollo = createApollo(gateway, log, production, [demandOfHub(demand, gateway, isOpen)]);
  await apollo.start();
  return { apollo, gateway };
}
