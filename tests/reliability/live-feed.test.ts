import { Client } from "pg";
import { newId } from "../../subgraphs/kernel/identifier";
import { Feed } from "../../subgraphs/kernel/live/feed";
import type { LiveEvent } from "../../subgraphs/kernel/live/live-event";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { watchedLog } from "../support/canary/watched";
import { useDatabase } from "../support/database";

const ORGANISATION = newId();
const VIEWER: Viewer = { id: newId(), role: "CASEWORKER", organisationId: ORGANISATION, area: null, purpose: "CARE" };
const INTEREST = { topic: "referral", keys: [ORGANISATION] };
const TELL = "select live_tell('referral', $1, array[$2::uuid], '{}')";

/** Events on a real database, under everything that makes a reader of a growing table lose one. */
describe("the feed of an owner", () => {
  const owner = useDatabase("beneficiaries");
  const feeds: Feed[] = [];
  const writers: Client[] = [];
  const open = (poll = 50): Feed => {
    const { url } = owner.database;
    const { database, name } = owner.subgraph;
    const feed = new Feed({ url, name, database, log: watchedLog("feed"), poll });
    feeds.push(feed);
    return feed;
  };
  const writer = async (): Promise<Client> => {
    const client = new Client({ connectionString: owner.database.migrationUrl });
    writers.push(client);
    await client.connect();
    return client;
  };
  const tell = async (client: Client): Promise<string> => {
    const id = newId();
    await client.query(TELL, [id, ORGANISATION]);
    return id;
  };
  const next = async (events: AsyncIterator<LiveEvent, undefined>): Promise<LiveEvent> => {
    const { value } = await events.next();
    return value!;
  };
  afterEach(async () => {
    await Promise.all([...feeds.splice(0).map((feed) => feed.close()), ...writers.splice(0).map((each) => each.end())]);
  });

  it("tells what commits late after what began later, each once, to every instance", async () => {
    const [late, quick] = [await writer(), await writer()];
    const streams = await Promise.all([open(), open()].map((feed) => feed.listen(VIEWER, INTEREST)));
    for (const events of streams) expect((await next(events)).recordId).toBeNull();
    await late.query("begin");
    const second = await tell(late);
    const first = await tell(quick);
    for (const events of streams) expect((await next(events)).recordId).toBe(first);
    await late.query("commit");
    const third = await tell(quick);
    for (const events of streams) {
      expect((await next(events)).recordId).toBe(second);
      expect((await next(events)).recordId).toBe(third);
    }
  });

  it("continues after any event without loss, also what was written before it and committed after", async () => {
    const [late, quick] = [await writer(), await writer()];
    const feed = open();
    const events = await feed.listen(VIEWER, INTEREST);
    const mark = await next(events);
    await late.query("begin");
    const hidden = await tell(late);
    const first = await tell(quick);
    const told = await next(events);
    await events.return!();
    await late.query("commit");
    const last = await tell(quick);
    const again = await feed.listen(VIEWER, { ...INTEREST, after: told.id });
    expect([(await next(again)).recordId, (await next(again)).recordId]).toEqual([hidden, last]);
    const whole = await feed.listen(VIEWER, { ...INTEREST, after: mark.id });
    const all = [await next(whole), await next(whole), await next(whole)].map(({ recordId }) => recordId);
    expect(all).toEqual([hidden, first, last]);
    await expect(
      feed.listen({ ...VIEWER, id: newId(), organisationId: newId() }, { ...INTEREST, after: mark.id }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("loses nothing to who leaves at any moment and comes back, while transactions begin, end and fail out of order", async () => {
    const [early, middle, late] = [await writer(), await writer(), await writer()];
    const feed = open(5);
    const [written, seen] = [new Set<string>(), new Map<string, string>()];
    let events = await feed.listen(VIEWER, INTEREST);
    let last = (await next(events)).id;
    const read = async (): Promise<void> => {
      const { id, recordId } = await next(events);
      // What comes again after a break is the same event.
      expect(seen.get(id) ?? recordId).toBe(recordId);
      seen.set(id, recordId!);
      last = id;
    };
    const comeBack = async (): Promise<void> => {
      await events.return!();
      events = await feed.listen(VIEWER, { ...INTEREST, after: last });
    };
    for (let round = 0; round < 12; round++) {
      await early.query("begin");
      const first = await tell(early);
      await late.query("begin");
      const second = await tell(late);
      written.add(await tell(middle));
      if (round % 3 !== 1) await read();
      await comeBack();
      await late.query(round % 4 === 3 ? "rollback" : "commit");
      if (round % 4 !== 3) written.add(second);
      if (round % 2 === 0) await read();
      if (round % 3 === 0) await comeBack();
      await early.query("commit");
      written.add(first);
    }
    await comeBack();
    while (seen.size < written.size) await read();
    expect(new Set(seen.values())).toEqual(written);
  });

  it("goes on from where it was when its connection is cut, and does without the bell", async () => {
    const client = await writer();
    const feed = open();
    const events = await feed.listen(VIEWER, INTEREST);
    await next(events);
    const cut =
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'beneficiaries feed' and datname = current_database()";
    await client.query("begin");
    const id = await tell(client);
    await owner.superuser(cut);
    await client.query("commit");
    expect((await next(events)).recordId).toBe(id);
    await client.query("insert into live_event (topic, record_id, audience) values ('referral', $1, array[$2::uuid])", [
      id,
      ORGANISATION,
    ]);
    expect((await next(events)).recordId).toBe(id);
  });

  it("ends who is left behind by too much, and keeps no connection for nobody", async () => {
    const client = await writer();
    const feed = open();
    const events = await feed.listen(VIEWER, INTEREST);
    const mark = await next(events);
    const many =
      "insert into live_event (topic, record_id, audience) select 'referral', uuidv7(), array[$1::uuid] from generate_series(1, 2100)";
    await client.query(many, [ORGANISATION]);
    await client.query("notify live");
    while (feed.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await expect(events.next()).rejects.toMatchObject({ code: "LIMIT_REACHED" });
    await expect(feed.listen(VIEWER, { ...INTEREST, after: mark.id })).rejects.toMatchObject({ code: "LIMIT_REACHED" });
    while (feed.isOpen) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it("forgets after three days", async () => {
    const client = await writer();
    await tell(client);
    await client.query("update live_event set at = now() - interval '73 hours'");
    await owner.subgraph.database.publicRows({ name: "forget", text: "select live_forget()" });
    expect((await client.query("select from live_event")).rowCount).toBe(0);
  });
});
