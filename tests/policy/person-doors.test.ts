import { Client } from "pg";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import { EmbeddedIssuer } from "../../gateway/identity/embedded-issuer";
import { statement } from "../../subgraphs/kernel/database/statement";
import { seededId } from "../../subgraphs/kernel/identifier";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { useHub } from "../support/hub";
import { openSignedDoor, type SignedDoor } from "../support/signed-door";
import { LiveClient } from "../support/live";
import { decideCase } from "./cases";
import { ASKING, bringIn, CAST, CENTRE, standing, viewersAsking, type CastMember } from "./cast";
import { decideAbout, filesOf, recordOf } from "./person-truth";

const RECORD = `access { category granted reason basis } contacts { kind } household { id } needs { id } visits { id }
  consents { id } referrals(first: 2) { edges { node { id } } }`;
const ACCESS = "access { granted reason basis }";
const FILES: Readonly<Record<string, string>> = {
  oaed: `employment { ${ACCESS} }`,
  shelters: `housing { ${ACCESS} }`,
  kdap: `childcare { ${ACCESS} }`,
  "mental-health": `mentalHealth { ${ACCESS} }`,
  programmes: `enrolments { ${ACCESS} withheld { category reason } }`,
};
const EVERYBODY = `{ ${CAST.map(({ id, name }) => `${name}: beneficiary(id: "${id}") { ...Seen }`).join(" ")} }
  fragment Seen on Beneficiary { ${RECORD} ${Object.values(FILES).join(" ")} }`;

/**
 * Everybody who could ask, for every purpose, about a person for each way of standing to one. The grants are real here:
 * centre, referral, consents, supervisor, an open request.
 */
describe("a person", () => {
  const many = { sockets: 1000, socketsPerUser: 1000, subscriptionsPerUser: 1000 };
  const hub = useHub("in-process", undefined, undefined, { liveLimits: many });
  let issuer: EmbeddedIssuer;
  const doors = new Map<string, SignedDoor>();
  const clients: LiveClient[] = [];

  beforeAll(async () => {
    const { directory, cloned, embedded } = hub.hub;
    await bringIn(databaseOf(cloned.databases, "beneficiaries").migrationUrl);
    issuer = await EmbeddedIssuer.open({ directory, personas: ASKING, production: false });
    for (const [name, subgraph] of embedded.subgraphs) doors.set(name, await openSignedDoor(subgraph));
  }, 60_000);
  afterAll(async () => {
    for (const client of clients) client.close();
    for (const door of doors.values()) await door.close();
  });

  const throughGateway = async (viewer: Viewer) => {
    const { name } = ASKING.find((persona) => persona.viewer.id === viewer.id && isSame(persona.viewer, viewer))!;
    const { token } = await issuer.issue(name);
    const headers = { authorization: `Bearer ${token}`, "x-purpose-of-use": viewer.purpose };
    const { data, errors } = await hub.hub.post({ query: EVERYBODY }, headers);
    expect(errors).toBeUndefined();
    return data as Record<string, Answered | null>;
  };

  it("is shown by the gateway as the policy decides", async () => {
    for (const viewer of viewersAsking()) {
      const answer = await throughGateway(viewer);
      const seen = CAST.map(({ name }) => [name, readRecord(answer[name]!), readFiles(answer[name]!)]);
      const decided = CAST.map((person) => {
        const record = recordOf(viewer, person);
        return [person.name, record, record && filesOf(viewer, person)];
      });
      expect({ viewer, seen }).toEqual({ viewer, seen: decided });
    }
  }, 120_000);

  it("is shown by the subgraphs themselves as the policy decides, asked with signed calls", async () => {
    for (const viewer of viewersAsking()) {
      const ids = CAST.map(({ id }) => ({ id }));
      const people = await doors
        .get("beneficiaries")!
        .entities<Answered>(viewer, "Beneficiary", `grants ${RECORD}`, ids);
      expect({ viewer, seen: people.map(readRecord) }).toEqual({
        viewer,
        seen: CAST.map((person) => recordOf(viewer, person)),
      });
      // As the plan carries it: what was attested of whom is seen, and nothing of whom is not.
      const attested = CAST.map(({ id }, at) => ({ id, grants: people[at]?.grants ?? null }));
      const files = await Promise.all(
        Object.entries(FILES).map(([owner, field]) =>
          doors.get(owner)!.entities<Record<string, object>>(viewer, "Beneficiary", field, attested),
        ),
      );
      const seen = CAST.map((_, at) => people[at] && Object.assign({}, ...files.map((each) => each[at])));
      const decided = CAST.map((person, at) => people[at] && filesOf(viewer, person));
      expect({ viewer, seen }).toEqual({ viewer, seen: decided });
      const open = files.flatMap((each) => each.filter((file, at) => !people[at] && isOpen(file!)));
      expect({ viewer, open }).toEqual({ viewer, open: [] });
    }
  }, 120_000);

  it("is told over a socket as the policy decides, to those whose referral was moved", async () => {
    const followed = await Promise.all(
      viewersAsking().map(async (viewer) => {
        const { name } = ASKING.find((persona) => persona.viewer.id === viewer.id && isSame(persona.viewer, viewer))!;
        const client = LiveClient.with(hub.hub, (await issuer.issue(name)).token, viewer);
        clients.push(client);
        const following = client.follow(FOLLOWED);
        // Either the first event, from which on everything is told, or a refusal.
        const isOpen = await following.at(0).then(
          () => true,
          () => false,
        );
        return { viewer, client, following, isOpen };
      }),
    );
    // Whom most may see comes last: who should be told nothing before that has been told nothing.
    for (const { name } of CAST.toReversed()) await move(databaseOf(hub.hub.cloned.databases, "beneficiaries"), name);
    for (const { viewer, client, following, isOpen } of followed) {
      const concerned = CAST.toReversed().filter((person) => isTold(viewer, person));
      expect({ viewer, isOpen }).toEqual({ viewer, isOpen: mayFollow(viewer) });
      if (!isOpen) continue;
      const events = await Promise.all(concerned.map((_, at) => following.at(at + 1)));
      const seen = events.map(({ data, errors }) => {
        expect(errors).toBeUndefined();
        const { beneficiary } = data.referralChanged.referral as { beneficiary: (Answered & { id: string }) | null };
        return [beneficiary?.id, readRecord(beneficiary), readFiles(beneficiary)];
      });
      const decided = concerned.map((person) => [person.id, recordOf(viewer, person), filesOf(viewer, person)]);
      expect({ viewer, seen }).toEqual({ viewer, seen: decided });
      expect({ viewer, told: following.all.length }).toEqual({ viewer, told: concerned.length + 1 });
      client.close();
    }
  }, 120_000);

  it("is let through by the database to nobody to whom the policy does not decide to show anything of the kind", async () => {
    const { database } = hub.hub.embedded.subgraphs.get("beneficiaries")!;
    const ids = CAST.map(({ id }) => id);
    const beyond: string[] = [];
    for (const viewer of viewersAsking()) {
      const found = await Promise.all(TABLES.map(({ statement }) => database.rows(viewer, statement, [ids])));
      TABLES.forEach(({ name, action, category }, at) => {
        for (const { id } of found[at]!) {
          const person = CAST.find((each) => each.id === id)!;
          const decision = decideAbout(viewer, person, action, category);
          if (!decision.granted && !(name === "consent" && isAttested(viewer, person))) {
            beyond.push(
              [
                viewer.role,
                viewer.organisationId === CENTRE ? "centre" : "agency",
                viewer.purpose,
                name,
                person.name,
              ].join(" "),
            );
          }
        }
      });
    }
    expect([...new Set(beyond)]).toEqual([]);
  }, 120_000);
});

const FOLLOWED = `subscription { referralChanged { id referral { beneficiary { id ...Seen } } } }
  fragment Seen on Beneficiary { ${RECORD} ${Object.values(FILES).join(" ")} }`;

/** Takes the last step of a cast member's referral once more, as the clock would. */
async function move({ migrationUrl }: { readonly migrationUrl: string }, name: string): Promise<void> {
  const keeper = new Client({ connectionString: migrationUrl });
  await keeper.connect();
  try {
    await keeper.query("select set_config('app.role', 'CLOCK', false)");
    await keeper.query(
      `insert into referral_step select (jsonb_populate_record(s, jsonb_build_object('number', s.number + 1))).*
       from referral_step s where s.referral_id = $1 order by s.number desc limit 1`,
      [seededId("referral", `cast/${name}`)],
    );
  } finally {
    await keeper.end();
  }
}

/** At the centre and at the agency of a referral, and where the policy lets them read it. */
const isTold = (viewer: Viewer, person: CastMember): boolean =>
  ["OWN_CENTRE", "ADDRESSEE"].includes(standing(viewer, person).relation) &&
  decideAbout(viewer, person, "referral:read", "REFERRAL").granted;

const mayFollow = ({ role, purpose, organisationId }: Viewer): boolean =>
  organisationId !== null &&
  (["OWN_CENTRE", "ADDRESSEE"] as const).some((relation) => {
    const place = { role, purpose, action: "referral:read", category: "REFERRAL", relation } as const;
    return decideCase({ ...place, insider: false, consented: false, opened: false }).granted;
  });

/** What a careless statement would ask of each table, and what must have been decided for it to be told anything. */
const TABLES = (
  [
    ["beneficiary", "person:read", "IDENTITY"],
    ["identifier", "person:read", "IDENTITY"],
    ["contact", "person:read", "CONTACT"],
    // How many live with somebody, and as what, is told with who they are; of the others the wall shows no row.
    ["household_member", "person:read", "IDENTITY"],
    ["consent", "consent:read", "IDENTITY"],
    ["need", "need:read", "IDENTITY"],
    ["visit", "consent:read", "IDENTITY"],
    ["referral", "referral:read", "REFERRAL"],
  ] as const
).map(([name, action, category]) => {
  const key = name === "beneficiary" ? "id" : "beneficiary_id";
  const text = `select distinct ${key} as id from ${name} where ${key} = any($1)`;
  return { name, action, category, statement: statement<{ id: string }>(`door_${name}`, text) };
});

/** What was agreed to for an organisation is there for it: the attestation of its grants is made from it. */
const isAttested = (viewer: Viewer, person: CastMember): boolean =>
  viewer.organisationId !== null && person.recipients.includes(viewer.organisationId) && !person.restricted;

const isSame = (one: Omit<Viewer, "purpose">, other: Viewer): boolean =>
  one.role === other.role && one.organisationId === other.organisationId;

interface Answered {
  readonly grants?: unknown;
  readonly access: unknown;
  readonly contacts: readonly unknown[] | null;
  readonly household: unknown;
  readonly needs: readonly unknown[] | null;
  readonly visits: readonly unknown[] | null;
  readonly consents: readonly unknown[] | null;
  readonly referrals: { readonly edges: readonly unknown[] };
}

/** How much of a record came, without its words. */
const readRecord = (person: Answered | null) =>
  person && {
    access: person.access,
    contacts: person.contacts?.length ?? null,
    household: person.household !== null,
    needs: person.needs?.length ?? null,
    visits: person.visits?.length ?? null,
    consents: person.consents?.length ?? null,
    referrals: person.referrals.edges.length,
  };

const FIELDS = ["employment", "housing", "childcare", "mentalHealth", "enrolments"] as const;

const readFiles = (person: Answered | null) =>
  person && Object.fromEntries(FIELDS.map((field) => [field, (person as unknown as Record<string, unknown>)[field]]));

const isOpen = (file: Record<string, object>): boolean =>
  Object.values(file).some((each) => (each as { access: { granted: boolean } }).access.granted);
