import { setTimeout as delay } from "node:timers/promises";
import { newId } from "../../subgraphs/kernel/identifier";
import { createLogger } from "../../subgraphs/kernel/logger";
import { PATIENCE, type Patience } from "../../subgraphs/kernel/outbox/back-off";
import { listDeadLetters } from "../../subgraphs/kernel/outbox/dead-letters";
import type { DomainEvent, Receipt } from "../../subgraphs/kernel/outbox/domain-event";
import { measureLag } from "../../subgraphs/kernel/outbox/lag";
import { operate } from "../../subgraphs/kernel/outbox/operate";
import { publish } from "../../subgraphs/kernel/outbox/publish";
import { Relay } from "../../subgraphs/kernel/outbox/relay";
import { RelaySession } from "../../subgraphs/kernel/outbox/relay-session";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { connectAs } from "../support/application";
import { useDatabase } from "../support/database";
import { asSuperuser } from "../support/databases";

const owner = useDatabase("shelters");
const HASTY: Patience = { ...PATIENCE, tries: 3, first: 20, longest: 40, poll: 50 };
const worker: Viewer = { id: newId(), role: "AGENCY_WORKER", organisationId: newId(), area: null, purpose: "CARE" };

/** Tells `step` of somebody; `before` runs after that and before the commit. */
const tell = (personId: string, step: number | string, before?: () => Promise<unknown>): Promise<void> =>
  owner.subgraph.database.transaction(worker, async (tx) => {
    await publish(tx, { viewer: worker, requestId: "test" }, [toEvent(personId, step)]);
    await before?.();
  });

const toEvent = (personId: string, step: number | string) => ({
  type: "shelters.stay-begun",
  version: 1,
  personId,
  organisationId: worker.organisationId!,
  recordId: newId(),
  occurredAt: new Date(),
  payload: { step },
});

/** A subscriber of its own for each test, that remembers what it took. */
class Subscriber {
  readonly name = `s${newId()}`;
  readonly taken: DomainEvent[] = [];
  readonly relays: Relay[] = [];
  answer: (event: DomainEvent) => Receipt["outcome"] = () => "TAKEN";
  away = false;

  start(patience = HASTY): this {
    const { url } = owner.database;
    const log = createLogger("test", "silent");
    const deliver = async (events: readonly DomainEvent[]) => this.take(events);
    this.relays.push(new Relay({ url, publisher: "shelters", consumer: this.name, deliver, log, patience }));
    return this;
  }

  stepsOf(personId: string): unknown[] {
    return this.taken.filter((event) => event.personId === personId).map(({ payload }) => payload["step"]);
  }

  async until(holds: () => boolean | Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 8000; Date.now() < end; await delay(10)) if (await holds()) return;
    throw new Error("It did not come to pass.");
  }

  private take(events: readonly DomainEvent[]): Receipt[] {
    if (this.away) throw new Error("away");
    const stopped = new Set<string>();
    return events.flatMap((event): Receipt[] => {
      if (stopped.has(event.personId)) return [];
      const outcome = this.answer(event);
      if (outcome === "TAKEN") this.taken.push(event);
      if (outcome === "FAILED" || outcome === "LATER") stopped.add(event.personId);
      return [outcome === "REFUSED" ? { id: event.id, outcome, reason: "UNKNOWN_RECORD" } : { id: event.id, outcome }];
    });
  }
}

const first: Promise<void> = Promise.resolve();

function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), passed };
}

/** The relay's eyes, for looking at the outbox. */
class RelaySessions {
  private session: RelaySession | undefined;

  relaying: RelaySession["transaction"] = (work) =>
    (this.session ??= new RelaySession(owner.database.url, "look")).transaction(work);

  lag = () => this.relaying(measureLag);

  dead = async (consumer: string) =>
    (await this.relaying((query) => listDeadLetters(query))).filter((letter) => letter.consumer === consumer);

  close = async () => this.session?.close();
}

describe("the outbox", () => {
  const subscribers: Subscriber[] = [];
  const open = new RelaySessions();
  afterEach(() => Promise.all(subscribers.splice(0).flatMap(({ relays }) => relays.map((relay) => relay.stop()))));
  afterAll(() => open.close());

  /** Started, and known to the outbox: what is told from now on is for it too. */
  async function subscriber(patience?: Patience): Promise<Subscriber> {
    const one = new Subscriber().start(patience);
    subscribers.push(one);
    await one.until(async () => (await open.lag()).some(({ consumer }) => consumer === one.name));
    return one;
  }

  const lagOf = async ({ name }: Subscriber) => (await open.lag()).find(({ consumer }) => consumer === name)!;

  it("tells nothing of what was rolled back", async () => {
    const one = await subscriber();
    const [person, other] = [newId(), newId()];
    await expect(tell(person, 1, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await tell(other, 1);
    await one.until(() => one.stepsOf(other).length === 1);
    expect(one.stepsOf(person)).toEqual([]);
  });

  it("skips nothing that commits late, holds up nobody else for it, and keeps a person's order of commits", async () => {
    const one = await subscriber();
    const [slow, quick] = [newId(), newId()];
    const first = gate();
    const begun = gate();
    const late = tell(slow, "first", () => (begun.open(), first.passed));
    await begun.passed;
    // The same person: has to wait. Somebody else: gets a higher position and commits before.
    const second = tell(slow, "second");
    for (let step = 1; step <= 3; step++) await tell(quick, step);
    await one.until(() => one.stepsOf(quick).length === 3);
    expect(one.stepsOf(slow)).toEqual([]);
    first.open();
    await Promise.all([late, second]);
    await one.until(() => one.stepsOf(slow).length === 2);
    expect(one.stepsOf(slow)).toEqual(["first", "second"]);
    const positionOf = (person: string) => one.taken.find((event) => event.personId === person)!.position;
    expect(positionOf(slow)).toBeLessThan(positionOf(quick));
  });

  it("is relayed by three instances at once: everything once, everybody in order", async () => {
    const one = await subscriber();
    one.start().start();
    const people = Array.from({ length: 12 }, newId);
    const steps = Array.from({ length: 12 }, (_, step) => step);
    await Promise.all(people.map((person) => steps.reduce((told, step) => told.then(() => tell(person, step)), first)));
    await one.until(() => one.taken.length >= 144);
    await delay(100);
    for (const person of people) expect(one.stepsOf(person)).toEqual(steps);
  });

  it("tries again what stumbles, and only later events about the same person wait", async () => {
    const one = await subscriber();
    const [stumbling, other] = [newId(), newId()];
    let stumbles = 2;
    one.answer = (event) => (event.payload["step"] === "bad" && stumbles-- > 0 ? "FAILED" : "TAKEN");
    await tell(stumbling, "bad");
    await tell(stumbling, "after");
    await tell(other, 1);
    await one.until(() => one.stepsOf(other).length === 1);
    await one.until(() => one.stepsOf(stumbling).length === 2);
    expect(one.stepsOf(stumbling)).toEqual(["bad", "after"]);
  });

  it("gives up after some tries; what waits goes on when it is replayed, or dropped", async () => {
    const one = await subscriber();
    const [replayed, dropped] = [newId(), newId()];
    one.answer = (event) => (event.payload["step"] === "poison" ? "FAILED" : "TAKEN");
    for (const person of [replayed, dropped]) {
      await tell(person, "poison");
      await tell(person, "after");
    }
    const dead = () => open.dead(one.name);
    await one.until(async () => (await dead()).length === 2);
    await one.until(async () => (await lagOf(one)).backlog === 2);
    const lag = await lagOf(one);
    expect(lag).toMatchObject({ failed: 2, refused: 0 });
    expect(lag.oldestSeconds).toBeGreaterThan(0);
    expect([...one.stepsOf(replayed), ...one.stepsOf(dropped)]).toEqual([]);
    one.answer = () => "TAKEN";
    const list = await operate(owner.database.url, ["list"]);
    for (const { id, personId, reason, tries } of await dead()) {
      expect([reason, tries]).toEqual(["TOO_MANY_TRIES", 3]);
      expect(list.filter((line) => line.startsWith(id))).toHaveLength(1);
      await operate(owner.database.url, [personId === replayed ? "replay" : "drop", id]);
    }
    await one.until(() => one.stepsOf(replayed).length + one.stepsOf(dropped).length === 3);
    expect([one.stepsOf(replayed), one.stepsOf(dropped)]).toEqual([["poison", "after"], ["after"]]);
    expect(await operate(owner.database.url, ["replay", newId()])).toEqual([expect.stringContaining("no such event")]);
    await expect(operate(owner.database.url, ["replay", "1 or 1=1"])).rejects.toThrow("by its id");
    await expect(operate(owner.database.url, ["--help"])).rejects.toThrow(/lag .*\n +list .*\n +replay <event>/);
    expect(await operate(owner.database.url, ["lag"])).toContainEqual(
      expect.stringMatching(`^${one.name}: 0 waiting, the oldest for 0 s; 0 failed, 0 refused$`),
    );
  });

  it("puts aside what does not fit, and nobody waits for it", async () => {
    const one = await subscriber();
    const person = newId();
    one.answer = (event) => (event.payload["step"] === "unfit" ? "REFUSED" : "TAKEN");
    await tell(person, "unfit");
    await tell(person, "after");
    await one.until(() => one.stepsOf(person).length === 1);
    const dead = await open.dead(one.name);
    expect(dead.map(({ state, reason }) => [state, reason])).toEqual([["REFUSED", "UNKNOWN_RECORD"]]);
  });

  it("outlasts a subscriber that is away, whose absence is no try", async () => {
    const one = await subscriber();
    one.away = true;
    const person = newId();
    await tell(person, 1);
    await delay(800); // more failures than there are tries
    expect(await open.dead(one.name)).toEqual([]);
    one.away = false;
    await one.until(() => one.stepsOf(person).length === 1);
  });

  it("rings: nobody waits for the next look", async () => {
    const one = await subscriber({ ...HASTY, poll: 60_000 });
    await delay(100);
    const person = newId();
    await tell(person, 1);
    await one.until(() => one.stepsOf(person).length > 0);
    expect(one.stepsOf(person)).toEqual([1]);
  });

  it("rings for those an event is for, and for nobody when it is for nobody", async () => {
    const [one, other] = [await subscriber(), await subscriber()];
    const rings: string[] = [];
    const listener = await connectAs(owner.database.url);
    listener.on("notification", ({ payload = "" }) => rings.push(payload));
    await listener.query("listen outbox");
    const tellOnly = (audience: string[]) =>
      owner.subgraph.database.transaction(worker, (tx) =>
        publish(tx, { viewer: worker, requestId: "test" }, [{ ...toEvent(newId(), 1), audience }]),
      );
    for (const audience of [[one.name], [], [other.name, one.name]]) await tellOnly(audience);
    await listener.query("select");
    await listener.end();
    expect(rings).toEqual([one.name, [one.name, other.name].sort().join(" ")]);
  });

  it("needs no ring, and outlives its connection", async () => {
    const one = await subscriber();
    await asSuperuser((client) =>
      client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'shelters relay'",
        [owner.database.database],
      ),
    );
    const person = newId();
    await tell(person, 1);
    await one.until(() => one.stepsOf(person).length > 0);
    expect(one.stepsOf(person)).toEqual([1]);
  });

  it("tells a newcomer all that is kept, each person's in order", async () => {
    const person = newId();
    for (let step = 1; step <= 3; step++) await tell(person, step);
    const one = await subscriber();
    await one.until(() => one.stepsOf(person).length === 3);
    expect(one.stepsOf(person)).toEqual([1, 2, 3]);
  });

  it("is nobody's to read but the relay's and whose event it is, and shows its relay nothing else of a person", async () => {
    await tell(newId(), 1);
    const count = async (organisation: string | undefined, table: string, role = "", viewer?: string) => {
      const client = await connectAs(owner.database.url, { organisation, viewer });
      try {
        await client.query("select set_config('app.role', $1, false)", [role]);
        const { rows } = await client.query<{ count: number }>(`select count(*)::int from ${table}`);
        return rows[0]!.count;
      } finally {
        await client.end();
      }
    };
    for (const table of ["outbox", "outbox_delivery"]) {
      expect(await count(undefined, table)).toBe(0);
      expect(await count(newId(), table)).toBe(0);
      expect(await count(worker.organisationId!, table, "AGENCY_HEAD", newId())).toBe(0);
      expect(await count(undefined, table, "RELAY")).toBeGreaterThan(0);
    }
    expect(await count(worker.organisationId!, "outbox", worker.role, worker.id)).toBeGreaterThan(0);
    for (const table of ["stay", "stay_history", "waiting_entry", "idempotency"]) {
      expect([table, await count(undefined, table, "RELAY")]).toEqual([table, 0]);
    }
  });
});
