import { readFileSync } from "node:fs";
import { z } from "zod";

/** A fault in the configuration: names every faulty setting and never a value. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads settings from an environment, once. `NAME_FILE` names a file that holds NAME (secrets by file). The result is
 * frozen. Throws {@link ConfigError} with every fault at once.
 */
export function readConfig<S extends z.ZodObject>(shape: S, environment: Environment): Readonly<z.infer<S>> {
  const raw: Record<string, string> = {};
  const faults: string[] = [];
  for (const name of Object.keys(shape.shape)) {
    try {
      const value = environment[name] ?? fromFile(environment[`${name}_FILE`]);
      if (value !== undefined && value !== "") raw[name] = value;
    } catch {
      faults.push(`${name}_FILE: cannot be read`);
    }
  }
  const parsed = shape.safeParse(raw);
  if (!parsed.success) faults.push(...parsed.error.issues.map(describeIssue));
  if (faults.length > 0 || !parsed.success) throw new ConfigError(`Configuration: ${faults.join("; ")}`);
  return Object.freeze(parsed.data);
}

const fromFile = (path: string | undefined) => (path ? readFileSync(path, "utf8").trim() : undefined);

const describeIssue = (issue: z.core.$ZodIssue) => `${issue.path.join(".")}: ${issue.code.replaceAll("_", " ")}`;

/** The settings of every subgraph process. */
export const subgraphSettings = (defaultPort: number) =>
  z.object({
    DATABASE_URL: z.url(),
    MIGRATION_DATABASE_URL: z.url().optional(),
    GATEWAY_KEYS: z.string(),
    HOST: z.string().default("127.0.0.1"),
    PORT: z.coerce.number().int().min(0).max(65_535).default(defaultPort),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug"]).default("info"),
    RETENTION: z.enum(["off", "daily"]).default("off"),
    TLS_CERT_PATH: z.string().optional(),
    TLS_KEY_PATH: z.string().optional(),
    TLS_CA_PATH: z.string().optional(),
  });
export type SubgraphSettings = z.infer<ReturnType<typeof subgraphSettings>>;

/** Reads the settings of one owner's process from the real environment. */
export const readSubgraphConfig = (defaultPort: number): Readonly<SubgraphSettings> =>
  readConfig(subgraphSettings(defaultPort), process.env);

/** And of one whose owner seals what it stores. */
export const sealingSettings = (defaultPort: number) =>
  subgraphSettings(defaultPort).extend({ VAULT_KEYS: z.string() });

/** Reads those, with the files its keys came from, where they came from files: to see them change. */
export const readSealingConfig = <S extends z.ZodObject>(shape: S, environment: Environment = process.env) => ({
  ...readConfig(shape, environment),
  KEY_FILES: ["VAULT_KEYS", "MATCHING_KEY"].map((name) => environment[`${name}_FILE`] ?? null),
});

/** Where a process of this container listens: for its health check. */
export const readPort = (): number => readConfig(z.object({ PORT: z.coerce.number().int() }), process.env).PORT;

/** For a command that needs an owner's database and nothing else. */
export const readDatabaseConfig = () => readConfig(z.object({ DATABASE_URL: z.url() }), process.env);
