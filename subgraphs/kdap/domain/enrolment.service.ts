import { athensDay } from "../../kernel/athens";
import { isId, newId } from "../../kernel/identifier";
import { getRow, type Desk, type Repeatable, type Work } from "../../kernel/referred/desk";
import type { IncomingReferral } from "../../kernel/referred/incoming-referral";
import { badInput } from "../../kernel/refusal";
import type { EnrolmentRecord } from "../data/childcare-file.repository";
import { enrolments, HOLD_ENROLMENT, SLOT, type HeldEnrolment, type Slot } from "../data/enrolment.repository";
import { checkAttendance, checkPlace, endPlace, overlap } from "./enrolment.rules";

export interface Enrolling extends Repeatable {
  readonly beneficiaryId: string;
  readonly referralId?: string | null;
  readonly slotId: string;
  readonly birthDate: string;
  readonly guardianId?: string | null;
  readonly guardianName?: string | null;
  readonly from: string;
}

export interface Attendance extends Repeatable {
  readonly enrolmentId: string;
  readonly day: string;
  readonly status: "PRESENT" | "ABSENT" | "EXCUSED";
}

export interface Ending extends Repeatable {
  readonly enrolmentId: string;
  readonly on: string;
}

const LONGEST_NAME = 200;

/** Places of children in the groups of the viewer's own organisation. */
export class EnrolmentService {
  constructor(private readonly desk: Desk) {}

  /**
   * Gives a referred child a place. CONFLICT when the group is full, or the child has a place in it; BAD_USER_INPUT when
   * they are too young or old for it, or are in another group at that time.
   */
  enrol(input: Enrolling): Promise<EnrolmentRecord> {
    return this.desk.record("enrolChild", input, (work) => this.enter(work, input, "ENROLLED"), enrolments.read);
  }

  /** Puts a referred child on the list of a group. */
  wait(input: Enrolling): Promise<EnrolmentRecord> {
    return this.desk.record("awaitSlot", input, (work) => this.enter(work, input, "WAITLISTED"), enrolments.read);
  }

  /** Records whether a child came on a day; said again it corrects. */
  attend(input: Attendance): Promise<EnrolmentRecord> {
    return this.desk.record(
      "recordAttendance",
      input,
      async (work) => {
        const held = await getRow<HeldEnrolment>(work, "enrolment", HOLD_ENROLMENT, input.enrolmentId);
        checkAttendance(held, input.day, athensDay(work.now));
        await enrolments.attend(work.tx, held, input.day, input.status);
        return held.id;
      },
      enrolments.read,
    );
  }

  /** Ends a place, or takes a child off the list. Who stayed to the end of the term was given what was asked for. */
  end(input: Ending): Promise<EnrolmentRecord> {
    return this.desk.record(
      "endEnrolment",
      input,
      async (work) => {
        const held = await getRow<HeldEnrolment>(work, "enrolment", HOLD_ENROLMENT, input.enrolmentId);
        const ended = endPlace(held, input.on, athensDay(work.now));
        await enrolments.change(work.tx, held.id, ended);
        const outcome = input.on >= held.termEndsOn ? "SERVICE_PROVIDED" : "PARTIAL";
        if (ended.status === "ENDED") await this.desk.tell(work, "enrolment-ended", held, outcome);
        return held.id;
      },
      enrolments.read,
    );
  }

  private async enter(work: Work, input: Enrolling, status: "ENROLLED" | "WAITLISTED"): Promise<string> {
    const referral = await this.desk.getReferral(work, input);
    const slot = await getRow<Slot>(work, "slot", SLOT, input.slotId);
    checkPlace(slot, input);
    const guardian = guardianOf(input);
    const { tx, organisationId } = work;
    const { beneficiaryId, slotId } = input;
    if (status === "WAITLISTED") return this.store(work, input, { ...guardian, status, startsOn: null }, referral);
    await enrolments.takeTurn(tx, beneficiaryId);
    const others = await enrolments.meetingsOf(tx, beneficiaryId, organisationId, slot);
    if (others.some((other) => overlap(slot, other))) {
      throw badInput("slotId", "overlap", "The child is in another group at this time.");
    }
    const place = { ...guardian, status, startsOn: input.from };
    const wish = await enrolments.findWish(tx, beneficiaryId, slotId, organisationId);
    if (!wish) return this.store(work, input, place, referral);
    await enrolments.change(tx, wish, place);
    await this.desk.tell(work, "enrolment-begun", { id: wish, beneficiaryId, referralId: referral.id });
    return wish;
  }

  private async store(
    work: Work,
    { beneficiaryId, slotId }: Enrolling,
    place: ReturnType<typeof guardianOf> & { readonly status: string; readonly startsOn: string | null },
    { id: referralId }: IncomingReferral,
  ): Promise<string> {
    const told = { id: newId(), beneficiaryId, referralId };
    await enrolments.add(work.tx, { ...told, ...place, slotId, organisationId: work.organisationId, endsOn: null });
    await this.desk.tell(work, place.status === "ENROLLED" ? "enrolment-begun" : "place-awaited", told);
    return told.id;
  }
}

/** Exactly one guardian: by id when the centres know them, else by name. Refuses with BAD_USER_INPUT. */
function guardianOf({ beneficiaryId, guardianId, guardianName }: Enrolling) {
  const name = guardianName?.trim() ?? "";
  if (Boolean(guardianId) === Boolean(name)) {
    throw badInput("guardianId", "one", "Name the guardian by id, or by name: one of them.");
  }
  if (name.length > LONGEST_NAME) throw badInput("guardianName", "length", `At most ${LONGEST_NAME} characters.`);
  if (guardianId && (!isId(guardianId) || guardianId.toLowerCase() === beneficiaryId.toLowerCase())) {
    throw badInput("guardianId", "guardian", "A child is not their own guardian.");
  }
  return { guardianBeneficiaryId: guardianId ?? null, guardianName: guardianId ? null : name };
}
