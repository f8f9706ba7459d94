import { toAgencyImports, listDirectoryServices } from "../../gateway/embedded/caseload/agencies";
import { importAgencies, loadAgenciesReference } from "../../subgraphs/agencies/data/agencies.import";
import { agencies } from "../../subgraphs/agencies/subgraph";
import { Importer } from "../../subgraphs/kernel/database/copy";
import { createDataSource } from "../../subgraphs/kernel/database/database";
import { statementsSent } from "../../subgraphs/kernel/database/reader";
import { seededId } from "../../subgraphs/kernel/identifier";
import { useDatabase } from "../support/database";
import { testVault } from "../support/vault";
import { agencyId, as, serviceId } from "./agencies/cast";
import { feastsOfMunicipalities } from "./agencies/feasts-of-municipalities";
import { keepingTheDirectory } from "./agencies/keeping-the-directory";

const directory = useDatabase("agencies");

const caseworker = as("CASEWORKER", "cc-paionia");

beforeAll(async () => {
  const importer = await Importer.open(directory.database.migrationUrl);
  for (let twice = 0; twice < 2; twice++) {
    await loadAgenciesReference(importer);
    await importAgencies(importer, toAgencyImports({ seed: "test", asOf: new Date() }), testVault);
  }
  await importer.close();
});

async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const note = (name: unknown) => void sent.push(name as string);
  statementsSent.subscribe(note);
  await work();
  statementsSent.unsubscribe(note);
  return sent;
}

describe("the stored directory", () => {
  it("has the tables the row classes say", async () => {
    const url = directory.database.migrationUrl;
    const source = createDataSource({ url, rows: [...agencies.rows], applicationName: "drift", poolSize: 1 });
    await source.initialize();
    const drift = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it("resolves a hundred references of each kind with one statement per kind", async () => {
    const services = listDirectoryServices();
    const representations = services.flatMap((service) => [
      { __typename: "Service", id: service.id },
      { __typename: "Agency", id: service.agencyId },
      { __typename: "Municipality", code: "0902" },
    ]);
    const query = `query ($all: [_Any!]!) { _entities(representations: $all) {
      ... on Service { nameEl status capacity { available stale } agency { nameEl } }
      ... on Agency { nameEl } ... on Municipality { nameEl } } }`;
    const sent = await statementsOf(() => directory.ask(caseworker, query, { all: representations }));
    expect(sent.toSorted()).toEqual(["agencies_by_id", "municipalities_by_code", "services_by_id"]);
  });

  it("answers null for references that are not there", async () => {
    const representations = [
      { __typename: "Service", id: "no id" },
      { __typename: "Agency", id: seededId("agency", "none") },
      { __typename: "Region", code: "EL\u0000" },
    ];
    const answer = await directory.ask(
      caseworker,
      "query ($all: [_Any!]!) { _entities(representations: $all) { __typename } }",
      {
        all: representations,
      },
    );
    expect(answer).toEqual({ data: { _entities: [null, null, null] } });
  });

  it("draws a region's profile with a fixed number of statements", async () => {
    const query = `{ region(code: "EL52") { nameEl population2021 centres { nameEl } agenciesByKind { kind agencies }
      regionalUnits { nameEl municipalities { nameEl centres { nameEl }
        agencies(first: 5) { edges { node { nameEl } } } services(first: 5) { edges { node { nameEl } } } } }
      servicesByDomain { domain services freePlaces freeBeds } } }`;
    const sent = await statementsOf(() => directory.ask(caseworker, query));
    expect(sent).toHaveLength(9);
    expect(new Set(sent).size).toBe(9);
  });
});

describe("finding help", () => {
  const FREE = `query ($after: String) { services(first: 1, after: $after, filter: { domain: HOUSING, regionCode: "EL52",
    onlyWithCapacity: true }) { edges { node { id capacity { unit available } } } pageInfo { hasNextPage endCursor } } }`;
  interface FreePage {
    services: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  }

  it("finds every free bed of a region once, page by page", async () => {
    const found: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data }: { data?: unknown } = await directory.ask(caseworker, FREE, { after });
      const { edges, pageInfo } = (data as FreePage).services;
      found.push(...edges.map(({ node }) => node.id));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    const expected = ["homeless-hostel", "night-shelter", "open-day-centre"];
    expect(found.toSorted()).toEqual(expected.map((key) => serviceId(`md-homeless-hostels/${key}`)).toSorted());
  });

  it.each(["Σαμοθράκη", "samothraki", "ΣAMOΘPAKH", "σαμοθρακης"])(
    "finds the centre of Samothrace by %s",
    async (search) => {
      const query =
        "query ($search: String) { agencies(first: 5, search: $search, filter: { kind: COMMUNITY_CENTRE }) { edges { node { slug } } } }";
      expect(await directory.ask(caseworker, query, { search })).toEqual({
        data: { agencies: { edges: [{ node: { slug: "cc-samothraki" } }] } },
      });
    },
  );

  it.each([
    `services(first: 101)`,
    `services(after: "bm9uc2Vuc2U")`,
    `services(filter: { regionCode: "52" })`,
    `agencies(filter: { municipalityCode: "Παιονία" })`,
    `agencies(search: "${"α".repeat(201)}")`,
  ])("refuses %s by name", async (field) => {
    const answer = await directory.ask(caseworker, `{ ${field} { edges { node { id } } } }`);
    expect(answer.errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });
});

describe("a refuge", () => {
  const REFUGE = serviceId("md-house-of-woman/women-shelter");
  const WHOLE = `query ($id: ID!) { service(id: $id) { nameEl assuredDate assuredBy capacity { available }
    sites { kind nameEl address phones hours { days } municipality { nameEl } } agency { sites { address confidential } } } }`;
  const worker = as("AGENCY_WORKER", "md-house-of-woman");
  const others = [
    as("AGENCY_HEAD", "rc-hostel"),
    as("ANALYST", null, "EL52"),
    as("DIRECTORY_EDITOR", null, "EL52"),
    as("PROGRAMME_MANAGER"),
    as("DPO"),
    as("SERVICE", "oaed"),
  ];
  const ask = async (viewer: typeof worker, query: string, variables = {}) => {
    const { data, errors } = await directory.ask(viewer, query, variables);
    expect(errors).toBeUndefined();
    return data as Record<string, unknown>;
  };

  it("is known by name to those who refer, without a place, a telephone or a figure", async () => {
    for (const viewer of [caseworker, as("CENTRE_HEAD", "md-house-of-woman")]) {
      const { service } = await ask(viewer, WHOLE, { id: REFUGE });
      expect(service).toEqual({
        nameEl: "Ξενώνας φιλοξενίας κακοποιημένων γυναικών",
        ...{ assuredDate: null, assuredBy: null, capacity: [], sites: [] },
        agency: { sites: [expect.objectContaining({ confidential: false })] },
      });
    }
  });

  it.each(others)("is not there for $role, like one that does not exist", async (viewer) => {
    const none = serviceId("none");
    expect(await ask(viewer, WHOLE, { id: REFUGE })).toEqual(await ask(viewer, WHOLE, { id: none }));
    const entity =
      'query ($id: ID!) { _entities(representations: [{ __typename: "Service", id: $id }]) { __typename } }';
    expect(await ask(viewer, entity, { id: REFUGE })).toEqual({ _entities: [null] });
    const lists = `{ services(first: 100, filter: { domain: SAFETY }) { edges { cursor node { id } } pageInfo { endCursor } }
      agencies(filter: { domain: SAFETY }) { edges { cursor } }
      agency(id: "${agencyId("md-house-of-woman")}") { services { id } } }`;
    expect(await ask(viewer, lists)).toEqual({
      services: { edges: [], pageInfo: { endCursor: null } },
      agencies: { edges: [] },
      agency: { services: [] },
    });
  });

  it("is known whole to the people who work there", async () => {
    const text = JSON.stringify(await ask(worker, WHOLE, { id: REFUGE }));
    for (const known of ["Οδός Σιωπής", "+30211", "Δήμος Δέλτα", '"available":2']) expect(text).toContain(known);
  });

  it("is found by the regions it takes people from, and by no municipality", async () => {
    const found =
      "query ($in: String!) { services(first: 100, filter: { regionCode: $in, domain: SAFETY }) { edges { node { id } } } }";
    for (const region of ["EL41", "EL52"]) {
      expect(JSON.stringify(await ask(caseworker, found, { in: region }))).toContain(REFUGE);
    }
    const query = `{ services(filter: { municipalityCode: "0704" }) { edges { node { id } } }
      agencies(filter: { municipalityCode: "0704" }) { edges { node { id } } }
      municipality(code: "0704") { agencies { edges { node { id } } } services { edges { node { id } } } } }`;
    for (const viewer of [caseworker, worker]) {
      expect(await ask(viewer, query)).toEqual({
        services: { edges: [] },
        agencies: { edges: [] },
        municipality: { agencies: { edges: [] }, services: { edges: [] } },
      });
    }
  });

  it("moves no list, no cursor, no count and no profile when it says how full it is", async () => {
    const watched = `{ service(id: "${REFUGE}") { capacity { available } }
      services(first: 100) { edges { cursor node { id } } }
      free: services(first: 100, filter: { onlyWithCapacity: true }) { edges { cursor } }
      region(code: "EL52") { agenciesByKind { agencies } servicesByDomain { domain services freePlaces freeBeds } } }`;
    const seen = () => Promise.all([caseworker, ...others].map((viewer) => ask(viewer, watched)));
    const before = await seen();
    const tell =
      "mutation ($input: UpdateCapacityInput!) { updateCapacity(input: $input) { service { capacity { available } } } }";
    const input = { serviceId: REFUGE, unit: "BED", available: 11, maximum: 20, status: "CAPACITY" };
    expect(await ask(worker, tell, { input })).toEqual({
      updateCapacity: { service: { capacity: [{ available: 11 }] } },
    });
    expect(await seen()).toEqual(before);
  });

  it("is changed by nobody for whom it is not there, in the words for what does not exist", async () => {
    const status =
      "mutation ($id: ID!) { setServiceStatus(input: { serviceId: $id, status: INACTIVE }) { service { id } } }";
    const editor = as("DIRECTORY_EDITOR", null, "EL52");
    const [refused, missing] = [REFUGE, serviceId("none")].map((id) => directory.ask(editor, status, { id }));
    expect(await refused).toEqual(await missing);
    expect((await refused)!.errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
  });

  it("keeps in clear nothing that leads there", async () => {
    const importer = await Importer.open(directory.database.migrationUrl);
    const rows = await importer.run("select * from site where confidential");
    await importer.close();
    expect(rows.length).toBeGreaterThan(2);
    for (const { id, agency_id, kind, confidential, synthetic, sealed, ...place } of rows) {
      expect([id, agency_id, kind, confidential, synthetic, sealed]).not.toContain(null);
      expect(Object.values(place)).toEqual([null, null, null, null, null]);
    }
  });
});

keepingTheDirectory(directory);
feastsOfMunicipalities(directory);
