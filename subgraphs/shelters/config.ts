import { z } from "zod";
import { readSealingConfig, sealingSettings } from "../kernel/config";

export const settings = sealingSettings(4105).extend({
  SIGNING_KEY: z.string(),
  SUBSCRIBERS: z.string().default(""),
});

/** The only reader of this process's environment. */
export const readSettings = () => readSealingConfig(settings);
