import { z } from "zod";
import { readConfig, subgraphSettings } from "../kernel/config";

export const settings = subgraphSettings(4108).extend({
  AGENCIES_URL: z.url(),
  SIGNING_KEY: z.string(),
  HEAD_KEY: z.string(),
  AUDIT_DIRECTORY: z.string().default("audit"),
  AUDIT_INTERVAL_SECONDS: z.coerce.number().int().min(1).max(86_400).default(60),
});

/** The only reader of this process's environment. */
export const readSettings = () => readConfig(settings, process.env);

/** For the command that exports once. */
export const readExportSettings = () =>
  readConfig(settings.pick({ DATABASE_URL: true, HEAD_KEY: true, AUDIT_DIRECTORY: true }), process.env);

/** For the command that erases. */
export const readErasureSettings = () => readConfig(z.object({ MIGRATION_DATABASE_URL: z.url() }), process.env);
