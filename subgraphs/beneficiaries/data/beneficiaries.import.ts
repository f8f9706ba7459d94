import type { CopyValue, Importer } from "../../kernel/database/copy";
import { foldName } from "../../kernel/greek";
import type { Alarms } from "../domain/referral.clocks";
import { isEnded, type FulfilmentState, type RequestState } from "../domain/referral.states";
import type { Vault } from "../../kernel/secrets/vault";
import type { PersonFacts } from "./person-facts";

/** One person with everything the centre holds of them, as another system or the synthetic caseload hands it over. */
export interface BeneficiaryImport extends PersonFacts {
  readonly householdId: string;
  readonly householdRole: string;
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[];
  readonly contacts: readonly {
    readonly id: string;
    readonly kind: string;
    readonly value: string;
    readonly safeToContact: boolean;
  }[];
  readonly needs: readonly {
    readonly id: string;
    readonly domain: string;
    readonly severity: number;
    readonly note: string | null;
    readonly since: string;
    readonly metOn: string | null;
  }[];
  readonly visits: readonly { readonly id: string; readonly channel: string; readonly at: Date }[];
  readonly consents: readonly {
    readonly id: string;
    readonly recipientId: string;
    readonly categories: readonly string[];
    readonly purpose: string;
    readonly fromAt: Date;
    readonly untilAt: Date;
    readonly how: string;
    readonly witness: string | null;
    readonly givenBy: string;
    readonly guardianId: string | null;
    readonly withdrawnAt: Date | null;
  }[];
  readonly referrals: readonly ReferralImport[];
}

export interface ReferralImport {
  readonly id: string;
  readonly authorId: string;
  readonly needId: string | null;
  readonly serviceId: string;
  readonly serviceDomain: string;
  readonly agencyId: string;
  readonly programmeId: string | null;
  readonly confidential: boolean;
  readonly urgency: string;
  readonly outcome: string | null;
  /** The clock that runs, as the machine would have started it. */
  /** Those that are still to go off, and when the head was told that it is overdue. */
  readonly alarms: Alarms & { readonly escalatedAt: Date | null };
  readonly closedAt: Date | null;
  /** From the first step to the present state, in order of time; never empty. */
  readonly steps: readonly {
    readonly command: string | null;
    readonly requestState: RequestState;
    readonly fulfilmentState: FulfilmentState | null;
    readonly at: Date;
    readonly actorId: string | null;
    readonly actorOrganisationId: string | null;
    readonly reason: string | null;
    readonly note: string | null;
  }[];
}

type Row = readonly CopyValue[];

/** One COPY per table. Numbers are sealed on the way in. Throws on the first record the schema refuses. */
export async function importBeneficiaries(
  importer: Importer,
  people: readonly BeneficiaryImport[],
  vault: Vault,
): Promise<void> {
  for (const [table, columns, rowsOf] of TABLES) {
    const rows = function* () {
      for (const person of people) yield* rowsOf(person, vault);
    };
    await importer.copy(table, columns.split(" "), rows());
  }
}

const hex = (bytes: Buffer): string => `\\x${bytes.toString("hex")}`;

const TABLES: readonly (readonly [string, string, (person: BeneficiaryImport, vault: Vault) => Iterable<Row>])[] = [
  [
    "beneficiary",
    "id centre_id worker_id given_name surname father_name mother_name given_name_latin surname_latin sex birth_date " +
      "nationality languages street postcode municipality_code search_name registered_at synthetic",
    (p) => [
      [
        p.id,
        p.centreId,
        p.workerId,
        p.givenName,
        p.surname,
        p.fatherName,
        p.motherName,
        p.givenNameLatin,
        p.surnameLatin,
        p.sex,
        p.birthDate,
        p.nationality,
        p.languages,
        p.street,
        p.postcode,
        p.municipalityCode,
        ` ${foldName([p.surname, p.givenName, p.fatherName ?? ""].join(" "))}`,
        p.registeredAt,
        p.synthetic,
      ],
    ],
  ],
  [
    "identifier",
    "beneficiary_id kind centre_id sealed match_odd match_even",
    (p, vault) =>
      p.identifiers.map(({ kind, value }) => {
        const { odd, even } = vault.match(kind, value);
        return [p.id, kind, p.centreId, hex(vault.seal(value)), odd && hex(odd), even && hex(even)];
      }),
  ],
  [
    "contact",
    "beneficiary_id id kind sealed safe_to_contact note",
    (p, vault) =>
      p.contacts.map(({ id, kind, value, safeToContact }) => [
        p.id,
        id,
        kind,
        hex(vault.seal(value)),
        safeToContact,
        null,
      ]),
  ],
  ["household_member", "beneficiary_id household_id role", (p) => [[p.id, p.householdId, p.householdRole]]],
  [
    "need",
    "beneficiary_id id domain severity note since met_on",
    (p) => p.needs.map((n) => [p.id, n.id, n.domain, n.severity, n.note, n.since, n.metOn]),
  ],
  [
    "visit",
    "beneficiary_id id channel at worker_id note",
    (p) => p.visits.map((v) => [p.id, v.id, v.channel, v.at, p.workerId, null]),
  ],
  [
    "consent",
    "beneficiary_id id recipient_id categories purpose from_at until_at how witness given_by guardian_id recorded_by " +
      "ended_at",
    (p) =>
      p.consents.map((c) => [
        p.id,
        c.id,
        c.recipientId,
        c.categories,
        c.purpose,
        c.fromAt,
        c.untilAt,
        c.how,
        c.witness,
        c.givenBy,
        c.guardianId,
        p.workerId,
        c.withdrawnAt,
      ]),
  ],
  [
    "consent_event",
    "beneficiary_id consent_id number kind at actor_id actor_organisation_id",
    function* (p) {
      for (const { id, fromAt, withdrawnAt } of p.consents) {
        yield [p.id, id, 1, "GRANTED", fromAt, p.workerId, p.centreId];
        if (withdrawnAt) yield [p.id, id, 2, "WITHDRAWN", withdrawnAt, p.workerId, p.centreId];
      }
    },
  ],
  [
    "referral",
    "beneficiary_id id conversation_id centre_id author_id need_id service_id service_domain agency_id programme_id " +
      "confidential urgency note do_not_contact request_state fulfilment_state outcome decline_reason created_at sent_at " +
      "remind_at due_at escalated_at expires_at ended_at closed_at version",
    (p) => p.referrals.map((r) => toReferralRow(p, r)),
  ],
  [
    "referral_step",
    "beneficiary_id referral_id number command request_state fulfilment_state at actor_id actor_organisation_id reason note",
    function* (p) {
      for (const { id, steps } of p.referrals) {
        for (const [index, s] of steps.entries()) {
          const states = [s.command, s.requestState, s.fulfilmentState];
          yield [p.id, id, index + 1, ...states, s.at, s.actorId, s.actorOrganisationId, s.reason, s.note];
        }
      }
    },
  ],
];

function toReferralRow(person: BeneficiaryImport, referral: ReferralImport): Row {
  const { steps, alarms } = referral;
  const last = steps.at(-1)!;
  const ending = isEnded(last) ? steps.findLast((_, at) => at === 0 || !isEnded(steps[at - 1]!)) : undefined;
  return [
    person.id,
    referral.id,
    referral.id,
    person.centreId,
    referral.authorId,
    referral.needId,
    referral.serviceId,
    referral.serviceDomain,
    referral.agencyId,
    referral.programmeId,
    referral.confidential,
    referral.urgency,
    null,
    false,
    last.requestState,
    last.fulfilmentState,
    referral.outcome,
    last.fulfilmentState === "DECLINED" ? steps.findLast(({ reason }) => reason)!.reason : null,
    steps[0]!.at,
    steps.find((step) => step.fulfilmentState === "SENT")?.at ?? null,
    alarms.remindAt,
    alarms.dueAt,
    alarms.escalatedAt,
    alarms.expiresAt,
    ending?.at ?? null,
    referral.closedAt,
    steps.length,
  ];
}
