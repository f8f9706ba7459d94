import { readFileSync } from "node:fs";
import { databaseName, OWNERS } from "../../gateway/embedded/owners";
import { EXTENSIONS } from "../../gateway/embedded/postgres/init";
import { settings as gatewaySettings } from "../../gateway/config";
import { mailSettings } from "../../subgraphs/kernel/mail/settings";
import { COMPOSE, interpolate, MADE_SECRETS, serviceOf } from "./compose-file";
import { SETTINGS } from "./settings";

const NAMES = OWNERS.map(({ name }) => name);
const HUB = ["gateway", ...NAMES];
const SERVICES = Object.entries(COMPOSE.services);

const targetsOf = (service: string) => serviceOf(service).secrets.map(({ target }) => target);

describe("docker-compose.yml", () => {
  it("runs the gateway, and for every owner a subgraph and a database of its own", () => {
    const expected = ["gateway", ...NAMES, ...NAMES.map((name) => `postgres-${name}`)];
    expect(Object.keys(COMPOSE.services).sort()).toEqual(expected.sort());
    for (const name of NAMES) {
      expect(serviceOf(name).command).toEqual(["node", `dist/subgraphs/${name}/main.js`]);
      expect(serviceOf(`postgres-${name}`).environment["POSTGRES_DB"]).toBe(databaseName(name));
      expect(serviceOf(`postgres-${name}`).volumes).toContain(`${name}:/var/lib/postgresql`);
    }
    expect(Object.keys(COMPOSE.volumes).sort()).toEqual([...NAMES, "audit"].sort());
  });

  it("publishes the gateway, and nothing else, to this machine", () => {
    expect(SERVICES.filter(([, { ports }]) => ports.length > 0).map(([name]) => name)).toEqual(["gateway"]);
    expect(serviceOf("gateway").ports).toEqual(["${PUBLISH_ADDRESS:-127.0.0.1}:${PUBLISH_PORT:-4000}:4000"]);
  });

  it("lets a database be reached by its own subgraph only, and lets no subgraph out", () => {
    expect(serviceOf("gateway").networks).toEqual(["hub", "outside"]);
    for (const name of NAMES) {
      const mail = name === "beneficiaries" ? ["mail"] : [];
      expect(serviceOf(name).networks).toEqual(["hub", `${name}-data`, ...mail]);
      expect(serviceOf(`postgres-${name}`).networks).toEqual([`${name}-data`]);
    }
    const open = Object.entries(COMPOSE.networks).filter(([, network]) => !network.internal);
    expect(open.map(([name]) => name)).toEqual(["outside"]);
  });

  it("tells the gateway where every owner answers", () => {
    const urls = gatewaySettings.shape.SUBGRAPH_URLS.parse(serviceOf("gateway").environment["SUBGRAPH_URLS"]);
    expect(Object.fromEntries(urls)).toEqual(
      Object.fromEntries(NAMES.map((name) => [name, `http://${name}:4000/graphql`])),
    );
  });

  it.each(SERVICES)("checks the health of %s, and gives it no right it does not need", (_, service) => {
    expect(service).toMatchObject({
      healthcheck: expect.any(Object),
      restart: "unless-stopped",
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
    });
  });

  it("waits for a database until it really answers, not while it is being prepared", () => {
    for (const name of NAMES) {
      expect(serviceOf(name).depends_on).toEqual({ [`postgres-${name}`]: { condition: "service_healthy" } });
      expect(serviceOf(`postgres-${name}`).healthcheck.test).toContain("--host=127.0.0.1");
    }
    const healthy = { condition: "service_healthy" };
    expect(serviceOf("gateway").depends_on).toEqual(Object.fromEntries(NAMES.map((name) => [name, healthy])));
  });

  it.each(HUB)("sets only settings that %s reads, all that it requires, and secrets by file", (name) => {
    const { shape } = SETTINGS.get(name)!;
    const given = Object.keys(serviceOf(name).environment);
    expect(given.filter((each) => !(each.replace(/_FILE$/, "") in shape))).toEqual([]);
    const required = Object.keys(shape).filter((each) => !shape[each]!.safeParse(undefined).success);
    expect(required.filter((each) => !given.some((set) => set.replace(/_FILE$/, "") === each))).toEqual([]);
    const SECRET = /KEY|DATABASE_URL/;
    expect(given.filter((each) => SECRET.test(each) && !each.endsWith("_FILE"))).toEqual([]);
  });

  it.each(SERVICES)("mounts into %s the secrets it reads, each a file outside the image", (name, service) => {
    const files = Object.entries(service.environment).filter(([setting]) => setting.endsWith("_FILE"));
    const read = files.map(([, file]) => file.replace("/run/secrets/", ""));
    const byRoles = name.startsWith("postgres-") ? ["database-url", "migration-url"] : [];
    expect(targetsOf(name).sort()).toEqual([...read, ...byRoles].sort());
    for (const { source } of service.secrets) expect([...MADE_SECRETS, "smtp-url"]).toContain(source);
  });

  it("gives each owner's passwords to that owner alone, and signing keys to those who sign", () => {
    const holders = (secret: string) =>
      SERVICES.filter(([, { secrets }]) => secrets.some(({ source }) => source === secret)).map(([name]) => name);
    for (const name of NAMES) {
      expect(holders(`${name}-superuser-password`)).toEqual([`postgres-${name}`]);
      for (const kind of ["database-url", "migration-url"]) {
        expect(holders(`${name}-${kind}`)).toEqual([name, `postgres-${name}`]);
      }
    }
    expect(holders("signing-key.json")).toEqual(["gateway"]);
    for (const secret of ["beneficiaries-signing-key.json", "vault-keys", "matching-key", "smtp-url"]) {
      expect(holders(secret)).toEqual(["beneficiaries"]);
    }
    for (const secret of ["accountability-signing-key.json", "head-key.json"]) {
      expect(holders(secret)).toEqual(["accountability"]);
    }
  });

  it("sends no letter and opens no way to a mail server, until .env says so", () => {
    const { environment } = serviceOf("beneficiaries");
    const unset = Object.keys(mailSettings).map((name) => interpolate(environment[name] ?? "", {}));
    expect(unset).toEqual(["", "", "", ""]);
    expect(environment["SMTP_URL_FILE"]).toBe("/run/secrets/smtp-url");
    const { file } = COMPOSE.secrets["smtp-url"]!;
    expect([file, interpolate(file, {})]).toEqual(["${SMTP_URL_FILE:-/dev/null}", "/dev/null"]);
    expect(interpolate(file, { SMTP_URL_FILE: "./secrets/smtp-url" })).toBe("./secrets/smtp-url");
    expect(readFileSync("/dev/null", "utf8")).toBe("");
  });
});

describe("the image", () => {
  const dockerfile = readFileSync("Dockerfile", "utf8");
  const ignored = readFileSync(".dockerignore", "utf8").split("\n");

  it("runs as nobody special, in production", () => {
    expect(dockerfile.lastIndexOf("\nUSER node")).toBeGreaterThan(dockerfile.lastIndexOf("\nFROM"));
    expect(dockerfile).toContain("HUB_MODE=production");
  });

  it("has no invented people in it, no tests and no secrets", () => {
    expect(ignored).toContain("*");
    const admitted = ignored.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
    expect(admitted).toEqual([
      "package.json",
      "package-lock.json",
      "tsconfig.json",
      "gateway",
      "subgraphs",
      "schema/supergraph.graphql",
      "schema/trusted-documents.json",
      "gateway/embedded/owners.ts",
    ]);
    expect(ignored).toContain("gateway/embedded/*");
  });

  it("brings the extensions the migrations need", () => {
    const roles = readFileSync("gateway/deploy/roles.sql", "utf8");
    for (const extension of EXTENSIONS) expect(roles).toContain(`create extension if not exists ${extension} `);
  });
});
