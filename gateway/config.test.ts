import { spawnSync } from "node:child_process";
import { readGatewayConfig } from "./config";

const GIVEN = {
  SUBGRAPH_URLS: "people=http://people:4101/graphql, mental-health=http://mental-health:4107/graphql",
  SIGNING_KEY: "secret-key",
  OIDC_ISSUER: "https://login.example.gr/realm",
};

describe("the settings of the gateway", () => {
  it("are production, on loopback, with nothing open, unless said otherwise", () => {
    expect(readGatewayConfig(GIVEN)).toMatchObject({
      HUB_MODE: "production",
      HOST: "127.0.0.1",
      PORT: 4000,
      CORS_ORIGINS: [],
      SUBGRAPH_TIMEOUT_MS: 5000,
      OIDC_AUDIENCE: "syndesmos",
      SUBGRAPH_URLS: new Map([
        ["people", "http://people:4101/graphql"],
        ["mental-health", "http://mental-health:4107/graphql"],
      ]),
    });
  });

  it.each([
    ["SUBGRAPH_URLS", "people"],
    ["SUBGRAPH_URLS", "people=ftp://people"],
    ["SUBGRAPH_URLS", ","],
    ["OIDC_ISSUER", "login"],
    ["CORS_ORIGINS", "https://desk.example.gr/path"],
    ["CORS_ORIGINS", "*"],
    ["PORT", "70000"],
    ["HUB_MODE", "test"],
    ["SUBGRAPH_TIMEOUT_MS", "0"],
  ])("%s=%s is a fault that is named and not quoted", (name, value) => {
    const read = () => readGatewayConfig({ ...GIVEN, [name]: value });
    expect(read).toThrow(name);
    expect(read).not.toThrow(`${value}.`);
  });

  it("names everything that is missing at once", () => {
    expect(() => readGatewayConfig({})).toThrow(/SUBGRAPH_URLS.*SIGNING_KEY.*OIDC_ISSUER/);
  });

  it("silences Apollo's packages by being loaded", () => {
    const script = `require(${JSON.stringify(require.resolve("./config"))}); console.log(process.env.APOLLO_TELEMETRY_DISABLED)`;
    expect(spawnSync(process.execPath, ["-e", script], { env: {} }).stdout.toString()).toBe("true\n");
  });
});
