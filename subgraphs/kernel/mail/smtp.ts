import { setTimeout as delay } from "node:timers/promises";
import { createTransport } from "nodemailer";
import type { Carried, Letter, Postman } from "./postman";

export interface SmtpOptions {
  /** `smtps://user:password@host:465` or `smtp://host:587`. */
  readonly url: string;
  /** The address letters come from. */
  readonly from: string;
  readonly hub: string;
  /** Addresses end in one of these; in anything when there is none. */
  readonly domains?: readonly string[];
  readonly patience?: SmtpPatience;
}

/** How long the server may take, in milliseconds: to be there, to say something, and for all of a letter. */
export interface SmtpPatience {
  readonly connect: number;
  readonly silence: number;
  readonly letter: number;
}

const PATIENCE: SmtpPatience = { connect: 5000, silence: 10_000, letter: 25_000 };

const isOfThisMachine = (url: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname);

/** Letters by SMTP, over TLS always but to a server on this very machine. Each has a connection of its own. */
export function smtpPostman({ url, from, hub, domains = [], patience = PATIENCE }: SmtpOptions): Postman {
  const transport = createTransport({
    url,
    requireTLS: !isOfThisMachine(url),
    connectionTimeout: patience.connect,
    greetingTimeout: patience.connect,
    socketTimeout: patience.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const ends = domains.map((domain) => `@${domain.toLowerCase()}`);
  const send = async ({ id, ...letter }: Letter): Promise<Carried> => {
    try {
      await transport.sendMail({ ...letter, from, ...headersOf(id, from) });
      return "SENT";
    } catch (error) {
      return isForGood(error) ? "REFUSED" : "AWAY";
    }
  };
  return {
    hub,
    reaches: (address) => ends.length === 0 || ends.some((end) => address.toLowerCase().endsWith(end)),
    // A server that says one letter a second is never silent, and never done.
    carry: (letter) => within(patience.letter, send(letter)),
  };
}

/** Nobody answers a machine, and no machine should answer this one (RFC 3834). */
const headersOf = (id: string, from: string) => ({
  messageId: `<${id}@${from.slice(from.lastIndexOf("@") + 1)}>`,
  xMailer: false as const,
  headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
});

/** A 5xx to the address or the letter. To the password it is our fault, and somebody may mend it. */
function isForGood(error: unknown): boolean {
  const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
  return (code === "EENVELOPE" || code === "EMESSAGE") && responseCode >= 500;
}

async function within(milliseconds: number, work: Promise<Carried>): Promise<Carried> {
  const ended = new AbortController();
  const late = delay(milliseconds, "AWAY" as const, { signal: ended.signal, ref: false }).catch(() => "AWAY" as const);
  try {
    return await Promise.race([work, late]);
  } finally {
    ended.abort();
  }
}
