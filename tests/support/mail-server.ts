import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A letter as a mail server sees it: every byte. */
export interface Received {
  readonly to: readonly string[];
  readonly text: string;
}

/** A mail server in this process, which says what it is told to say. */
export class MailServer {
  readonly received: Received[] = [];
  /** The code it answers a recipient with; undefined when it takes the letter. */
  refusal: number | undefined;
  /** How many connections there were. */
  connections = 0;
  private readonly server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    closeTimeout: 100,
    onConnect: (_session, done) => {
      this.connections++;
      done();
    },
    onRcptTo: (_address, _session, done) =>
      done(this.refusal ? Object.assign(new Error("no"), { responseCode: this.refusal }) : null),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        this.received.push({ to: envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });

  async listen(): Promise<string> {
    const listening = this.server.listen(0, "127.0.0.1");
    await once(listening, "listening");
    return `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }
}

/** A letter's words, whatever it was encoded in. */
export function wordsOf({ text }: Received): string {
  const [head = "", ...body] = text.split("\r\n\r\n");
  const words = body.join("\r\n\r\n");
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(words, "base64").toString("utf8");
  return decodeURIComponent(
    words
      .replaceAll("=\r\n", "")
      .replaceAll("%", "%25")
      .replaceAll(/=(?=[0-9A-F]{2})/g, "%"),
  );
}
