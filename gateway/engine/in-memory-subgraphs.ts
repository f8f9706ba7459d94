/** For tests: subgraphs in memory, composed, executed by graphql-js, every request to them recorded. */
import { composeServices } from "@apollo/composition";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse, validate, type ExecutionResult, type GraphQLSchema } from "graphql";
import { Engine, type EngineOptions } from "./engine.js";
import { MIN_SHARED } from "./run.js";
import type { CallSubgraph, EndSignal, SubgraphAnswer, SubgraphRequest } from "./subgraph-call.js";

type Source = Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>;
export type ResolverMap = NonNullable<Source["resolvers"]>;

export interface SubgraphSource {
  readonly typeDefs: string;
  readonly resolvers?: ResolverMap;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable",
  "@requires", "@external", "@provides", "@interfaceObject", "@override", "@inaccessible", "@composeDirective",
  "@authenticated", "@requiresScopes", "@policy", "@tag"])\n`;

export function compose(sources: Record<string, SubgraphSource>): string {
  const result = composeServices(
    Object.entries(sources).map(([name, { typeDefs }]) => ({ name, typeDefs: parse(LINK + typeDefs) })),
  );
  if (result.errors) throw new Error(result.errors.map((error) => error.message).join("\n"));
  return result.supergraphSdl;
}

export function schemasOf(sources: Record<string, SubgraphSource>): Map<string, GraphQLSchema> {
  return new Map(
    Object.entries(sources).map(([name, { typeDefs, resolvers }]) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(LINK + typeDefs), ...(resolvers && { resolvers }) }),
    ]),
  );
}

/** An engine over subgraphs in memory. `instead` may answer a request in a subgraph's place. */
export class TestFederation {
  readonly requests: SubgraphRequest[] = [];
  readonly engine: Engine<undefined>;
  instead: (request: SubgraphRequest, signal?: EndSignal) => ReturnType<CallSubgraph<undefined>> | undefined = () =>
    undefined;

  constructor(sources: Record<string, SubgraphSource>, options?: EngineOptions) {
    const schemas = schemasOf(sources);
    this.engine = new Engine(
      compose(sources),
      async (request, _context, signal) => {
        this.requests.push(request);
        return this.instead(request, signal) ?? this.run(schemas.get(request.service) as GraphQLSchema, request);
      },
      options,
    );
  }

  /** A subgraph validates what it is asked, and answers with a text, as a real one does. */
  private async run(schema: GraphQLSchema, request: SubgraphRequest): Promise<SubgraphAnswer> {
    const result = await graphql({ schema, source: request.query, variableValues: request.variables ?? {} });
    return readAnswer(request, result);
  }

  /** The answer as a client receives it: JSON. Throws when the test's own query is not valid. */
  async ask(query: string, variables: Record<string, unknown> = {}, signal?: AbortSignal): Promise<Answer> {
    this.requests.length = 0;
    const document = parse(query);
    const [invalid] = validate(this.engine.schema, document);
    if (invalid) throw invalid;
    const prepared = this.engine.prepare(document);
    const result = await this.engine.execute(prepared, { variables, context: undefined, ...(signal && { signal }) });
    return JSON.parse(JSON.stringify(result)) as Answer;
  }
}

/** What the engine gets of a subgraph's answer that came over a wire: long enough to be read by the engine itself. */
export function readAnswer({ read = JSON.parse }: SubgraphRequest, { data, errors }: ExecutionResult): SubgraphAnswer {
  return read(JSON.stringify({ data, errors, extensions: { padding: PADDING } })) as SubgraphAnswer;
}

const PADDING = " ".repeat(MIN_SHARED);

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}
