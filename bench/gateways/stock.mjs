// Stock: @apollo/gateway behind @apollo/server, as its documentation shows it. Arguments: supergraph file, port.
const { readFileSync } = await import("node:fs");
const { ApolloServer } = await import("@apollo/server");
const { startStandaloneServer } = await import("@apollo/server/standalone");
const { ApolloGateway } = await import("@apollo/gateway");

const [file, port] = process.argv.slice(2);
const gateway = new ApolloGateway({ supergraphSdl: readFileSync(file, "utf8") });
const server = new ApolloServer({ gateway, introspection: false });
await startStandaloneServer(server, { listen: { port: Number(port), host: "127.0.0.1" } });
process.stdout.write("ready\n");
