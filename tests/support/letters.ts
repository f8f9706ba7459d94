import { noticeWriter } from "../../subgraphs/beneficiaries/data/notice.writer";
import type { NoticeKind } from "../../subgraphs/beneficiaries/domain/notice.rules";
import type { PeerAnswer } from "../../subgraphs/kernel/call/peer";
import { newId } from "../../subgraphs/kernel/identifier";
import { smtpPostman } from "../../subgraphs/kernel/mail/smtp";
import type { Role } from "../../subgraphs/kernel/policy/vocabulary";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { useDatabase } from "./database";
import { MailServer } from "./mail-server";
import { operationOf } from "./operations";

const SET = operationOf("Notices", "SetNoticeMail");
const MINE = operationOf("Notices", "NoticeMail");
const PROVE = operationOf("Notices", "ProveNoticeMail");

/** What every letter says, and all of it. */
export const HUB = "https://hub.example.gr";
export const MINUTE = 60_000;

export const worker = (role: Role = "AGENCY_WORKER", organisationId = newId()): Viewer => ({
  ...{ id: newId(), role, organisationId, area: null, purpose: "CARE" },
});

/** In whose name things happen of which others are told. */
const ACTOR = worker();

/** For the test file that calls it: the centres' owner, a mail server, and a clock that only the test moves. */
export function useLetters() {
  const server = new MailServer();
  let url = "";
  const owner = useDatabase("beneficiaries", {
    postman: {
      hub: HUB,
      reaches: (address) => address.endsWith("@example.gr"),
      carry: (letter) => smtpPostman({ url, from: "hub@example.gr", hub: HUB }).carry(letter),
    },
  });
  beforeAll(async () => void (url = await server.listen()));
  beforeEach(() => {
    server.received.length = 0;
    server.refusal = undefined;
  });
  afterAll(() => server.close());
  return new Letters(owner, server);
}

class Letters {
  /** What time the job thinks it is. */
  clock = Date.now();

  constructor(
    readonly owner: ReturnType<typeof useDatabase>,
    readonly server: MailServer,
  ) {}

  /** The turn of the job, so many minutes after the last. */
  turn(minutes = 0): Promise<Readonly<Record<string, number>>> {
    this.clock += minutes * MINUTE;
    const job = this.owner.subgraph.jobs.find(({ name }) => name === "notice_mail")!;
    return job.run(new Date(this.clock));
  }

  say(viewer: Viewer, fields: object = {}): Promise<PeerAnswer> {
    const input = { address: `${viewer.id}@example.gr`, rhythm: "IMMEDIATE", ...fields };
    return this.owner.ask(viewer, SET, { input });
  }

  /** Says it, and has proven the address. */
  async wish(viewer: Viewer, fields: object = {}): Promise<PeerAnswer> {
    const said = await this.say(viewer, fields);
    await this.owner.superuser(`delete from notice_mail where viewer_id = '${viewer.id}' and purpose = 'CODE'`);
    await this.owner.superuser(`update notice_preference set proven_at = now() where viewer_id = '${viewer.id}'`);
    return said;
  }

  prove(viewer: Viewer, code: string, idempotencyKey?: string): Promise<PeerAnswer> {
    return this.owner.ask(viewer, PROVE, { input: { code, idempotencyKey } });
  }

  async standing(viewer: Viewer): Promise<unknown> {
    return (await this.owner.ask(viewer, MINE)).data!["noticeMail"];
  }

  /** Something happens that everybody of a role in an organisation must be told of; `before` the commit. */
  happen(to: Viewer, kind: NoticeKind = "EMERGENCY_OPENED", times = 1, before?: () => Promise<void>): Promise<void> {
    return this.owner.subgraph.database.transaction(ACTOR, async (tx) => {
      const tidings = { kind, at: new Date(this.clock), beneficiaryId: null, subjectId: null };
      const addressees = Array.from({ length: times }, () => ({ role: to.role, organisationId: to.organisationId }));
      await noticeWriter.tell(tx, addressees, tidings, ACTOR);
      await before?.();
    });
  }

  toldTo(viewer: Viewer) {
    return this.server.received.filter(({ to }) => to[0] === `${viewer.id}@example.gr`);
  }
}
