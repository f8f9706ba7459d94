import { athensDay } from "../../kernel/athens";
import { isId, newId } from "../../kernel/identifier";
import { getRow, type Desk, type Repeatable, type Work } from "../../kernel/referred/desk";
import { badInput, Refusal } from "../../kernel/refusal";
import {
  care,
  HOLD_APPOINTMENT,
  HOLD_EPISODE,
  UNIT,
  type HeldAppointment,
  type HeldEpisode,
} from "../data/care.repository";
import type { OwnEpisodeRecord } from "../data/episode.repository";
import { checkAppointment, checkLevel, checkOpen, checkSettled, OUTCOME_OF, type ClosingReason } from "./care.rules";

export interface Opening extends Repeatable {
  readonly beneficiaryId: string;
  readonly referralId?: string | null;
  readonly unitId: string;
  readonly careLevel: number;
  readonly keyworkerId?: string | null;
}

export interface Booking extends Repeatable {
  readonly episodeId: string;
  readonly at: Date;
  readonly minutes: number;
  readonly kind: string;
}

export interface Settling extends Repeatable {
  readonly appointmentId: string;
  readonly status: "KEPT" | "MISSED" | "CANCELLED";
}

export interface Closing extends Repeatable {
  readonly episodeId: string;
  readonly reason: ClosingReason;
}

/** Episodes of care that the units of the viewer's own organisation give. */
export class CareService {
  constructor(private readonly desk: Desk) {}

  /** Opens care for a referred person, with an assessment. CONFLICT for who has an open episode in the unit. */
  open(input: Opening): Promise<OwnEpisodeRecord> {
    return this.desk.record("openEpisode", input, (work) => this.begin(work, input), care.read);
  }

  /** Books an appointment of an open episode. CONFLICT when something else of it is booked at that time. */
  book(input: Booking): Promise<OwnEpisodeRecord> {
    return this.desk.record("bookAppointment", input, (work) => this.enter(work, input), care.read);
  }

  /** Whether an appointment took place. The first that did ends the assessment. */
  settle(input: Settling): Promise<OwnEpisodeRecord> {
    return this.desk.record("recordAppointment", input, (work) => this.note(work, input), care.read);
  }

  /** Closes an episode, calls off what is still booked, and completes the referral. */
  close(input: Closing): Promise<OwnEpisodeRecord> {
    return this.desk.record("closeEpisode", input, (work) => this.end(work, input), care.read);
  }

  private async begin(work: Work, input: Opening): Promise<string> {
    const referral = await this.desk.getReferral(work, input);
    await getRow(work, "unit", UNIT, input.unitId);
    checkLevel(input.careLevel);
    const { beneficiaryId, unitId, careLevel, keyworkerId = null } = input;
    if (keyworkerId !== null && !isId(keyworkerId)) throw badInput("keyworkerId", "id", "Name a worker.");
    const told = { id: newId(), beneficiaryId, referralId: referral.id };
    const opened = { status: "ASSESSMENT", openedOn: athensDay(work.now), closedOn: null, closingReason: null };
    const { organisationId } = work;
    await care.open(work.tx, { ...told, organisationId, unitId, careLevel, keyworkerId, ...opened });
    await this.desk.tell(work, "episode-opened", told);
    return told.id;
  }

  private async enter(work: Work, { episodeId, at, minutes, kind }: Booking): Promise<string> {
    const episode = await getRow<HeldEpisode>(work, "episode", HOLD_EPISODE, episodeId);
    checkOpen(episode);
    checkAppointment({ at, minutes }, work.now);
    if (await care.collides(work.tx, episode.id, at, minutes)) {
      throw new Refusal("CONFLICT", "There is an appointment at this time already.");
    }
    const { beneficiaryId } = episode;
    const meeting = { at, minutes, kind, status: "BOOKED" };
    const { organisationId } = work;
    await care.book(work.tx, { id: newId(), beneficiaryId, organisationId, episodeId: episode.id, ...meeting });
    return episode.id;
  }

  private async note(work: Work, { appointmentId, status }: Settling): Promise<string> {
    const appointment = await getRow<HeldAppointment>(work, "appointment", HOLD_APPOINTMENT, appointmentId);
    checkSettled(appointment, status, work.now);
    await care.settle(work.tx, appointment.id, status);
    const episode = await getRow<HeldEpisode>(work, "episode", HOLD_EPISODE, appointment.episodeId);
    const assessed = status === "KEPT" && (episode.status === "ASSESSMENT" || episode.status === "REFERRED");
    if (assessed) await care.change(work.tx, episode.id, { status: "IN_CARE" });
    return episode.id;
  }

  private async end(work: Work, { episodeId, reason }: Closing): Promise<string> {
    const episode = await getRow<HeldEpisode>(work, "episode", HOLD_EPISODE, episodeId);
    checkOpen(episode);
    const closed = { status: "CLOSED", closedOn: athensDay(work.now), closingReason: reason };
    await care.change(work.tx, episode.id, closed);
    await care.callOff(work.tx, episode.id, work.now);
    await this.desk.tell(work, "episode-closed", episode, OUTCOME_OF[reason]);
    return episode.id;
  }
}
