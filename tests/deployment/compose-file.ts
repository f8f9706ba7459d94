import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { z } from "zod";

/** `${NAME}`, with `:-default` or `:?what is missing`. */
const VARIABLE = /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g;

/** `${NAME:-default}` and `${NAME:?what is missing}`, as compose reads them. */
export const interpolate = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(VARIABLE, (_, name: string, operator: string | undefined, word: string | undefined) => {
    const value = values[name];
    if (value) return value;
    if (operator === "?") throw new Error(`${name}: ${word}`);
    return word ?? "";
  });

const secret = z.union([
  z.string().transform((source) => ({ source, target: source })),
  z.object({ source: z.string(), target: z.string() }),
]);

const service = z.object({
  image: z.string(),
  user: z.string().optional(),
  command: z.array(z.string()),
  environment: z.record(z.string(), z.coerce.string()),
  secrets: z.array(secret),
  networks: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()).optional() }),
  restart: z.string(),
  read_only: z.boolean(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
});
export type Service = z.infer<typeof service>;

/** Compose reads what it interpolates for a boolean as YAML 1.1 does. Here: with no `.env`. */
const switched = z
  .union([z.boolean(), z.string().transform((text) => interpolate(text, {}))])
  .pipe(z.union([z.boolean(), z.stringbool({ truthy: ["true"], falsy: ["false"] })]));

const composeFile = z.object({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.object({ internal: switched.default(false) })),
  volumes: z.record(z.string(), z.null()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

const COMPOSE_TEXT = readFileSync("docker-compose.yml", "utf8");
/** As it is without a `.env`. */
export const COMPOSE = composeFile.parse(load(COMPOSE_TEXT));

/** The secrets that `npm run secrets` makes; the others' files are named in `.env`. */
export const MADE_SECRETS = Object.keys(COMPOSE.secrets).filter(
  (name) => COMPOSE.secrets[name]!.file === `./secrets/${name}`,
);

export function serviceOf(name: string): Service {
  const found = COMPOSE.services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
}

/** The names compose itself reads, from `.env`; one that names a file by what the file holds. */
export const variablesOfCompose = (): string[] => [
  ...new Set([...COMPOSE_TEXT.matchAll(VARIABLE)].map(([, name]) => name!.replace(/_FILE$/, ""))),
];
