import { Client } from "pg";
import { noticeWriter } from "../../subgraphs/beneficiaries/data/notice.writer";
import { operateMail } from "../../subgraphs/beneficiaries/data/given-up-mail";
import { NoticeMailQueue } from "../../subgraphs/beneficiaries/data/notice-mail.queue";
import type { NoticeKind } from "../../subgraphs/beneficiaries/domain/notice.rules";
import { newId } from "../../subgraphs/kernel/identifier";
import { smtpPostman } from "../../subgraphs/kernel/mail/smtp";
import type { PeerAnswer } from "../../subgraphs/kernel/call/peer";
import type { Role } from "../../subgraphs/kernel/policy/vocabulary";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { useDatabase } from "../support/database";
import { MailServer, wordsOf, type Received } from "../support/mail-server";
import { operationOf } from "../support/operations";

const SET = operationOf("Notices", "SetNoticeMail");
const MINE = operationOf("Notices", "NoticeMail");
const PROVE = operationOf("Notices", "ProveNoticeMail");
const READ_ALL = operationOf("Notices", "MarkAllNoticesRead");
const LIST = "{ notices(first: 1) { edges { node { id } } } }";
const HUB = "https://hub.example.gr";
const MINUTE = 60_000;

const worker = (role: Role = "AGENCY_WORKER", organisationId = newId()): Viewer => ({
  ...{ id: newId(), role, organisationId, area: null, purpose: "CARE" },
});

const ACTOR = worker();

describe("who wants to be told by e-mail", () => {
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

  let clock = Date.now();
  /** The turn of the job, so many minutes after the last. */
  const turn = (minutes = 0): Promise<Readonly<Record<string, number>>> => {
    clock += minutes * MINUTE;
    const job = owner.subgraph.jobs.find(({ name }) => name === "notice_mail")!;
    return job.run(new Date(clock));
  };
  const say = (viewer: Viewer, fields: object = {}) => {
    const input = { address: `${viewer.id}@example.gr`, rhythm: "IMMEDIATE", ...fields };
    return owner.ask(viewer, SET, { input });
  };
  /** Says it, and has proven the address. */
  const wish = async (viewer: Viewer, fields: object = {}) => {
    const said = await say(viewer, fields);
    await owner.superuser(`delete from notice_mail where viewer_id = '${viewer.id}' and purpose = 'CODE'`);
    await owner.superuser(`update notice_preference set proven_at = now() where viewer_id = '${viewer.id}'`);
    return said;
  };
  const prove = (viewer: Viewer, code: string, idempotencyKey?: string) =>
    owner.ask(viewer, PROVE, { input: { code, idempotencyKey } });
  const refusalOf = ({ errors }: PeerAnswer) => {
    const { code, details } = (errors?.[0]?.extensions ?? {}) as { code?: string; details?: Record<string, string> };
    return [code, details?.["check"]];
  };
  const standing = async (viewer: Viewer) => (await owner.ask(viewer, MINE)).data!["noticeMail"];
  /** Something happens that everybody of a role in an organisation must be told of. */
  const happen = (to: Viewer, kind: NoticeKind = "EMERGENCY_OPENED", times = 1): Promise<void> =>
    owner.subgraph.database.transaction(ACTOR, async (tx) => {
      const tidings = { kind, at: new Date(clock), beneficiaryId: null, subjectId: null };
      const addressees = Array.from({ length: times }, () => ({ role: to.role, organisationId: to.organisationId }));
      await noticeWriter.tell(tx, addressees, tidings, ACTOR);
    });
  const toldTo = (viewer: Viewer) => server.received.filter(({ to }) => to[0] === `${viewer.id}@example.gr`);
  const refusal = async (fields: object): Promise<string> => {
    const { errors } = await wish(worker(), fields);
    const { code, details } = errors![0]!.extensions as { code: string; details: Record<string, string> };
    return [code, details["field"], details["check"]].join(" ");
  };

  it("names an address that is one, an hour of the day and something to be told of", async () => {
    const wrong = ["", "x", "a@b", "α@example.gr", "a@example.gr\r\nBcc: b@example.gr", "a@example.gr, b@example.gr"];
    for (const address of wrong) expect(await refusal({ address })).toBe("BAD_USER_INPUT address format");
    expect(await refusal({ address: `${"a".repeat(250)}@example.gr` })).toBe("BAD_USER_INPUT address length");
    expect(await refusal({ address: "a@elsewhere.example" })).toBe("BAD_USER_INPUT address domain");
    for (const hour of [-1, 24]) expect(await refusal({ hour })).toBe("BAD_USER_INPUT hour range");
    expect(await refusal({ kinds: [] })).toBe("BAD_USER_INPUT kinds empty");
  });

  it("sees and changes what they said, and nobody else does", async () => {
    const [one, other] = [worker(), worker()];
    const unsaid = { available: true, address: null, rhythm: "OFF", hour: 8, until: null, failedAt: null };
    expect(await standing(one)).toMatchObject(unsaid);
    const idempotencyKey = `wish-${one.id}`;
    await wish(one, { rhythm: "DAILY", hour: 7, kinds: ["REFERRAL_OVERDUE"], idempotencyKey });
    await wish(one, { rhythm: "DAILY", hour: 7, kinds: ["REFERRAL_OVERDUE"], idempotencyKey });
    const said = { address: `${one.id}@example.gr`, rhythm: "DAILY", hour: 7, kinds: ["REFERRAL_OVERDUE"] };
    expect(await standing(one)).toMatchObject(said);
    expect(await standing(other)).toMatchObject(unsaid);
    const again = await wish(one, { idempotencyKey });
    expect(again.errors![0]!.extensions).toMatchObject({ code: "CONFLICT" });
  });

  describe("proves that the address is theirs", () => {
    const codeIn = (letter: Received) => /\b\d{8}\b/.exec(wordsOf(letter))![0];

    it("by a code that is sent there; before that nothing else is", async () => {
      const one = worker();
      const idempotencyKey = `proof of ${one.id}`;
      expect(refusalOf(await prove(one, "12345678"))).toEqual(["BAD_USER_INPUT", "unasked"]);
      await say(one);
      expect(await standing(one)).toMatchObject({ proven: false });
      expect(refusalOf(await prove(one, "12345678"))).toEqual(["BAD_USER_INPUT", "wrong"]);
      await happen(one);
      expect(await turn(1)).toMatchObject({ queued: 0, sent: 1 });
      const [letter] = toldTo(one);
      expect(wordsOf(letter!)).toContain(HUB);
      const code = codeIn(letter!);
      expect(refusalOf(await prove(worker(), code))).toEqual(["BAD_USER_INPUT", "unasked"]);
      const proven = await prove(one, `${code.slice(0, 4)} ${code.slice(4)}`, idempotencyKey);
      expect(proven.data).toMatchObject({ proveNoticeMail: { noticeMail: { proven: true } } });
      expect(refusalOf(await prove(one, "87654321", idempotencyKey))).toEqual(["CONFLICT", undefined]);
      await happen(one);
      expect(await turn()).toMatchObject({ queued: 1, sent: 1 });
      await say(one, { rhythm: "DAILY" });
      expect(await standing(one)).toMatchObject({ proven: true });
      await say(one, { address: `other-${one.id}@example.gr` });
      expect(await standing(one)).toMatchObject({ proven: false });
      expect(refusalOf(await prove(one, code))).toEqual(["BAD_USER_INPUT", "wrong"]);
    });

    it("in five tries, within three hours, and with three letters a day", async () => {
      const one = worker();
      for (let letters = 0; letters < 3; letters++) {
        await say(one);
        await turn(1);
        expect(toldTo(one)).toHaveLength(letters + 1);
      }
      expect(refusalOf(await say(one))).toEqual(["LIMIT_REACHED", undefined]);
      const [first, , last] = toldTo(one).map(codeIn);
      const wrong = await Promise.all(Array.from({ length: 4 }, () => prove(one, first!)));
      expect(wrong.map(refusalOf)).toEqual(Array.from({ length: 4 }, () => ["BAD_USER_INPUT", "wrong"]));
      const aged = (hours: number) =>
        owner.superuser(`update notice_mail set id = uuidv7(interval '-${hours} hours') where viewer_id = '${one.id}'`);
      await aged(4);
      expect(refusalOf(await prove(one, last!))).toEqual(["BAD_USER_INPUT", "wrong"]);
      expect(refusalOf(await prove(one, last!))).toEqual(["LIMIT_REACHED", undefined]);
      await aged(25);
      expect(refusalOf(await say(one))).toEqual([undefined, undefined]);
      await turn(1);
      expect((await prove(one, codeIn(toldTo(one)[3]!))).errors).toBeUndefined();
    });
  });

  it("is looked after by an operator, who sees no address: what was refused is sent again, or dropped", async () => {
    const operate = (...words: string[]) => operateMail(owner.subgraph.database, words);
    const one = worker();
    await wish(one);
    server.refusal = 550;
    await happen(one);
    expect(await turn()).toMatchObject({ refused: 1 });
    const mine = async () => (await operate("list")).filter((line) => line.includes(one.id));
    const [line] = await mine();
    expect(line).toMatch(/NEWS {2}REFUSED after 1 tries/);
    expect(line).not.toContain("@");
    const letter = line!.slice(0, 36);
    server.refusal = undefined;
    expect(await operate("replay", letter)).toEqual(["It is sent again."]);
    expect(await operate("replay", letter)).toEqual([expect.stringContaining("no such letter")]);
    expect(await turn()).toMatchObject({ sent: 1 });
    expect([await mine(), toldTo(one).length]).toEqual([[], 1]);
    expect(await operate("drop", newId())).toEqual([expect.stringContaining("no such letter")]);
    await expect(operate("replay", "x")).rejects.toThrow("by its id");
    await expect(operate("send")).rejects.toThrow("list | replay");
  });

  it("is counted what they have not read, never more than 100, however much they have", async () => {
    const one = worker();
    const unread = async () => (await owner.ask(one, "{ unreadNotices }")).data!["unreadNotices"];
    await happen(one, "EMERGENCY_OPENED", 3);
    expect(await unread()).toBe(3);
    await happen(one, "EMERGENCY_OPENED", 120);
    expect(await unread()).toBe(100);
    const { notices } = (await owner.ask(one, LIST)).data as { notices: { edges: { node: { id: string } }[] } };
    await owner.ask(one, READ_ALL, { input: { upTo: notices.edges[0]!.node.id } });
    expect(await unread()).toBe(0);
    await happen(one);
    expect(await unread()).toBe(1);
  });

  it("gets one letter for a hundred notices, and it is everybody's letter: it says nothing of anybody", async () => {
    const [one, other, silent] = [worker(), worker("CENTRE_HEAD"), worker()];
    await wish(one);
    await wish(other, { kinds: ["REFERRAL_OVERDUE"] });
    await wish(silent, { rhythm: "OFF" });
    await Promise.all([happen(one, "EMERGENCY_OPENED", 100), happen(other, "REFERRAL_OVERDUE"), happen(silent)]);
    expect(await turn()).toMatchObject({ queued: 2, sent: 2 });
    const [letters, others] = [toldTo(one), toldTo(other)];
    expect([letters.length, others.length, toldTo(silent).length]).toEqual([1, 1, 0]);
    expect(wordsOf(letters[0]!)).toBe(wordsOf(others[0]!));
    expect(wordsOf(letters[0]!)).toContain(HUB);
    const neutral = ({ text }: { text: string }, { id }: Viewer) =>
      text.replaceAll(id, "").replace(/^(Message-ID|Date):.*$/gm, "");
    expect(neutral(letters[0]!, one)).toBe(neutral(others[0]!, other));
    expect(neutral(letters[0]!, one)).not.toMatch(/emergency|referral|έκτακτ|παραπομπ/i);
  });

  it("is not written to about other kinds, to another role, or about what they have read meanwhile", async () => {
    const [one, reader] = [worker(), worker()];
    await wish(one, { kinds: ["REFERRAL_OVERDUE"] });
    await wish(reader, { rhythm: "DAILY" });
    await happen(one);
    await happen({ ...one, role: "AGENCY_HEAD" }, "REFERRAL_OVERDUE");
    await happen(reader);
    expect(await turn()).toMatchObject({ queued: 1, sent: 0 });
    const { notices } = (await owner.ask(reader, LIST)).data as { notices: { edges: { node: { id: string } }[] } };
    await owner.ask(reader, READ_ALL, { input: { upTo: notices.edges[0]!.node.id } });
    expect(await turn(24 * 60)).toMatchObject({ needless: 1, sent: 0 });
  });

  it("hears of the next thing ten minutes later at the earliest, or at their hour in Athens", async () => {
    const [one, daily] = [worker(), worker()];
    clock = Date.parse("2027-03-27T05:30:00Z"); // 07:30 in Athens, the day before summer time
    await wish(one);
    await wish(daily, { rhythm: "DAILY", hour: 8 });
    for (const viewer of [one, daily]) await happen(viewer);
    expect(await turn()).toMatchObject({ queued: 2, sent: 1 });
    await happen(one);
    expect(await turn(9)).toMatchObject({ queued: 1, sent: 0 });
    expect(await turn(1)).toMatchObject({ sent: 1 });
    expect(await turn(20)).toMatchObject({ sent: 1 });
    expect([toldTo(one).length, toldTo(daily).length]).toEqual([2, 1]);
    await happen(daily);
    clock = Date.parse("2027-03-28T04:59:00Z");
    expect(await turn()).toMatchObject({ sent: 0 });
    expect(await turn(1)).toMatchObject({ sent: 1 });
  });

  it("is written to again and again while the server is away, and knows when it was given up", async () => {
    const one = worker();
    await wish(one);
    await happen(one);
    server.refusal = 451;
    expect(await turn()).toMatchObject({ queued: 1, waiting: 1 });
    expect(await turn()).toMatchObject({ waiting: 0 });
    for (let tries = 2; tries < 8; tries++) expect(await turn(60)).toMatchObject({ waiting: 1 });
    expect(await turn(60)).toMatchObject({ givenUp: 1 });
    expect(await standing(one)).toMatchObject({ failedAt: new Date(clock).toISOString() });
    server.refusal = 550;
    await happen(one);
    expect(await turn()).toMatchObject({ refused: 1 });
    server.refusal = undefined;
    await happen(one);
    expect(await turn(10)).toMatchObject({ sent: 1 });
    expect(await standing(one)).toMatchObject({ failedAt: null });
  });

  it("gets one letter from many instances; from one that died and the next, two with one id", async () => {
    const one = worker();
    await wish(one);
    await happen(one);
    const both = await Promise.all([turn(), turn(), turn()]);
    expect(both.map(({ sent }) => sent).toSorted()).toEqual([0, 0, 1]);
    await happen(one);
    clock += 11 * MINUTE;
    const queue = new NoticeMailQueue(owner.subgraph.database);
    expect(await queue.fill(new Date(clock))).toBe(1);
    const [taken] = await queue.take(new Date(clock), 10);
    expect(await turn(4)).toMatchObject({ sent: 0 });
    expect(await turn(1)).toMatchObject({ sent: 1 });
    expect(toldTo(one)[1]!.text).toContain(taken!.id);
  });

  it("hears of what was committed late, and nobody is written to half a year after they said so", async () => {
    const [one, gone] = [worker(), worker()];
    for (const viewer of [one, gone]) await wish(viewer);
    const keeper = new Client({ connectionString: owner.database.migrationUrl });
    await keeper.connect();
    await keeper.query("update notice_preference set changed_at = now() - interval '181 days' where viewer_id = $1", [
      gone.id,
    ]);
    let commit: () => void = () => undefined;
    const committed = new Promise<void>((resolve) => (commit = resolve));
    let written: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (written = resolve));
    const late = owner.subgraph.database.transaction(ACTOR, async (tx) => {
      const tidings = { kind: "EMERGENCY_OPENED", at: new Date(clock), beneficiaryId: null, subjectId: null } as const;
      await noticeWriter.tell(tx, [{ role: one.role, organisationId: one.organisationId }], tidings, ACTOR);
      written();
      await committed;
    });
    await begun;
    await happen(gone);
    expect(await turn()).toMatchObject({ queued: 0 });
    commit();
    await late;
    expect(await turn()).toMatchObject({ queued: 1, sent: 1 });
    const left = await keeper.query("select from notice_preference where viewer_id = $1", [gone.id]);
    await keeper.end();
    expect([toldTo(gone), left.rowCount]).toEqual([[], 0]);
  });
});
