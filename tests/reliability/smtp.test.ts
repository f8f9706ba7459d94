import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { MailServer, wordsOf } from "../support/mail-server";
import { createLogger } from "../../subgraphs/kernel/logger";
import { openPostman, mailSettings } from "../../subgraphs/kernel/mail/settings";
import type { Letter } from "../../subgraphs/kernel/mail/postman";
import { smtpPostman } from "../../subgraphs/kernel/mail/smtp";
import { z } from "zod";

const LETTER: Letter = {
  id: "019b7673-0000-7000-8000-000000000001",
  to: "worker@example.gr",
  subject: "Σύνδεσμος: νέα ειδοποίηση",
  text: "Υπάρχει κάτι νέο.\nhttps://hub.example.gr\n",
};
const OURS = { from: "hub@example.gr", hub: "https://hub.example.gr" };
const SHORT = { connect: 60, silence: 60, letter: 150 };

describe("the postman", () => {
  const servers: { close(): unknown }[] = [];
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const server of servers.splice(0)) server.close();
  });
  const mailServer = (): MailServer => {
    const server = new MailServer();
    servers.push(server);
    return server;
  };
  /** A server that does with a connection whatever one likes. */
  const behaving = async (behave: (socket: Socket) => void): Promise<string> => {
    const server = createServer((socket) => {
      sockets.push(socket.on("error", () => undefined));
      behave(socket);
    }).listen(0, "127.0.0.1");
    servers.push(server);
    await once(server, "listening");
    return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const carriedBy = (url: string) => smtpPostman({ url, ...OURS, patience: SHORT }).carry(LETTER);

  it("carries a letter as it is, with an id that it keeps and a word to machines not to answer", async () => {
    const server = mailServer();
    const postman = smtpPostman({ url: await server.listen(), ...OURS });
    for (let time = 0; time < 2; time++) expect(await postman.carry(LETTER)).toBe("SENT");
    const [first, second] = server.received;
    expect(first!.to).toEqual([LETTER.to]);
    expect(wordsOf(first!).replaceAll("\r", "").trim()).toBe(LETTER.text.trim());
    const names = [...first!.text.split("\r\n\r\n")[0]!.matchAll(/^([A-Za-z-]+):/gm)].map(([, name]) => name!);
    const expected = ["From", "To", "Subject", "Message-ID", "Date", "MIME-Version", "Auto-Submitted"];
    const technical = ["X-Auto-Response-Suppress", "Content-Type", "Content-Transfer-Encoding"];
    expect(names.toSorted()).toEqual([...expected, ...technical].toSorted());
    for (const letter of [first!, second!]) expect(letter.text).toContain(`Message-ID: <${LETTER.id}@example.gr>`);
  });

  it.each([
    [550, "REFUSED"],
    [451, "AWAY"],
  ] as const)("whom the server answers %i: %s", async (refusal, outcome) => {
    const server = mailServer();
    server.refusal = refusal;
    expect(await smtpPostman({ url: await server.listen(), ...OURS }).carry(LETTER)).toBe(outcome);
    expect(server.received).toEqual([]);
  });

  it.each([
    ["is not there", () => Promise.resolve("smtp://127.0.0.1:1")],
    ["says nothing", () => behaving(() => undefined)],
    ["hangs up", () => behaving((socket) => socket.destroy())],
    ["talks nonsense", () => behaving((socket) => socket.write("HTTP/1.1 200 OK\r\n\r\n"))],
    ["is busy", () => behaving((socket) => socket.end("421 later\r\n"))],
    ["falls silent after its greeting", () => behaving((socket) => socket.write("220 here\r\n"))],
    [
      "never stops greeting",
      () =>
        behaving((socket) => {
          const greeting = setInterval(() => socket.write("220-and\r\n"), 20);
          socket.once("close", () => clearInterval(greeting));
        }),
    ],
  ])("comes back from a server that %s", async (_, url) => {
    expect(await carriedBy(await url())).toBe("AWAY");
  });

  it("sends no password in clear to another machine: a server there must speak TLS", async () => {
    let heard = "";
    const url = await behaving((socket) => {
      socket.write("220 here\r\n");
      socket.on("data", (data) => {
        heard += data.toString();
        socket.write("250 AUTH PLAIN\r\n");
      });
    });
    const elsewhere = url.replace("127.0.0.1", "user:password@127.0.0.2");
    expect(await carriedBy(elsewhere)).toBe("AWAY");
    expect(heard).not.toMatch(/AUTH|MAIL/);
  });

  it("goes to the domains of the agencies only, when they are given", () => {
    const postman = smtpPostman({ url: "smtp://127.0.0.1", ...OURS, domains: ["gov.gr", "Paionia.GR"] });
    const reached = [
      "a@gov.gr",
      "a@GOV.GR",
      "a@paionia.gr",
      "a@evilgov.gr",
      "a@gov.gr.example",
      "gov.gr",
      "a@x.gov.gr",
    ];
    expect(reached.map((each) => postman.reaches(each))).toEqual([true, true, true, false, false, false, false]);
    expect(smtpPostman({ url: "smtp://127.0.0.1", ...OURS }).reaches("a@anywhere.example")).toBe(true);
  });

  it("is hired with all that is needed, or not at all", () => {
    const lines: string[] = [];
    const log = createLogger("mail", "info", { write: (line: string) => void lines.push(line) });
    const open = (settings: object) => openPostman(z.object(mailSettings).parse(settings), log);
    expect(open({})).toBeUndefined();
    expect(lines.join()).toContain("no e-mail is sent");
    const whole = { SMTP_URL: "smtps://user:secret@mail.example.gr", MAIL_FROM: OURS.from, MAIL_HUB: OURS.hub };
    expect(open(whole)!.hub).toBe(OURS.hub);
    expect(() => open({ ...whole, MAIL_FROM: undefined })).toThrow("SMTP_URL: needs MAIL_FROM and MAIL_HUB");
    expect(() => open({ ...whole, SMTP_URL: "https://mail.example.gr" })).toThrow("SMTP_URL");
    expect(lines.join()).not.toContain("secret");
  });
});
