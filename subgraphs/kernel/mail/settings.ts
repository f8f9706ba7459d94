import { z } from "zod";
import { ConfigError } from "../config";
import type { Logger } from "../logger";
import type { Postman } from "./postman";
import { smtpPostman } from "./smtp";

/** `paionia.gr, gov.gr` */
const domains = z
  .string()
  .default("")
  .transform((text) => text.split(",").map((each) => each.trim()))
  .transform((all) => all.filter((each) => each !== ""));

/** Of an owner that writes letters; by file where they hold a password. */
export const mailSettings = {
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().optional(),
  MAIL_HUB: z.url({ protocol: /^https?$/ }).optional(),
  MAIL_DOMAINS: domains,
};
export type MailSettings = z.infer<z.ZodObject<typeof mailSettings>>;

/** Nobody carries letters without SMTP_URL, and the log says so once. Throws when the rest of it is missing. */
export function openPostman(settings: MailSettings, log: Logger): Postman | undefined {
  const { SMTP_URL: url, MAIL_FROM: from, MAIL_HUB: hub, MAIL_DOMAINS } = settings;
  if (!url) {
    log.info("no e-mail is sent: SMTP_URL is not set");
    return undefined;
  }
  if (!from || !hub) throw new ConfigError("SMTP_URL: needs MAIL_FROM and MAIL_HUB");
  return smtpPostman({ url, from, hub, domains: MAIL_DOMAINS });
}
