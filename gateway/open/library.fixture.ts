/** For tests: a library's three plain subgraphs over HTTP, as anybody writes them, and their supergraph. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { composeServices } from "@apollo/composition";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, GraphQLError, parse, type GraphQLSchema } from "graphql";
import type { Context } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";

type Source = Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>;
type Resolvers = NonNullable<Source["resolvers"]>;

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@requires",
  "@external", "@shareable", "@tag", "@authenticated", "@requiresScopes"])\n`;

export const SECRET = "connect ECONNREFUSED 10.1.2.3:5432";

const SOURCES: Readonly<Record<string, { typeDefs: string; resolvers: object }>> = {
  catalogue: {
    typeDefs: `
      type Query { books: [Book!]! book(id: ID!): Book broken: String @tag(name: "staff") refused: String headers: [String!]! shelved(shelf: Shelf): Int }
      input Shelf { floor: Int room: String }
      type Mutation { addBook(title: String!): Book }
      type Subscription { returned(times: Int = 2): Book }
      type Book @key(fields: "id") { id: ID! title: String! pages: Int }`,
    resolvers: {
      Query: {
        books: () => BOOKS,
        book: (_: unknown, { id }: { id: string }) => BOOKS.find((book) => book.id === id),
        broken: () => {
          throw new Error(SECRET);
        },
        refused: () => {
          throw new GraphQLError(SECRET, { extensions: { code: "SHELF_CLOSED", host: "10.1.2.3" } });
        },
        headers: (_: unknown, __: unknown, headers: IncomingHttpHeaders) => Object.keys(headers),
      },
      Subscription: {
        returned: {
          async *subscribe(_: unknown, { times }: { times: number }) {
            if (times < 0) throw new GraphQLError(SECRET, { extensions: { code: "SHELF_CLOSED" } });
            for (let at = 0; at < times; at++) yield { returned: BOOKS[at % 2] };
            if (times === 0) await new Promise((resolve) => setTimeout(resolve, 60_000).unref());
          },
        },
      },
      Mutation: { addBook: (_: unknown, { title }: { title: string }) => ({ id: "9", title }) },
      Book: { __resolveReference: ({ id }: { id: string }) => BOOKS.find((book) => book.id === id) },
    },
  },
  readers: {
    typeDefs: `
      type Query { reader: Reader }
      type Reader @key(fields: "id") { id: ID! name: String borrowed: [Book!]!
        diary: String @authenticated fines: Int @requiresScopes(scopes: [["staff"]]) }
      type Book @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: {
      Query: {
        reader: () => ({ id: "r", name: "Άννα", diary: "dear", fines: 3, borrowed: [{ id: "1" }, { id: "2" }] }),
      },
    },
  },
  post: {
    typeDefs: `
      type Book @key(fields: "id") { id: ID! pages: Int @external postage: Int @requires(fields: "pages") }`,
    resolvers: {
      Book: {
        __resolveReference: (book: object) => book,
        postage: ({ pages }: { pages: number }) => pages / 100,
      },
    },
  },
};

const BOOKS = [
  { id: "1", title: "Ζορμπάς", pages: 300 },
  { id: "2", title: "Άξιον Εστί", pages: 100 },
];

/** The three servers and a supergraph that holds their addresses. `instead` takes over a subgraph's door. */
export class Library {
  supergraph = "";
  readonly instead = new Map<string, RequestListener>();
  /** Where each subgraph is. */
  readonly urls = new Map<string, string>();
  /** What each subgraph was asked: the bodies of its requests. */
  readonly asked: { service: string; body: string }[] = [];
  /** What each socket for subscriptions was opened with, and how many are open. */
  readonly connected: unknown[] = [];
  sockets = 0;
  private readonly servers: Server[] = [];

  async start(): Promise<this> {
    const services = [];
    for (const [name, { typeDefs, resolvers }] of Object.entries(SOURCES)) {
      const document = parse(LINK + typeDefs);
      const url = await this.serve(
        name,
        buildSubgraphSchema({ typeDefs: document, resolvers: resolvers as Resolvers }),
      );
      this.urls.set(name, url);
      services.push({ name, url, typeDefs: document });
    }
    const { supergraphSdl, errors } = composeServices(services);
    if (supergraphSdl === undefined) throw new Error(String(errors));
    this.supergraph = supergraphSdl;
    return this;
  }

  async stop(): Promise<void> {
    for (const server of this.servers) {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    }
  }

  private async serve(service: string, schema: GraphQLSchema): Promise<string> {
    const answer: RequestListener = (request, response) => {
      void text(request).then(async (body) => {
        this.asked.push({ service, body });
        const instead = this.instead.get(service);
        if (instead) return instead(request, response);
        const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
        const result = await graphql({
          schema,
          source: query,
          contextValue: request.headers,
          ...(variables && { variableValues: variables }),
        });
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result));
      });
    };
    const server = createServer(answer).listen(0, "127.0.0.1");
    this.servers.push(server);
    const onConnect = ({ connectionParams }: Context): void => {
      this.sockets++;
      this.connected.push(connectionParams);
    };
    useServer({ schema, onConnect, onDisconnect: () => void this.sockets-- }, new WebSocketServer({ server }));
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }
}
