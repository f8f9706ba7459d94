import { z } from "zod";
import { readConfig } from "../../subgraphs/kernel/config";
import { mailSettings } from "../../subgraphs/kernel/mail/settings";

export const settings = z.object({
  HUB_MODE: z.enum(["development", "production"]).default("development"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  DATA_DIRECTORY: z.string().default(".data"),
  CASELOAD_PEOPLE: z.coerce.number().int().min(0).max(5_000_000).default(2000),
  CASELOAD_SEED: z.string().default("syndesmos"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug"]).default("warn"),
  ...mailSettings,
});
export type EmbeddedSettings = Readonly<z.infer<typeof settings>>;

/** The settings of the embedded hub. The only reader of this process's environment. */
export const readEmbeddedConfig = (): EmbeddedSettings => readConfig(settings, process.env);
