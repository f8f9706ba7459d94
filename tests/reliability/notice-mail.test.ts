import { Client } from "pg";
import { operateMail } from "../../subgraphs/beneficiaries/data/given-up-mail";
import { NoticeMailQueue } from "../../subgraphs/beneficiaries/data/notice-mail.queue";
import type { PeerAnswer } from "../../subgraphs/kernel/call/peer";
import { newId } from "../../subgraphs/kernel/identifier";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { HUB, MINUTE, useLetters, worker } from "../support/letters";
import { wordsOf, type Received } from "../support/mail-server";
import { operationOf } from "../support/operations";

const READ_ALL = operationOf("Notices", "MarkAllNoticesRead");
const LIST = "{ notices(first: 1) { edges { node { id } } } }";

/** The code of a refusal, and the check that failed. */
const refusalOf = ({ errors }: PeerAnswer) => {
  const { code, details } = (errors?.[0]?.extensions ?? {}) as { code?: string; details?: Record<string, string> };
  return [code, details?.["check"]];
};

describe("who wants to be told by e-mail", () => {
  const mail = useLetters();
  const refusal = async (fields: object): Promise<string> => {
    const { errors } = await mail.wish(worker(), fields);
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
    expect(await mail.standing(one)).toMatchObject(unsaid);
    const idempotencyKey = `wish-${one.id}`;
    await mail.wish(one, { rhythm: "DAILY", hour: 7, kinds: ["REFERRAL_OVERDUE"], idempotencyKey });
    await mail.wish(one, { rhythm: "DAILY", hour: 7, kinds: ["REFERRAL_OVERDUE"], idempotencyKey });
    const said = { address: `${one.id}@example.gr`, rhythm: "DAILY", hour: 7, kinds: ["REFERRAL_OVERDUE"] };
    expect(await mail.standing(one)).toMatchObject(said);
    expect(await mail.standing(other)).toMatchObject(unsaid);
    const again = await mail.wish(one, { idempotencyKey });
    expect(again.errors![0]!.extensions).toMatchObject({ code: "CONFLICT" });
  });

  describe("proves that the address is theirs", () => {
    const codeIn = (letter: Received) => /\b\d{8}\b/.exec(wordsOf(letter))![0];

    it("by a code that is sent there; before that nothing else is", async () => {
      const one = worker();
      const idempotencyKey = `proof of ${one.id}`;
      expect(refusalOf(await mail.prove(one, "12345678"))).toEqual(["BAD_USER_INPUT", "unasked"]);
      await mail.say(one);
      expect(await mail.standing(one)).toMatchObject({ proven: false });
      expect(refusalOf(await mail.prove(one, "12345678"))).toEqual(["BAD_USER_INPUT", "wrong"]);
      await mail.happen(one);
      expect(await mail.turn(1)).toMatchObject({ queued: 0, sent: 1 });
      const [letter] = mail.toldTo(one);
      expect(wordsOf(letter!)).toContain(HUB);
      const code = codeIn(letter!);
      expect(refusalOf(await mail.prove(worker(), code))).toEqual(["BAD_USER_INPUT", "unasked"]);
      const proven = await mail.prove(one, `${code.slice(0, 4)} ${code.slice(4)}`, idempotencyKey);
      expect(proven.data).toMatchObject({ proveNoticeMail: { noticeMail: { proven: true } } });
      expect(refusalOf(await mail.prove(one, "87654321", idempotencyKey))).toEqual(["CONFLICT", undefined]);
      await mail.happen(one);
      expect(await mail.turn()).toMatchObject({ queued: 1, sent: 1 });
      await mail.say(one, { rhythm: "DAILY" });
      expect(await mail.standing(one)).toMatchObject({ proven: true });
      await mail.say(one, { address: `other-${one.id}@example.gr` });
      expect(await mail.standing(one)).toMatchObject({ proven: false });
      expect(refusalOf(await mail.prove(one, code))).toEqual(["BAD_USER_INPUT", "wrong"]);
    });

    it("in five tries, within three hours, and with three letters a day", async () => {
      const one = worker();
      for (let letters = 0; letters < 3; letters++) {
        await mail.say(one);
        await mail.turn(1);
        expect(mail.toldTo(one)).toHaveLength(letters + 1);
      }
      expect(refusalOf(await mail.say(one))).toEqual(["LIMIT_REACHED", undefined]);
      const [first, , last] = mail.toldTo(one).map(codeIn);
      const wrong = await Promise.all(Array.from({ length: 4 }, () => mail.prove(one, first!)));
      expect(wrong.map(refusalOf)).toEqual(Array.from({ length: 4 }, () => ["BAD_USER_INPUT", "wrong"]));
      const aged = (hours: number) =>
        mail.owner.superuser(
          `update notice_mail set id = uuidv7(interval '-${hours} hours') where viewer_id = '${one.id}'`,
        );
      await aged(4);
      expect(refusalOf(await mail.prove(one, last!))).toEqual(["BAD_USER_INPUT", "wrong"]);
      expect(refusalOf(await mail.prove(one, last!))).toEqual(["LIMIT_REACHED", undefined]);
      await aged(25);
      expect(refusalOf(await mail.say(one))).toEqual([undefined, undefined]);
      await mail.turn(1);
      expect((await mail.prove(one, codeIn(mail.toldTo(one)[3]!))).errors).toBeUndefined();
    });
  });

  it("is looked after by an operator, who sees no address: what was refused is sent again, or dropped", async () => {
    const operate = (...words: string[]) => operateMail(mail.owner.subgraph.database, words);
    const one = worker();
    await mail.wish(one);
    mail.server.refusal = 550;
    await mail.happen(one);
    expect((await operate("list"))[0]).toBe("None: every letter was delivered, or is under way.");
    expect(await mail.turn()).toMatchObject({ refused: 1 });
    const mine = async () => (await operate("list")).filter((line) => line.includes(one.id));
    const [line] = await mine();
    expect(line).toMatch(/NEWS {2}REFUSED after 1 tries/);
    expect(line).not.toContain("@");
    const letter = line!.slice(0, 36);
    mail.server.refusal = undefined;
    expect(await operate("replay", letter)).toEqual(["It is sent again."]);
    expect(await operate("replay", letter)).toEqual([expect.stringContaining("no such letter")]);
    expect(await mail.turn()).toMatchObject({ sent: 1 });
    expect([await mine(), mail.toldTo(one).length]).toEqual([[], 1]);
    expect(await operate("drop", newId())).toEqual([expect.stringContaining("no such letter")]);
    await expect(operate("replay", "x")).rejects.toThrow("by its id");
    await expect(operate("send")).rejects.toThrow(/list .*\n +replay <letter> +send/);
  });

  it("is counted what they have not read, never more than 100, however much they have", async () => {
    const one = worker();
    const unread = async () => (await mail.owner.ask(one, "{ unreadNotices }")).data!["unreadNotices"];
    await mail.happen(one, "EMERGENCY_OPENED", 3);
    expect(await unread()).toBe(3);
    await mail.happen(one, "EMERGENCY_OPENED", 120);
    expect(await unread()).toBe(100);
    const { notices } = (await mail.owner.ask(one, LIST)).data as { notices: { edges: { node: { id: string } }[] } };
    await mail.owner.ask(one, READ_ALL, { input: { upTo: notices.edges[0]!.node.id } });
    expect(await unread()).toBe(0);
    await mail.happen(one);
    expect(await unread()).toBe(1);
  });

  it("gets one letter for a hundred notices, and it is everybody's letter: it says nothing of anybody", async () => {
    const [one, other, silent] = [worker(), worker("CENTRE_HEAD"), worker()];
    await mail.wish(one);
    await mail.wish(other, { kinds: ["REFERRAL_OVERDUE"] });
    await mail.wish(silent, { rhythm: "OFF" });
    await Promise.all([
      mail.happen(one, "EMERGENCY_OPENED", 100),
      mail.happen(other, "REFERRAL_OVERDUE"),
      mail.happen(silent),
    ]);
    expect(await mail.turn()).toMatchObject({ queued: 2, sent: 2 });
    const [letters, others] = [mail.toldTo(one), mail.toldTo(other)];
    expect([letters.length, others.length, mail.toldTo(silent).length]).toEqual([1, 1, 0]);
    expect(wordsOf(letters[0]!)).toBe(wordsOf(others[0]!));
    expect(wordsOf(letters[0]!)).toContain(HUB);
    const neutral = ({ text }: { text: string }, { id }: Viewer) =>
      text.replaceAll(id, "").replace(/^(Message-ID|Date):.*$/gm, "");
    expect(neutral(letters[0]!, one)).toBe(neutral(others[0]!, other));
    expect(neutral(letters[0]!, one)).not.toMatch(/emergency|referral|έκτακτ|παραπομπ/i);
  });

  it("is not written to about other kinds, to another role, or about what they have read meanwhile", async () => {
    const [one, reader] = [worker(), worker()];
    await mail.wish(one, { kinds: ["REFERRAL_OVERDUE"] });
    await mail.wish(reader, { rhythm: "DAILY" });
    await mail.happen(one);
    await mail.happen({ ...one, role: "AGENCY_HEAD" }, "REFERRAL_OVERDUE");
    await mail.happen(reader);
    expect(await mail.turn()).toMatchObject({ queued: 1, sent: 0 });
    const { notices } = (await mail.owner.ask(reader, LIST)).data as {
      notices: { edges: { node: { id: string } }[] };
    };
    await mail.owner.ask(reader, READ_ALL, { input: { upTo: notices.edges[0]!.node.id } });
    expect(await mail.turn(24 * 60)).toMatchObject({ needless: 1, sent: 0 });
  });

  it("hears of the next thing ten minutes later at the earliest, or at their hour in Athens", async () => {
    const [one, daily] = [worker(), worker()];
    mail.clock = Date.parse("2027-03-27T05:30:00Z"); // 07:30 in Athens, the day before summer time
    await mail.wish(one);
    await mail.wish(daily, { rhythm: "DAILY", hour: 8 });
    for (const viewer of [one, daily]) await mail.happen(viewer);
    expect(await mail.turn()).toMatchObject({ queued: 2, sent: 1 });
    await mail.happen(one);
    expect(await mail.turn(9)).toMatchObject({ queued: 1, sent: 0 });
    expect(await mail.turn(1)).toMatchObject({ sent: 1 });
    expect(await mail.turn(20)).toMatchObject({ sent: 1 });
    expect([mail.toldTo(one).length, mail.toldTo(daily).length]).toEqual([2, 1]);
    await mail.happen(daily);
    mail.clock = Date.parse("2027-03-28T04:59:00Z");
    expect(await mail.turn()).toMatchObject({ sent: 0 });
    expect(await mail.turn(1)).toMatchObject({ sent: 1 });
  });

  it("is written to again and again while the server is away, and knows when it was given up", async () => {
    const one = worker();
    await mail.wish(one);
    await mail.happen(one);
    mail.server.refusal = 451;
    expect(await mail.turn()).toMatchObject({ queued: 1, waiting: 1 });
    expect(await mail.turn()).toMatchObject({ waiting: 0 });
    for (let tries = 2; tries < 8; tries++) expect(await mail.turn(60)).toMatchObject({ waiting: 1 });
    expect(await mail.turn(60)).toMatchObject({ givenUp: 1 });
    expect(await mail.standing(one)).toMatchObject({ failedAt: new Date(mail.clock).toISOString() });
    mail.server.refusal = 550;
    await mail.happen(one);
    expect(await mail.turn()).toMatchObject({ refused: 1 });
    mail.server.refusal = undefined;
    await mail.happen(one);
    expect(await mail.turn(10)).toMatchObject({ sent: 1 });
    expect(await mail.standing(one)).toMatchObject({ failedAt: null });
  });

  it("gets one letter from many instances; from one that died and the next, two with one id", async () => {
    const one = worker();
    await mail.wish(one);
    await mail.happen(one);
    const both = await Promise.all([mail.turn(), mail.turn(), mail.turn()]);
    expect(both.map(({ sent }) => sent).toSorted()).toEqual([0, 0, 1]);
    await mail.happen(one);
    mail.clock += 11 * MINUTE;
    const queue = new NoticeMailQueue(mail.owner.subgraph.database);
    expect(await queue.fill(new Date(mail.clock))).toBe(1);
    const [taken] = await queue.take(new Date(mail.clock), 10);
    expect(await mail.turn(4)).toMatchObject({ sent: 0 });
    expect(await mail.turn(1)).toMatchObject({ sent: 1 });
    expect(mail.toldTo(one)[1]!.text).toContain(taken!.id);
  });

  it("hears of what was committed late, and nobody is written to half a year after they said so", async () => {
    const [one, gone] = [worker(), worker()];
    for (const viewer of [one, gone]) await mail.wish(viewer);
    const keeper = new Client({ connectionString: mail.owner.database.migrationUrl });
    await keeper.connect();
    await keeper.query("update notice_preference set changed_at = now() - interval '181 days' where viewer_id = $1", [
      gone.id,
    ]);
    let commit: () => void = () => undefined;
    const committed = new Promise<void>((resolve) => (commit = resolve));
    let late: Promise<void> = Promise.resolve();
    await new Promise<void>((written) => {
      late = mail.happen(one, "EMERGENCY_OPENED", 1, () => (written(), committed));
    });
    await mail.happen(gone);
    expect(await mail.turn()).toMatchObject({ queued: 0 });
    commit();
    await late;
    expect(await mail.turn()).toMatchObject({ queued: 1, sent: 1 });
    const left = await keeper.query("select from notice_preference where viewer_id = $1", [gone.id]);
    await keeper.end();
    expect([mail.toldTo(gone), left.rowCount]).toEqual([[], 0]);
  });
});
