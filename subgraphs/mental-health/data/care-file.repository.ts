import type DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { isId, NOBODY } from "../../kernel/identifier";
import { rowLoader } from "../../kernel/loader";
import type { Viewer } from "../../kernel/viewer";

export interface UnitRecord {
  id: string;
  name: string;
  kind: string;
  synthetic: boolean;
  serviceId: string;
  organisationId: string;
}

/** From JSON: the instant is text. */
export interface AppointmentRecord {
  id: string;
  at: string;
  minutes: number;
  kind: string;
  status: string;
}

export interface EpisodeRecord {
  id: string;
  unit: UnitRecord;
  status: string;
  careLevel: number;
  openedOn: string;
  closedOn: string | null;
  closingReason: string | null;
  keyworkerId: string | null;
  referralId: string | null;
  appointments: AppointmentRecord[];
}

/** Everything the services recorded of one person. */
export interface CareRecord {
  beneficiaryId: string;
  episodes: EpisodeRecord[];
  nextAppointment: AppointmentRecord | null;
}

/** Enough to see the course of an episode; the units' own systems keep the rest. */
export const APPOINTMENTS_SHOWN = 20;

const APPOINTMENT_PAIRS = "'id', p.id, 'at', p.at, 'minutes', p.minutes, 'kind', p.kind, 'status', p.status";

/** The JSON pairs of an {@link EpisodeRecord}, over episode e and unit u. */
export const EPISODE_PAIRS = `
  'id', e.id, 'status', e.status, 'careLevel', e.care_level, 'openedOn', e.opened_on, 'closedOn', e.closed_on,
  'closingReason', e.closing_reason, 'keyworkerId', e.keyworker_id, 'referralId', e.referral_id,
  'unit', json_build_object('id', u.id, 'name', u.name, 'kind', u.kind, 'synthetic', u.synthetic,
    'serviceId', u.service_id, 'organisationId', u.organisation_id),
  'appointments', coalesce((select json_agg(json_build_object(${APPOINTMENT_PAIRS}) order by p.at desc)
    from (select * from appointment where episode_id = e.id order by at desc limit ${APPOINTMENTS_SHOWN}) p), '[]')`;

/** One statement for the whole file of all asked people; $2 narrows it to one organisation's own records. */
const FILES = statement<CareRecord>(
  "care_files",
  `select asked.id as "beneficiaryId",
    coalesce((select json_agg(json_build_object(${EPISODE_PAIRS}) order by e.opened_on desc, e.id desc)
      from episode e join unit u on u.id = e.unit_id
      where e.beneficiary_id = asked.id and ($2::uuid is null or e.organisation_id = $2)), '[]') as episodes,
    (select json_build_object(${APPOINTMENT_PAIRS})
      from episode e join appointment p on p.episode_id = e.id
      where e.beneficiary_id = asked.id and ($2::uuid is null or e.organisation_id = $2)
        and p.status = 'BOOKED' and p.at > $3
      order by p.at limit 1) as "nextAppointment"
  from unnest($1::uuid[]) as asked(id)`,
);

const OPERATORS = statement<{ id: string }>("operators", "select distinct organisation_id as id from unit");

/** Care files by person, for one viewer. Born with the request. */
export class CareFileRepository {
  private readonly whole: DataLoader<string, CareRecord | null>;
  private readonly own: DataLoader<string, CareRecord | null>;

  constructor(database: Database, viewer: Viewer, now: Date) {
    const load = (organisation: string | null) => (ids: readonly string[]) =>
      database.rows(viewer, FILES, [ids, organisation, now], { people: organisation === null ? ids : [] });
    this.whole = rowLoader(load(null), (row) => row.beneficiaryId);
    this.own = rowLoader(load(viewer.organisationId ?? NOBODY), (row) => row.beneficiaryId);
  }

  /** The file of a person: all of it, or the part the viewer's own organisation recorded. */
  async find(beneficiaryId: string, scope: "ALL" | "OWN"): Promise<CareRecord | null> {
    if (!isId(beneficiaryId)) return { beneficiaryId, episodes: [], nextAppointment: null };
    return (scope === "ALL" ? this.whole : this.own).load(beneficiaryId);
  }
}

/** The organisations that run units of mental-health care. */
export const listOperators = async (database: Database): Promise<ReadonlySet<string>> =>
  new Set((await database.publicRows(OPERATORS)).map((row) => row.id));
