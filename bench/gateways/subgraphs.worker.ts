/**
 * The four subgraphs as HTTP servers of one process. Each distinct request is executed once and answered from memory
 * ever after: what is compared are gateways, and all of them wait for the same subgraphs.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { graphql, type GraphQLSchema } from "graphql";
import { schemas, supergraphAt } from "./shop.js";

async function answer(schema: GraphQLSchema, body: string): Promise<Buffer> {
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
  const result = await graphql({ schema, source: query, ...(variables && { variableValues: variables }) });
  return Buffer.from(JSON.stringify(result));
}

function serve(schema: GraphQLSchema): Promise<string> {
  const known = new Map<string, Promise<Buffer>>();
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (piece: string) => (body += piece));
    request.on("end", () => {
      let kept = known.get(body);
      if (kept === undefined) known.set(body, (kept = answer(schema, body)));
      void kept.then((bytes) =>
        response.writeHead(200, { "content-type": "application/json", "content-length": bytes.length }).end(bytes),
      );
    });
  });
  server.keepAliveTimeout = 600_000;
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`));
  });
}

async function main(): Promise<void> {
  const addresses = new Map<string, string>();
  for (const [name, schema] of schemas()) addresses.set(name, await serve(schema));
  process.send?.(supergraphAt(addresses));
}

void main();
