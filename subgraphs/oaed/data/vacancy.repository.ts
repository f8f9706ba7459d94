import type { Database, Transaction } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import type { Viewer } from "../../kernel/viewer";
import type { MatchRecord, PlacementRecord } from "./employment-file.repository";
import { PlacementRow, VacancyMatchRow } from "./vacancy.row";

/** An open job, and how close it is to what somebody seeks: 0 is the closest. */
export interface VacancyRecord {
  readonly id: string;
  readonly title: string;
  readonly employer: string;
  readonly occupationCode: string;
  readonly municipalityCode: string;
  readonly positions: number;
  readonly postedOn: string;
  readonly closesOn: string | null;
  readonly distance: number;
}

export interface OwnMatch extends MatchRecord {
  readonly beneficiaryId: string;
  readonly placement: PlacementRecord | null;
}

/** A registration of the organisation, as the search goes by it. */
export interface Seeker {
  readonly beneficiaryId: string;
  readonly occupationCode: string | null;
  readonly municipalityCode: string;
}

const SEEKER = statement<Seeker>(
  "seeker",
  `select r.beneficiary_id as "beneficiaryId", r.occupation_code as "occupationCode",
    o.municipality_code as "municipalityCode"
  from registration r join office o on o.id = r.office_id
  where r.id = $1 and r.organisation_id = $2 and r.ended_on is null`,
);

/** Two points for each step the occupation is away, one for another municipality. */
const DISTANCE = `
  case when v.occupation_code = $3 then 0 when left(v.occupation_code, 3) = left($3, 3) then 2
    when left(v.occupation_code, 1) = left($3, 1) then 4 else 6 end
  + case when v.municipality_code = $4 then 0 else 1 end`;

const VACANCIES = statement<VacancyRecord>(
  "matching_vacancies",
  `select * from (
    select v.id, v.title, v.employer, v.occupation_code as "occupationCode", v.municipality_code as "municipalityCode",
      v.positions, v.posted_on as "postedOn", v.closes_on as "closesOn", ${DISTANCE} as distance
    from vacancy v
    where v.organisation_id = $1 and v.posted_on <= $2::date and (v.closes_on is null or v.closes_on >= $2::date)) found
  where $5::int is null or (distance, id) > ($5, $6::uuid)
  order by distance, id limit $7`,
);

/** Open jobs for one registration, for one viewer. */
export class VacancyRepository {
  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
  ) {}

  async findSeeker(registrationId: string): Promise<Seeker | null> {
    const own = [registrationId, this.viewer.organisationId];
    return (await this.database.rows(this.viewer, SEEKER, own))[0] ?? null;
  }

  listFor(seeker: Seeker, today: string, limit: number, after: readonly string[] | null): Promise<VacancyRecord[]> {
    const { occupationCode, municipalityCode } = seeker;
    const sought = [this.viewer.organisationId, today, occupationCode ?? "", municipalityCode];
    return this.database.publicRows(VACANCIES, [...sought, after?.[0] ?? null, after?.[1] ?? null, limit]);
  }
}

export interface Vacancy {
  readonly id: string;
  readonly employer: string;
  readonly positions: number;
  readonly postedOn: string;
  readonly closesOn: string | null;
}

/** Held, so that of two who are hired for the last position one is: {@link matches.countHired} is asked after it. */
export const HOLD_VACANCY = `
  select v.id, v.employer, v.positions, v.posted_on as "postedOn", v.closes_on as "closesOn"
  from vacancy v where v.id = $1 and v.organisation_id = $2 for update of v`;

export interface HeldMatch {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly vacancyId: string;
  readonly outcome: string;
  readonly proposedOn: string;
  readonly registrationId: string | null;
  readonly referralId: string | null;
}

export const HOLD_MATCH = `
  select m.id, m.beneficiary_id as "beneficiaryId", m.vacancy_id as "vacancyId", m.outcome,
    m.proposed_on as "proposedOn", r.id as "registrationId", r.referral_id as "referralId"
  from vacancy_match m left join registration r on r.beneficiary_id = m.beneficiary_id and r.ended_on is null
    and r.organisation_id = m.organisation_id
  where m.id = $1 and m.organisation_id = $2 for update of m`;

const READ_MATCH = `
  select m.id, m.beneficiary_id as "beneficiaryId", v.title, v.employer, v.occupation_code as "occupationCode",
    m.proposed_on as "proposedOn", m.outcome,
    (select json_build_object('id', p.id, 'employer', p.employer, 'kind', p.kind, 'startsOn', p.starts_on,
        'endsOn', p.ends_on) from placement p
      where p.beneficiary_id = m.beneficiary_id and p.employer = v.employer and p.starts_on >= m.proposed_on
        and m.outcome = 'HIRED' order by p.starts_on desc, p.id desc limit 1) as placement
  from vacancy_match m join vacancy v on v.id = m.vacancy_id where m.id = $1`;

/** Vacancies proposed to people and jobs taken up, inside the caller's transaction. */
export const matches = {
  async add(tx: Transaction, match: Omit<VacancyMatchRow, "vacancy">): Promise<void> {
    await tx.insert(VacancyMatchRow, match);
  },

  /** A statement of its own: what a colleague committed while this one waited for the vacancy is seen by the next only. */
  async countHired(tx: Transaction, vacancyId: string): Promise<number> {
    const text = "select count(*)::int as hired from vacancy_match where vacancy_id = $1 and outcome = 'HIRED'";
    return (await tx.query<{ hired: number }[]>(text, [vacancyId]))[0]!.hired;
  },

  async settle(tx: Transaction, id: string, outcome: string): Promise<void> {
    await tx.update(VacancyMatchRow, { id }, { outcome });
  },

  async place(tx: Transaction, placement: PlacementRow): Promise<void> {
    await tx.insert(PlacementRow, placement);
  },

  read: async (tx: Transaction, id: string): Promise<OwnMatch> => {
    return (await tx.query<OwnMatch[]>(READ_MATCH, [id]))[0]!;
  },
};
