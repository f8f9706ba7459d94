import { z } from "zod";
import { readSealingConfig, sealingSettings } from "../kernel/config";

export const settings = sealingSettings(4101).extend({
  MATCHING_KEY: z.string(),
  AGENCIES_URL: z.url(),
  SIGNING_KEY: z.string(),
  EVENT_KEYS: z.string(),
});

/** The only reader of this process's environment. */
export const readSettings = () => readSealingConfig(settings);
