import { athensDay } from "../../kernel/athens";
import { isId, newId } from "../../kernel/identifier";
import { checkFirst, decodeCursor, toPage, type Page, type PageRequest } from "../../kernel/paging/paging";
import { NO_GRANTS } from "../../kernel/policy/grants";
import { getRow, type Desk, type Repeatable, type Work } from "../../kernel/referred/desk";
import { badInput, notFound, Refusal } from "../../kernel/refusal";
import type { ServedCall } from "../../kernel/subgraph";
import { HOLD_REGISTRATION, registrations, type HeldRegistration } from "../data/jobseeker.repository";
import {
  HOLD_MATCH,
  HOLD_VACANCY,
  matches,
  type HeldMatch,
  type OwnMatch,
  type Vacancy,
  type VacancyRecord,
  type VacancyRepository,
} from "../data/vacancy.repository";
import { checkOpen, checkOutcome, type MatchOutcome } from "./vacancy.rules";

export interface Proposal extends Repeatable {
  readonly registrationId: string;
  readonly vacancyId: string;
}

export interface Settlement extends Repeatable {
  readonly matchId: string;
  readonly outcome: MatchOutcome;
  readonly startsOn?: string | null;
  readonly kind?: string | null;
}

/** Finds jobs for the registered, proposes them, and records who was hired. */
export class VacancyService {
  constructor(
    private readonly call: ServedCall,
    private readonly desk: Desk,
    private readonly vacancies: VacancyRepository,
    private readonly now: Date,
  ) {}

  /** Open jobs, the closest to the occupation sought first. NOT_FOUND for a registration that is ended or another's. */
  async listFor(registrationId: string, request: PageRequest): Promise<Page<VacancyRecord>> {
    this.desk.requireKeeper();
    const first = checkFirst(request.first);
    const after = readPlace(request.after);
    const seeker = isId(registrationId) ? await this.vacancies.findSeeker(registrationId) : null;
    if (!seeker) throw notFound("registration");
    const question = { category: "EMPLOYMENT", relation: "HOLDER", grants: NO_GRANTS } as const;
    this.call.disclosures.decide(seeker.beneficiaryId, "file:read", question);
    return toPage(await this.vacancies.listFor(seeker, athensDay(this.now), first + 1, after), first);
  }

  /** Proposes an open vacancy to somebody registered. CONFLICT when it was proposed to them before. */
  propose(input: Proposal): Promise<OwnMatch> {
    return this.desk.record("proposeVacancy", input, (work) => this.enter(work, input), matches.read);
  }

  /** What became of it. HIRED makes a job of it, ends the registration and completes the referral. */
  settle(input: Settlement): Promise<OwnMatch> {
    return this.desk.record("settleMatch", input, (work) => this.end(work, input), matches.read);
  }

  private async enter(work: Work, { registrationId, vacancyId }: Proposal): Promise<string> {
    const registration = await getRow<HeldRegistration>(work, "registration", HOLD_REGISTRATION, registrationId);
    if (registration.endedOn) throw new Refusal("ILLEGAL_TRANSITION", "This registration has ended.");
    const vacancy = await getRow<Vacancy>(work, "vacancy", HOLD_VACANCY, vacancyId);
    const today = athensDay(work.now);
    checkOpen(vacancy, today);
    const { beneficiaryId } = registration;
    const proposed = { proposedOn: today, outcome: "PROPOSED" };
    const id = newId();
    await matches.add(work.tx, { id, beneficiaryId, organisationId: work.organisationId, vacancyId, ...proposed });
    return id;
  }

  private async end(work: Work, input: Settlement): Promise<string> {
    const match = await getRow<HeldMatch>(work, "match", HOLD_MATCH, input.matchId);
    checkOutcome(match.outcome, input.outcome);
    await matches.settle(work.tx, match.id, input.outcome);
    if (input.outcome === "HIRED") await this.hire(work, match, input);
    return match.id;
  }

  private async hire(work: Work, match: HeldMatch, { startsOn, kind }: Settlement): Promise<void> {
    if (!startsOn || startsOn < match.proposedOn) {
      throw badInput(
        "startsOn",
        startsOn ? "order" : "required",
        "Say on which day, from the proposal on, they begin.",
      );
    }
    const vacancy = await getRow<Vacancy>(work, "vacancy", HOLD_VACANCY, match.vacancyId);
    // This one is among the hired by now.
    if ((await matches.countHired(work.tx, vacancy.id)) > vacancy.positions) {
      throw new Refusal("CONFLICT", "Every position of this vacancy is taken.");
    }
    const { beneficiaryId, referralId } = match;
    const told = { id: newId(), beneficiaryId, referralId };
    const { organisationId } = work;
    const job = { employer: vacancy.employer, kind: kind ?? "EMPLOYMENT", startsOn, endsOn: null };
    await matches.place(work.tx, { ...told, organisationId, ...job });
    if (match.registrationId) {
      await registrations.change(work.tx, match.registrationId, { status: "PLACED", endedOn: athensDay(work.now) });
    }
    await this.desk.tell(work, "placement-begun", told, "SERVICE_PROVIDED");
  }
}

/** The sort key of a vacancy, as its cursor holds it. */
export const positionOf = ({ distance, id }: VacancyRecord): [string, string] => [String(distance), id];

function readPlace(after: string | null | undefined): readonly string[] | null {
  const place = decodeCursor(after, 2);
  if (place && !(/^\d$/.test(place[0]!) && isId(place[1]!))) {
    throw badInput("after", "cursor", "This cursor does not belong to this list.");
  }
  return place;
}
