// Hive Gateway with its Rust query planner (router runtime). Arguments: supergraph file, port, "share" or "alone".
Promise.withResolvers ??= function withResolvers() {
  const parts = {};
  parts.promise = new this((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};
const { readFileSync } = await import("node:fs");
const { createServer } = await import("node:http");
const { createGatewayRuntime } = await import("@graphql-hive/gateway");
const { unifiedGraphHandler } = await import("@graphql-hive/router-runtime");

const [file, port, mode] = process.argv.slice(2);
const share = mode === "share";
const runtime = createGatewayRuntime({
  supergraph: readFileSync(file, "utf8"),
  unifiedGraphHandler,
  logging: false,
  graphiql: false,
  landingPage: false,
  inboundInflightRequestDeduplication: share,
  transportEntries: { "*.http": { options: { deduplicateInflightRequests: share } } },
});
createServer(runtime).listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
