import type { Transaction } from "../../kernel/database/database";
import { EPISODE_PAIRS } from "./care-file.repository";
import { AppointmentRow, EpisodeRow } from "./care.row";
import type { OwnEpisodeRecord } from "./episode.repository";

export const UNIT = "select id from unit where id = $1 and organisation_id = $2";

export interface HeldEpisode {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly referralId: string | null;
  readonly status: string;
  readonly openedOn: string;
}

export const HOLD_EPISODE = `
  select id, beneficiary_id as "beneficiaryId", referral_id as "referralId", status, opened_on as "openedOn"
  from episode where id = $1 and organisation_id = $2 for update`;

export interface HeldAppointment {
  readonly id: string;
  readonly episodeId: string;
  readonly status: string;
  readonly at: Date;
}

export const HOLD_APPOINTMENT = `
  select id, episode_id as "episodeId", status, at from appointment
  where id = $1 and organisation_id = $2 for update`;

const COLLIDING = `
  select from appointment where episode_id = $1 and status = 'BOOKED'
    and tstzrange(at, at + make_interval(mins => minutes)) && tstzrange($2, $2::timestamptz + make_interval(mins => $3))
  limit 1`;

const READ = `
  select json_build_object('beneficiaryId', e.beneficiary_id, ${EPISODE_PAIRS}) as episode
  from episode e join unit u on u.id = e.unit_id where e.id = $1`;

const CALL_OFF = `update appointment set status = 'CANCELLED' where episode_id = $1 and status = 'BOOKED' and at > $2`;

/** Episodes of care and their appointments, inside the caller's transaction. */
export const care = {
  async open(tx: Transaction, episode: Omit<EpisodeRow, "unit">): Promise<void> {
    await tx.insert(EpisodeRow, episode);
  },

  async change(tx: Transaction, id: string, change: Partial<Omit<EpisodeRow, "unit">>): Promise<void> {
    await tx.update(EpisodeRow, { id }, change);
  },

  /** Whether something else is booked in the episode at that time. */
  async collides(tx: Transaction, episodeId: string, at: Date, minutes: number): Promise<boolean> {
    return (await tx.query<unknown[]>(COLLIDING, [episodeId, at, minutes])).length > 0;
  },

  async book(tx: Transaction, appointment: Omit<AppointmentRow, "episode">): Promise<void> {
    await tx.insert(AppointmentRow, appointment);
  },

  async settle(tx: Transaction, id: string, status: string): Promise<void> {
    await tx.update(AppointmentRow, { id }, { status });
  },

  /** Nobody is awaited after the end of an episode. */
  async callOff(tx: Transaction, episodeId: string, after: Date): Promise<void> {
    await tx.query(CALL_OFF, [episodeId, after]);
  },

  read: async (tx: Transaction, id: string): Promise<OwnEpisodeRecord> => {
    return (await tx.query<{ episode: OwnEpisodeRecord }[]>(READ, [id]))[0]!.episode;
  },
};
