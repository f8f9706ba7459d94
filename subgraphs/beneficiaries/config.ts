import { z } from "zod";
import { readConfig, subgraphSettings } from "../kernel/config";

export const settings = subgraphSettings(4101).extend({
  VAULT_KEYS: z.string(),
  MATCHING_KEY: z.string(),
  AGENCIES_URL: z.url(),
  SIGNING_KEY: z.string(),
});

/** The only reader of this process's environment. */
export const readSettings = () => readConfig(settings, process.env);
