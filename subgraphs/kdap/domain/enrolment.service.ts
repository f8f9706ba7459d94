import { athensDay } from "../../kernel/athens";
import { isId, newId } from "../../kernel/identifier";
import { getRow, type Desk, type Repeatable, type Work } from "../../kernel/referred/desk";
import type { LeaseService } from "../../kernel/referred/lease.service";
import { badInput } from "../../kernel/refusal";
import type { EnrolmentRecord } from "../data/childcare-file.repository";
import { enrolments, HOLD_ENROLMENT, SLOT, type HeldEnrolment, type Slot } from "../data/enrolment.repository";
import { placeLeases } from "../data/place-lease.repository";
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
  constructor(
    private readonly desk: Desk,
    private readonly leases: LeaseService,
  ) {}

  /**
   * Gives a referred child a place. CONFLICT when the group is full, when what is free in it is held for others, or when
   * the child has a place in it; BAD_USER_INPUT when they are too young or old for it, or are in another group at that
   * time.
   */
  enrol(input: Enrolling): Promise<EnrolmentRecord> {
    return this.desk.record("enrolChild", input, (work) => this.give(work, input), enrolments.read);
  }

  /** Puts a referred child on the list of a group. When a place is free and nobody is before them it is held at once. */
  wait(input: Enrolling): Promise<EnrolmentRecord> {
    return this.desk.record("awaitSlot", input, (work) => this.list(work, input), enrolments.read);
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

  /**
   * Ends a place, or takes a child off the list; the place is held for who is next. Who stayed to the end of the term was
   * given what was asked for.
   */
  end(input: Ending): Promise<EnrolmentRecord> {
    return this.desk.record(
      "endEnrolment",
      input,
      async (work) => {
        const held = await getRow<HeldEnrolment>(work, "enrolment", HOLD_ENROLMENT, input.enrolmentId);
        const ended = endPlace(held, input.on, athensDay(work.now));
        await enrolments.change(work.tx, held.id, ended);
        await placeLeases.settle(work.tx, held.beneficiaryId, { slotId: held.slotId });
        await this.serve(work, [held.slotId]);
        const outcome = input.on >= held.termEndsOn ? "SERVICE_PROVIDED" : "PARTIAL";
        if (ended.status === "ENDED") await this.desk.tell(work, "enrolment-ended", held, outcome);
        return held.id;
      },
      enrolments.read,
    );
  }

  private async give(work: Work, input: Enrolling): Promise<string> {
    const { referral, slot, guardian } = await this.check(work, input);
    const { tx, organisationId } = work;
    const { beneficiaryId, slotId } = input;
    await enrolments.takeTurn(tx, beneficiaryId);
    const others = await enrolments.meetingsOf(tx, beneficiaryId, organisationId, slot);
    if (others.some((other) => overlap(slot, other))) {
      throw badInput("slotId", "overlap", "The child is in another group at this time.");
    }
    const held = await placeLeases.settle(tx, beneficiaryId, { referralId: referral.id, slotId, admittedTo: slotId });
    const place = { ...guardian, status: "ENROLLED", startsOn: input.from };
    const wish = await enrolments.findWish(tx, beneficiaryId, slotId, organisationId);
    const id = wish ?? newId();
    const told = { id, beneficiaryId, referralId: referral.id };
    if (wish) await enrolments.change(tx, wish, place);
    else await enrolments.add(tx, { ...told, ...place, slotId, organisationId, endsOn: null });
    await this.serve(
      work,
      held.filter((freed) => freed !== slotId),
    );
    await this.desk.tell(work, "enrolment-begun", told);
    return id;
  }

  /** What was held for the child elsewhere goes to others: its workers have chosen this group. */
  private async list(work: Work, input: Enrolling): Promise<string> {
    const { referral, guardian } = await this.check(work, input);
    const { tx, organisationId } = work;
    const { beneficiaryId, slotId } = input;
    const freed = await placeLeases.settle(tx, beneficiaryId, { referralId: referral.id });
    const told = { id: newId(), beneficiaryId, referralId: referral.id };
    const wish = { ...guardian, status: "WAITLISTED", startsOn: null, endsOn: null };
    await enrolments.add(tx, { ...told, ...wish, slotId, organisationId });
    await this.serve(work, [...new Set([slotId, ...freed])]);
    await this.desk.tell(work, "place-awaited", told);
    return told.id;
  }

  private async check(work: Work, input: Enrolling) {
    const referral = await this.desk.getReferral(work, input);
    const slot = await getRow<Slot>(work, "slot", SLOT, input.slotId);
    checkPlace(slot, input);
    return { referral, slot, guardian: guardianOf(input) };
  }

  /** In one order for everybody, so that nobody waits for somebody who waits for them. */
  private async serve({ tx, organisationId }: Work, slotIds: readonly string[]): Promise<void> {
    for (const slotId of slotIds.toSorted()) await this.leases.serve(tx, organisationId, slotId);
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
