import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import { freshSigningKey } from "../../gateway/identity/fresh-key";
import { exportChain } from "../../subgraphs/accountability/audit/export";
import { HeadKeys, HeadSigner } from "../../subgraphs/accountability/audit/head-key";
import { verifyDirectory } from "../../subgraphs/accountability/audit/verify";
import { StoredChain } from "../../subgraphs/accountability/data/chain.source";
import { newId } from "../../subgraphs/kernel/identifier";
import { refusalOf } from "../support/answers";
import { accepted, dayIn, HOSTEL, refer, register } from "../support/desk";
import { download, pdfOf, stored } from "../support/documents";
import { useHub } from "../support/hub";
import { operation, operationOf } from "../support/operations";
import { asOwnerRole } from "../support/owner-role";
import { agencyId } from "../support/people";

const FOLLOW = operation("FollowBeneficiary");
const POST = operationOf("Conversation", "PostMessage");
const run = promisify(execFile);

/** Events of a house: told long ago and taken, told long ago and given up, told long ago to nobody, told lately. */
const EVENTS = [
  ["TAKEN", 100],
  ["DROPPED", 100],
  ["FAILED", 100],
  ["REFUSED", 100],
  ["PENDING", 100],
  [null, 100],
  ["TAKEN", 89],
] as const;

/** The commands an operator runs, as processes, on the databases of a hub that is answering. */
describe("beside a running hub", () => {
  const using = useHub();
  const desk = using.as("caseworker");
  let person: string;
  beforeAll(async () => {
    person = await register(desk);
    await refer(desk, person);
  });

  const urls = (owner: string) => databaseOf(using.hub.cloned.databases, owner);
  const command = async (file: string, args: readonly string[], settings: Record<string, string>) =>
    (await run(process.execPath, [path.join("dist", "subgraphs", file), ...args], { env: settings })).stdout;
  const retain = async (owner: string, ...options: string[]) => {
    const { url } = urls(owner);
    const printed = await command("kernel/retention/command.js", [owner, ...options], { DATABASE_URL: url });
    return new Map(printed.split("\n").map((line) => [line.split(/ +/)[1], Number(line.split(/ +/)[3])]));
  };
  const documentsOf = (referralId: string): Promise<{ id: string; parts: number }[]> =>
    asOwnerRole(using.hub, "beneficiaries", async (client) => {
      const counted = "select count(*)::int from document_part p where p.document_id = d.id";
      const all = `select d.id, (${counted}) as parts from document d where d.referral_id = $1 order by d.id`;
      return (await client.query(all, [referralId])).rows;
    });
  const isAnswered = async () => expect(accepted(await desk(FOLLOW, { id: person })).beneficiary.id).toBe(person);

  it("a document that went with no message leaves after a day, with its contents; what was sent stays", async () => {
    const referralId = await refer(desk, person, { serviceId: HOSTEL });
    const content = pdfOf(2_500_000);
    const [loose, sent, young] = [
      await stored(using.hub, "caseworker", { referralId, content }),
      await stored(using.hub, "caseworker", { referralId }),
      await stored(using.hub, "caseworker", { referralId }),
    ];
    accepted(await desk(POST, { input: { referralId, text: "Συνημμένη η βεβαίωση.", documentIds: [sent] } }));
    const { jobs } = using.hub.embedded.subgraphs.get("beneficiaries")!;
    const sweep = jobs.find(({ name }) => name === "loose_documents")!;
    expect(await sweep.run(new Date())).toEqual({ documents: 0 });
    expect((await documentsOf(referralId)).map(({ id, parts }) => [id, parts])).toEqual([
      ...[
        [loose, 3],
        [sent, 1],
        [young, 1],
      ], // oldest first, by their ids
    ]);
    await asOwnerRole(using.hub, "beneficiaries", (client) =>
      client.query("update document set uploaded_at = now() - interval '24 hours 1 second' where id = any($1)", [
        [loose, sent],
      ]),
    );
    expect(await sweep.run(new Date())).toEqual({ documents: 1 });
    expect((await documentsOf(referralId)).map(({ id }) => id)).toEqual([sent, young]);
    expect((await download(using.hub, "caseworker", loose)).status).toBe(404);
    const late = await desk(POST, { input: { referralId, text: "Και αυτό.", documentIds: [loose] } });
    expect(refusalOf(late)).toContain("documentIds unknown");
  });

  it("events that everybody has leave after 90 days, counted first; what waits for somebody stays", async () => {
    await asOwnerRole(using.hub, "shelters", async (client) => {
      await client.query("insert into outbox_subscription values ('trial', now()) on conflict do nothing");
      for (const [at, [state, days]] of EVENTS.entries()) {
        const id = newId();
        await client.query(
          `insert into outbox (id, type, version, beneficiary_id, organisation_id, record_id, payload, viewer_id,
            request_id, occurred_at) values ($1, 'shelters.trial', 1, $2, $3, $1, '{}', $1, $4,
            now() - make_interval(days => $5))`,
          [id, person, agencyId("md-homeless-hostels"), `trial-${at}`, days],
        );
        if (state === null) continue;
        await client.query(
          `insert into outbox_delivery (event_id, consumer, beneficiary_id, organisation_id, position, state, tries,
            due_at, settled_at) select id, 'trial', beneficiary_id, organisation_id, position, $2, 1, occurred_at,
            case when $2 <> 'PENDING' then occurred_at end from outbox where id = $1`,
          [id, state],
        );
      }
    });
    const left = () =>
      asOwnerRole(using.hub, "shelters", async (client) => {
        const { rows } = await client.query<{ at: string }>(
          "select request_id as at from outbox where type = 'shelters.trial' order by 1",
        );
        return rows.map(({ at }) => EVENTS[Number(at.slice(6))]!);
      });
    expect((await retain("shelters", "--dry-run")).get("outbox")).toBe(3);
    expect(await left()).toHaveLength(EVENTS.length);
    const [removed] = await Promise.all([retain("shelters"), isAnswered()]);
    expect(removed.get("outbox")).toBe(3);
    expect(await left()).toEqual(EVENTS.filter(([state, days]) => days < 90 || /FAILED|REFUSED|PENDING/.test(state!)));
    expect((await retain("shelters", "--dry-run")).get("outbox")).toBe(0);
    await isAnswered();
  });

  it("what was taken is forgotten after 400 days, and what is past its period with it", async () => {
    await asOwnerRole(using.hub, "beneficiaries", async (client) => {
      for (const days of [399, 401]) {
        await client.query(
          `insert into inbox (event_id, consumer, publisher, organisation_id, record_id, position, effect, at)
           values ($1, 'trial', 'shelters', $1, $1, 1, 'CHANGED', now() - make_interval(days => $2))`,
          [newId(), days],
        );
        await client.query(
          `insert into inbox_refusal (id, publisher, reason, at)
           values ($1, 'shelters', 'MALFORMED', now() - make_interval(days => $2))`,
          [newId(), days],
        );
      }
      await client.query("update visit set at = at - interval '6 years' where beneficiary_id = $1", [person]);
    });
    const due = await retain("beneficiaries", "--dry-run");
    expect([due.get("inbox"), due.get("inbox_refusal"), due.get("visit")! > 0]).toEqual([1, 1, true]);
    const [removed] = await Promise.all([retain("beneficiaries"), isAnswered()]);
    expect(removed).toEqual(new Map([...due, ["table", NaN]]));
    expect(accepted(await desk(FOLLOW, { id: person })).beneficiary.visits).toEqual([]);
  });

  describe("access records whose time is over", () => {
    const erase = (before: string, ...options: string[]) =>
      command("accountability/audit/erase.command.js", ["--before", before, "--reason", "five years", ...options], {
        MIGRATION_DATABASE_URL: urls("accountability").migrationUrl,
      });
    const stored = () =>
      asOwnerRole(using.hub, "accountability", async (client) => {
        const text = `select count(*)::int as links, count(viewer_id)::int as looks,
          (select count(*)::int from access_person) as people from access_record`;
        return (await client.query<{ links: number; looks: number; people: number }>(text)).rows[0]!;
      });
    const verified = async () => {
      const directory = path.join(using.hub.directory, "audit");
      const key = JSON.stringify(await freshSigningKey());
      const chain = new StoredChain(using.hub.embedded.subgraphs.get("accountability")!.database);
      const last = `${directory}-${newId()}`;
      await exportChain(chain, last, new HeadSigner(key), new Date());
      return verifyDirectory(last, HeadKeys.read(key));
    };

    it("are emptied by the command while others are written, twice, and the chain is whole", async () => {
      await isAnswered();
      const before = await stored();
      expect(before.looks).toBeGreaterThan(2);
      expect(await erase(dayIn(1), "--dry-run")).toContain(
        `${before.looks} records before ${dayIn(1)} would be erased`,
      );
      expect(await stored()).toEqual(before);
      expect(await erase("2020-01-01")).toContain("0 records");

      const [printed] = await Promise.all([erase(dayIn(1)), ...Array.from({ length: 10 }, isAnswered)]);
      const emptied = Number(/^(\d+) records/.exec(printed)![1]);
      expect(emptied).toBeGreaterThanOrEqual(before.looks);
      expect(await stored()).toMatchObject({ looks: before.looks + 10 - emptied });
      expect(await verified()).toMatchObject({ whole: true, erased: emptied });

      await isAnswered();
      const rest = await stored();
      expect(await erase(dayIn(1))).toContain(`${rest.looks} records`);
      expect(await stored()).toEqual({ links: rest.links + 1, looks: 0, people: 0 });
      expect(await verified()).toMatchObject({ whole: true, erased: emptied + rest.looks });
      await isAnswered();
    });

    it.each([
      [["--reason", "rule"]],
      [["--before", "yesterday", "--reason", "rule"]],
      [["--before", "2020-01-01"]],
      [["--before", "2020-01-01", "--reason", "ρ".repeat(501)]],
    ])("are not emptied by half a command (%#)", async (args) => {
      const settings = { MIGRATION_DATABASE_URL: urls("accountability").migrationUrl };
      await expect(command("accountability/audit/erase.command.js", args, settings)).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining("npm run audit:erase"),
      });
    });
  });
});
