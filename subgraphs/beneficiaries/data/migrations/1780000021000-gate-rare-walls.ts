import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The officer who answers a person, and who opened a file in an emergency, are rare; the policies made for them were
 * planned into every read of a person, by whomever. They say the same as before, but behind a gate that costs a
 * comparison, in functions, which no plan looks into: half of the work of reading a person was preparing what was never
 * asked. Functions are called per row; for these few viewers that is cheap enough.
 */
export class GateRareWalls1780000021000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [signature, answer] of FUNCTIONS) await runner.query(ask(signature, answer));
    for (const [policy, table, rows] of POLICIES) {
      await runner.query(`alter policy ${policy} on ${table} using (${GATES[policy]} and ${rows.gated})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [policy, table, rows] of POLICIES) {
      await runner.query(`alter policy ${policy} on ${table} using (${rows.planned})`);
    }
    const names = FUNCTIONS.map(([signature]) => signature.replace(/ returns .*/, ""));
    await runner.query(`drop function ${names.join(", ")}`);
  }
}

const APP = "beneficiaries_app";

const GATES = {
  handling: "current_setting('app.role', true) = 'DPO'",
  opening: "current_setting('app.purpose', true) = 'EMERGENCY'",
} as const;

/** They look through the views of before, with their owner's eyes; those show nothing to anybody else. */
const FUNCTIONS: readonly (readonly [signature: string, answer: string])[] = [
  [
    "wall_handles(person uuid) returns boolean",
    "select exists (select from wall_requested w where w.beneficiary_id = person)",
  ],
  [
    "wall_handles_household(household uuid) returns boolean",
    "select exists (select from wall_requested_household w where w.household_id = household)",
  ],
  [
    "wall_handles_confidential(person uuid, agency uuid) returns boolean",
    "select exists (select from wall_requested_confidential w where w.beneficiary_id = person and w.agency_id = agency)",
  ],
  [
    "wall_opens(person uuid, category text) returns boolean",
    "select exists (select from wall_opened w where w.beneficiary_id = person and category = any (w.categories))",
  ],
  [
    "wall_opens_household(household uuid) returns boolean",
    "select exists (select from wall_opened_household w where w.household_id = household)",
  ],
  [
    "wall_opened_of(person uuid) returns json",
    `select coalesce(json_agg(json_build_object('category', o.category, 'until', o.until)), '[]')
     from (select unnest(w.categories) as category, max(w.until_at) as until from wall_opened w
       where w.beneficiary_id = person group by 1) o`,
  ],
];

const ask = (signature: string, answer: string): string => `
  create function ${signature} language sql stable security definer
    set search_path = pg_catalog, public begin atomic ${answer}; end;
  revoke all on function ${signature.replace(/ returns .*/, "")} from public;
  grant execute on function ${signature.replace(/ returns .*/, "")} to ${APP}`;

interface Rows {
  readonly gated: string;
  /** As it was planned into every statement. */
  readonly planned: string;
}

const requested = (person: string): Rows => ({
  gated: `wall_handles(${person})`,
  planned: `exists (select from wall_requested w where w.beneficiary_id = ${person})`,
});

const and = (condition: string, { gated, planned }: Rows): Rows => ({
  gated: `${condition} and ${gated}`,
  planned: `${condition} and ${planned}`,
});

const opened = (person: string, category: string): Rows => ({
  gated: `wall_opens(${person}, '${category}')`,
  planned: `exists (select from wall_opened e where e.beneficiary_id = ${person} and '${category}' = any (e.categories))`,
});

const TELLING = `categories && '{MENTAL_HEALTH,SAFETY}' or coalesce(recipient_domain in ('MENTAL_HEALTH', 'SAFETY'), false)`;

const POLICIES: readonly (readonly [policy: keyof typeof GATES, table: string, rows: Rows])[] = [
  ["handling", "beneficiary", requested("beneficiary.id")],
  ["handling", "identifier", requested("identifier.beneficiary_id")],
  ["handling", "contact", requested("contact.beneficiary_id")],
  ["handling", "visit", requested("visit.beneficiary_id")],
  [
    "handling",
    "household_member",
    {
      gated: "wall_handles_household(household_member.household_id)",
      planned: "exists (select from wall_requested_household h where h.household_id = household_member.household_id)",
    },
  ],
  ["handling", "need", and("domain not in ('MENTAL_HEALTH', 'SAFETY')", requested("need.beneficiary_id"))],
  ["handling", "referral", and("not confidential", requested("referral.beneficiary_id"))],
  [
    "handling",
    "consent",
    {
      gated: `wall_handles(consent.beneficiary_id)
        and not (${TELLING} or wall_handles_confidential(consent.beneficiary_id, consent.recipient_id))`,
      planned: `exists (select from wall_requested w where w.beneficiary_id = consent.beneficiary_id)
        and not (${TELLING} or exists (select from wall_requested_confidential c
          where c.beneficiary_id = consent.beneficiary_id and c.agency_id = consent.recipient_id))`,
    },
  ],
  ["opening", "beneficiary", opened("beneficiary.id", "IDENTITY")],
  ["opening", "identifier", opened("identifier.beneficiary_id", "IDENTITY")],
  ["opening", "contact", opened("contact.beneficiary_id", "CONTACT")],
  [
    "opening",
    "household_member",
    {
      gated: "wall_opens_household(household_member.household_id)",
      planned: "exists (select from wall_opened_household h where h.household_id = household_member.household_id)",
    },
  ],
];
