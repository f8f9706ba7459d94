import { Importer } from "../../subgraphs/kernel/database/copy";
import { newId, seededId } from "../../subgraphs/kernel/identifier";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { importOaed, loadOaedReference, type OaedImport } from "../../subgraphs/oaed/data/oaed.import";
import { OAED, OFFICES } from "../../subgraphs/oaed/data/oaed.reference";
import { useDatabase } from "../support/database";

const CENTRE = seededId("agency", "cc-paionia");
const caseworker: Viewer = { id: newId(), role: "CASEWORKER", organisationId: CENTRE, area: null, purpose: "CARE" };
const FILE = `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Beneficiary {
  employment { access { granted reason } registration { status office } trainings { status } matches { outcome } } } } }`;

const person = (id: string, consents: { category: string; until: string }[]) => ({
  ...{ __typename: "Beneficiary", id },
  grants: { relation: "OWN_CENTRE", insider: false, consents },
});
const CONSENT = [{ category: "EMPLOYMENT", until: "2090-01-01T00:00:00Z" }];

/** A person with one registration, which is open unless it has an end. */
const record = (endedOn: (string | null)[]): OaedImport => ({
  ...{ beneficiaryId: newId(), organisationId: OAED, attendances: [], matches: [], placements: [] },
  registrations: endedOn.map((ended) => ({
    ...{ id: newId(), officeId: OFFICES[0]!.id, status: "UNEMPLOYED", occupation: null, occupationCode: null },
    ...{
      since: "2026-01-05",
      lastConfirmedOn: "2026-02-02",
      endedOn: ended,
      educationLevel: null,
      experienceMonths: 0,
    },
  })),
});

describe("the database of the employment service", () => {
  let importer: Importer;
  // Before the database is dropped: what is declared first is done first.
  afterAll(() => importer?.close());
  const owner = useDatabase("oaed");
  beforeAll(async () => {
    importer = await Importer.open(owner.database.migrationUrl);
  });

  it("shows the caseload's scripted mother in training and at work search, with her consent only", async () => {
    const mother = seededId("beneficiary", 1);
    const people = [person(mother, CONSENT), person(mother, [])];
    const { data } = await owner.ask(caseworker, FILE, { people: [people[0]] });
    expect(data).toMatchObject({
      _entities: [
        {
          employment: {
            access: { granted: true },
            registration: { office: "ΚΠΑ2 Πολυκάστρου" },
            trainings: [{ status: "COMPLETED" }],
            matches: expect.arrayContaining([{ outcome: expect.any(String) }]),
          },
        },
      ],
    });
    const refused = await owner.ask(caseworker, FILE, { people: [people[1]] });
    expect(refused.data).toMatchObject({
      _entities: [{ employment: { access: { granted: false, reason: "CONSENT_REQUIRED" }, registration: null } }],
    });
  });

  it("takes over people by import, of whom nobody has two open registrations", async () => {
    const { beneficiaryId, ...rest } = record(["2026-06-30", null]);
    await importOaed(importer, [{ beneficiaryId, ...rest }]);
    const sql = "select count(*) from registration where beneficiary_id = $1";
    expect(await importer.run(sql, [beneficiaryId])).toEqual([{ count: 2 }]);
    await expect(importOaed(importer, [record([null, null])])).rejects.toThrow("registration_open");
  });

  it("keeps its reference data when they are loaded again, and adds the coming years'", async () => {
    const count = async () => Number((await importer.run("select count(*) from course"))[0]!["count"]);
    const before = await count();
    await loadOaedReference(importer);
    expect(await count()).toBe(before);
    await loadOaedReference(importer, new Date("2040-01-01"));
    expect(await count()).toBeGreaterThan(before);
  });
});
