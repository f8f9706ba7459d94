/** For tests: a hub over two small subgraphs in this process, composed like the real ones. */
import { composeServices } from "@apollo/composition";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse, type GraphQLError } from "graphql";
import { createLocalJWKSet, type JWTPayload } from "jose";
import type { Logger } from "pino";
import { inProcess, type Execute } from "../calls/in-process";
import { readableLog } from "../calls/subgraph.fixture";
import { identifyByToken } from "../identity/bearer";
import { ISSUER, TestIssuer } from "../identity/token.fixture";
import { maskError } from "../../subgraphs/kernel/masking";
import { notFound } from "../../subgraphs/kernel/refusal";
import { createHub, type Hub, type HubOptions } from "../server";

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n`;

const PEOPLE = `${LINK}
  type Query { person(id: ID!): Person, slow: String, broken: String, purpose: String }
  type Mutation { rename(name: String!): String }
  type Person @key(fields: "id") { id: ID!, name: String }
`;
const WORK = `${LINK} type Person @key(fields: "id") { id: ID!, job: String }`;

export const supergraphOf = (people = PEOPLE): string => {
  const services = Object.entries({ people, work: WORK });
  const result = composeServices(services.map(([name, typeDefs]) => ({ name, typeDefs: parse(typeDefs) })));
  if (result.errors) throw new Error(result.errors.join("\n"));
  return result.supergraphSdl;
};

export const LATER_SUPERGRAPH = supergraphOf(PEOPLE.replace("purpose: String", "purpose: String, later: String"));

/** With a subscription, which a test's own `stream` answers. */
export const TALKING_SUPERGRAPH = supergraphOf(
  `${PEOPLE} type Subscription { said(after: ID): Said } type Said { id: ID!, text: String }`,
);

/** What the subgraph's own code throws; no byte of it may leave. */
export const SECRET = "duplicate key (amka)=(01010112345) of Παπαδοπούλου";

export class TestHub {
  readonly log = readableLog();
  /** Called by the field `slow`, which answers when it resolves. */
  slow: () => Promise<string> = () => Promise.resolve("done");
  /** The work subgraph is down. */
  isWorkDown = false;
  readonly renamed: unknown[] = [];
  private issuer: TestIssuer | undefined;
  private started: Hub | undefined;

  /** Options over those of a hub in development. */
  async start(options: Partial<HubOptions> = {}): Promise<string> {
    const issuer = (this.issuer = await TestIssuer.create());
    const trust = { issuer: ISSUER, audience: "syndesmos", keys: createLocalJWKSet({ keys: [issuer.publicKey] }) };
    const { log } = this.log;
    const subgraphs = new Map([
      ["people", { execute: this.people(log) }],
      ["work", { execute: this.work() }],
    ]);
    this.started = await createHub({
      supergraph: supergraphOf(),
      call: inProcess({ subgraphs, log, timeoutMs: 1000 }).call,
      identify: identifyByToken(trust, log),
      log,
      production: false,
      ...options,
    });
    await this.started.listen(0, "127.0.0.1");
    return this.origin;
  }

  get hub(): Hub {
    if (!this.started) throw new Error("start() first");
    return this.started;
  }
  get origin(): string {
    return this.hub.address ?? "";
  }

  async token(claims?: JWTPayload): Promise<string> {
    return (await this.issuer?.token(claims)) ?? "";
  }

  /** A POST to /graphql as a caseworker sends it; a string body is sent as it is. */
  async post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.origin}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await this.token()}`, ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  }

  async ask(query: string, variables?: object, headers?: Record<string, string>): Promise<HubAnswer> {
    const response = await this.post({ query, variables }, headers);
    return { status: response.status, ...((await response.json()) as object) };
  }

  private people(log: Logger): Execute {
    const schema = schemaOf(PEOPLE, {
      Query: {
        person: (_: unknown, { id }: { id: string }) => {
          if (id === "unknown") throw notFound("person");
          return { id, name: "Μαρία" };
        },
        slow: () => this.slow(),
        broken: () => {
          throw new Error(SECRET);
        },
        purpose: (_: unknown, __: unknown, { viewer }: { viewer: { purpose: string } }) => viewer.purpose,
      },
      Mutation: {
        rename: async (_: unknown, { name }: { name: string }) => {
          await this.slow();
          this.renamed.push(name);
          return name;
        },
      },
    });
    return async ({ query, variables }, call) => {
      const result = await graphql({ schema, source: query, variableValues: variables, contextValue: call });
      const errors = result.errors?.map((error: GraphQLError) => maskError(error, log, call.requestId));
      return { data: result.data, ...(errors && { errors }) };
    };
  }

  private work(): Execute {
    const reference = ({ id }: { id: string }) => ({ id, job: "baker" });
    const schema = schemaOf(WORK, { Person: { __resolveReference: reference } });
    return ({ query, variables }) => {
      if (this.isWorkDown) throw new Error("connect ECONNREFUSED 10.0.0.7:4104");
      return Promise.resolve(graphql({ schema, source: query, variableValues: variables }));
    };
  }
}

type Source = Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>;

const schemaOf = (typeDefs: string, resolvers: object) =>
  buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers: resolvers as NonNullable<Source["resolvers"]> });

export interface HubAnswer {
  readonly status: number;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly [name: string]: unknown };
  }[];
}
