import type { Importer } from "../../kernel/database/copy";
import { seededId } from "../../kernel/identifier";
import { ELIGIBILITY } from "./reference/eligibility";
import { PROGRAMMES } from "./reference/programmes";

/** One step of a status history; `by` is an organisation, null for the programme's authority and the clock. */
export interface StepImport {
  readonly status: string;
  readonly at: Date;
  readonly by: string | null;
  readonly reason: string | null;
}

export interface ApplicationImport {
  readonly id: string;
  readonly programmeId: string;
  /** The centre that supported it. */
  readonly organisationId: string;
  /** The programme is confidential, or the service through which the person applied is. */
  readonly confidential: boolean;
  readonly submittedAt: Date | null;
  readonly missingDocuments: readonly string[];
  /** Oldest first and never empty; the last is the present status. */
  readonly history: readonly StepImport[];
}

export interface EntitlementImport {
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly period: "ONCE" | "MONTHLY" | "YEARLY" | null;
  readonly inKind: string | null;
}

export interface EnrolmentImport {
  readonly id: string;
  readonly programmeId: string;
  readonly applicationId: string | null;
  readonly referralId: string | null;
  /** Who runs the programme for the person. */
  readonly organisationId: string;
  /** The programme is confidential, or the service is. */
  readonly confidential: boolean;
  /** YYYY-MM-DD */
  readonly from: string;
  readonly until: string | null;
  readonly entitlement: EntitlementImport | null;
  /** Oldest first and never empty; the last is the present status. */
  readonly history: readonly StepImport[];
}

/** Everything of one person. At most one of the enrolments of a programme is ACTIVE. */
export interface ProgrammesImport {
  readonly beneficiaryId: string;
  readonly applications: readonly ApplicationImport[];
  readonly enrolments: readonly EnrolmentImport[];
}

const CHUNK = 5_000;

/** Writes people's applications and enrolments by COPY, a chunk of people at a time. Throws on the first bad row. */
export async function importProgrammes(importer: Importer, records: Iterable<ProgrammesImport>): Promise<void> {
  let chunk: ProgrammesImport[] = [];
  for (const record of records) {
    if (chunk.push(record) < CHUNK) continue;
    await importChunk(importer, chunk);
    chunk = [];
  }
  if (chunk.length > 0) await importChunk(importer, chunk);
}

async function importChunk(importer: Importer, chunk: readonly ProgrammesImport[]): Promise<void> {
  await importer.copy("application", APPLICATION, applications(chunk));
  await importer.copy("application_step", ["application_id", ...STEP], applicationSteps(chunk));
  await importer.copy("enrolment", ENROLMENT, enrolments(chunk));
  await importer.copy("enrolment_step", ["enrolment_id", ...STEP], enrolmentSteps(chunk));
}

const KEYS = ["id", "beneficiary_id", "programme_id", "organisation_id", "confidential", "status"];
const APPLICATION = [...KEYS, "started_at", "submitted_at", "missing_documents"];
const MONEY = ["amount_minor", "currency", "period", "in_kind"];
const ENROLMENT = [...KEYS, "application_id", "referral_id", "starts_on", "ends_on", ...MONEY];
const STEP = ["beneficiary_id", "position", "status", "at", "organisation_id", "reason"];

/** The columns KEYS, which an application and an enrolment have alike. */
const keys = (person: string, row: ApplicationImport | EnrolmentImport) => [
  row.id,
  person,
  row.programmeId,
  row.organisationId,
  row.confidential,
  row.history.at(-1)!.status,
];

function* applications(chunk: readonly ProgrammesImport[]) {
  for (const { beneficiaryId, applications } of chunk) {
    for (const row of applications) {
      yield [...keys(beneficiaryId, row), row.history[0]!.at, row.submittedAt, row.missingDocuments];
    }
  }
}

function* enrolments(chunk: readonly ProgrammesImport[]) {
  for (const { beneficiaryId, enrolments } of chunk) {
    for (const row of enrolments) {
      const { amountMinor = null, currency = null, period = null, inKind = null } = row.entitlement ?? {};
      const money = [amountMinor, currency, period, inKind];
      yield [...keys(beneficiaryId, row), row.applicationId, row.referralId, row.from, row.until, ...money];
    }
  }
}

function* applicationSteps(chunk: readonly ProgrammesImport[]) {
  for (const { beneficiaryId, applications } of chunk) for (const row of applications) yield* steps(beneficiaryId, row);
}

function* enrolmentSteps(chunk: readonly ProgrammesImport[]) {
  for (const { beneficiaryId, enrolments } of chunk) for (const row of enrolments) yield* steps(beneficiaryId, row);
}

function* steps(person: string, row: ApplicationImport | EnrolmentImport) {
  let position = 0;
  for (const { status, at, by, reason } of row.history) yield [row.id, person, position++, status, at, by, reason];
}

/**
 * Brings the registry of programmes to the reference data. Safe to repeat: what is there is set to the reference, what
 * the reference does not name is left alone.
 */
export async function loadProgrammesReference(importer: Importer): Promise<void> {
  await importer.run(PUT_PROGRAMMES, [JSON.stringify(PROGRAMMES.map(toRow))]);
  const rules = PROGRAMMES.flatMap(({ slug }) => rulesOf(slug));
  await importer.run(PUT_RULES, [JSON.stringify(rules)]);
  await importer.run(DROP_SURPLUS_RULES, [JSON.stringify(PROGRAMMES.map(({ slug }) => countOf(slug)))]);
}

const idOf = (slug: string) => seededId("programme", slug);

const toRow = (programme: (typeof PROGRAMMES)[number]) => ({
  id: idOf(programme.slug),
  slug: programme.slug,
  name_el: programme.nameEl,
  name_en: programme.nameEn,
  former_names: programme.formerNames ?? [],
  level: programme.level,
  domain: programme.domain,
  legal_basis: programme.legalBasis ?? null,
  agency_kinds: programme.agencyKinds,
  confidential: programme.confidential ?? false,
  note: programme.note ?? null,
});

const rulesOf = (slug: string) =>
  (ELIGIBILITY[slug] ?? []).map(({ kind, unit = null, textEl, textEn }, position) => ({
    programme_id: idOf(slug),
    position,
    kind,
    unit,
    text_el: textEl,
    text_en: textEn,
  }));

const countOf = (slug: string) => ({ programme_id: idOf(slug), rules: ELIGIBILITY[slug]?.length ?? 0 });

const PUT_PROGRAMMES = `
  insert into programme (id, slug, name_el, name_en, former_names, level, domain, legal_basis, agency_kinds,
    confidential, note)
  select id, slug, name_el, name_en, former_names, level, domain, legal_basis, agency_kinds, confidential, note
  from json_to_recordset($1::json) as r(id uuid, slug text, name_el text, name_en text, former_names text[], level text,
    domain text, legal_basis text, agency_kinds text[], confidential boolean, note text)
  on conflict (id) do update set slug = excluded.slug, name_el = excluded.name_el, name_en = excluded.name_en,
    former_names = excluded.former_names, level = excluded.level, domain = excluded.domain,
    legal_basis = excluded.legal_basis, agency_kinds = excluded.agency_kinds, confidential = excluded.confidential,
    note = excluded.note`;

const PUT_RULES = `
  insert into eligibility_rule (programme_id, position, kind, unit, text_el, text_en)
  select programme_id, position, kind, unit, text_el, text_en
  from json_to_recordset($1::json) as r(programme_id uuid, position integer, kind text, unit text, text_el text,
    text_en text)
  on conflict (programme_id, position) do update set kind = excluded.kind, unit = excluded.unit,
    text_el = excluded.text_el, text_en = excluded.text_en`;

const DROP_SURPLUS_RULES = `
  delete from eligibility_rule e
  using json_to_recordset($1::json) as r(programme_id uuid, rules integer)
  where e.programme_id = r.programme_id and e.position >= r.rules`;
