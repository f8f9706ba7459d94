import { z } from "zod";
import { readSealingConfig, sealingSettings } from "../kernel/config";
import { mailSettings } from "../kernel/mail/settings";
import { exchangeSettings } from "../kernel/outbox/exchange";

export const settings = sealingSettings(4101).extend({
  MATCHING_KEY: z.string(),
  AGENCIES_URL: z.url(),
  ...exchangeSettings,
  ...mailSettings,
});

/** The only reader of this process's environment. */
export const readSettings = () => readSealingConfig(settings);
