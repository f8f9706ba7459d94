import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { z } from "zod";

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

const composeFile = z.object({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) })),
  volumes: z.record(z.string(), z.null()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

/** What is put beside it to send letters: it only adds to the one service that writes them. */
const mailFile = z.object({
  services: z.record(z.string(), service.pick({ environment: true, secrets: true, networks: true }).strict()),
  networks: composeFile.shape.networks,
  secrets: composeFile.shape.secrets,
});

const MAIL_TEXT = readFileSync("docker-compose.mail.yml", "utf8");
export const MAIL = mailFile.parse(load(MAIL_TEXT));

export const COMPOSE_TEXT = readFileSync("docker-compose.yml", "utf8");
export const COMPOSE = composeFile.parse(load(COMPOSE_TEXT));

export function serviceOf(name: string): Service {
  const found = COMPOSE.services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
}

const VARIABLE = /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g;

/** The names compose itself reads, from `.env`. */
export const variablesOfCompose = (): string[] => [
  ...new Set([...`${COMPOSE_TEXT}${MAIL_TEXT}`.matchAll(VARIABLE)].map(([, name]) => name ?? "")),
];

/** `${NAME:-default}` and `${NAME:?what is missing}`, as compose reads them. */
export const interpolate = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(VARIABLE, (_, name: string, operator: string | undefined, word: string | undefined) => {
    const value = values[name];
    if (value) return value;
    if (operator === "?") throw new Error(`${name}: ${word}`);
    return word ?? "";
  });
