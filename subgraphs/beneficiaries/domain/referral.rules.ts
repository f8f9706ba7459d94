import { badInput, Refusal, type RefusalDetails } from "../../kernel/refusal";
import { blockOf, type Verdict } from "./consequence.rules";
import type { Urgency } from "./due-date.rules";
import { startClock, type Alarms } from "./referral.clocks";
import { COMMANDS, TRANSITIONS, type Guard, type ReferralCommand, type Transition } from "./referral.machine";
import { OUTCOMES } from "./referral.reasons";
import { factsOf, isEnded, wordOf, type Party, type Standing } from "./referral.states";
import { feastsOf, NO_FEASTS, type Feasts } from "./referral.feasts";

/** What a command brings along. Reasons and notes are words of workers; they never enter errors or logs. */
export interface CommandDetails {
  readonly outcome?: string | null;
  readonly reason?: string | null;
  readonly note?: string | null;
  /** The day agreed on which it is looked at again. */
  readonly until?: Date | null;
}

/** The part of a referral the machine moves. */
export interface Movable extends Standing, Alarms, Verdict {
  readonly urgency: Urgency;
  readonly sentAt: Date | null;
  /** When the head of who owes the step was told that it is overdue; null while the clock has not run out. */
  readonly escalatedAt: Date | null;
  readonly closedAt: Date | null;
}

/** The commands a party can give now. What a refusal tells, and what a screen offers. */
export const allowedCommands = (referral: Movable, party: Party, now: Date): ReferralCommand[] =>
  COMMANDS.filter((command) => TRANSITIONS[command].by === party && isPossible(referral, TRANSITIONS[command], now));

/**
 * Applies one command, the only way a referral moves. Refuses with ILLEGAL_TRANSITION, naming what is allowed now and
 * for whom, or with BAD_USER_INPUT when the command needs something it did not bring, or brings what does not fit.
 * `feasts`: when the two sides rest; a clock that starts leaves out the days of who owes the step.
 */
export function move(
  referral: Movable,
  command: ReferralCommand,
  parties: readonly Party[],
  details: CommandDetails,
  now: Date,
  feasts: Feasts = NO_FEASTS,
): Movable {
  const transition = TRANSITIONS[command];
  if (!parties.includes(transition.by) || !isPossible(referral, transition, now)) {
    throw illegal(referral, command, parties, now);
  }
  checkDetails(transition, details, now);
  const { to } = transition;
  const standing: Standing = {
    requestState: to.request ?? referral.requestState,
    fulfilmentState: to.fulfilment ?? referral.fulfilmentState,
  };
  return {
    ...referral,
    ...standing,
    ...alarmsAfter(referral, standing, transition, { ...details, feasts }, now),
    ...verdictAfter(command, details, now),
    sentAt: command === "SEND" ? now : referral.sentAt,
    endedAt: isEnded(standing) ? (referral.endedAt ?? now) : null,
    closedAt: factsOf(standing).owner === "NOBODY" ? (referral.closedAt ?? now) : null,
    ...whatTheClockDid(referral, command, now),
  };
}

interface Taken {
  readonly command: ReferralCommand | null;
  readonly actorId: string | null;
  readonly actorOrganisationId: string | null;
}

/**
 * Refuses with CONFLICT who wants what a colleague has just done. Of two workers who accept at once the slower is
 * told so, whether they read the referral before the faster one had finished or after.
 */
export function refuseIfDone(
  referral: Movable & { readonly steps: readonly Taken[] },
  command: ReferralCommand,
  worker: { readonly id: string; readonly organisationId: string | null; readonly parties: readonly Party[] },
  now: Date,
): void {
  const last = referral.steps.at(-1);
  const byColleague = last?.actorOrganisationId === worker.organisationId && last.actorId !== worker.id;
  if (last?.command !== command || !byColleague || isPossible(referral, TRANSITIONS[command], now)) return;
  throw new Refusal(
    "CONFLICT",
    "Somebody else has done this already. Look again.",
    describeStanding(referral, worker.parties, now),
  );
}

/** Where it stands and what can be done about it, by whom: the details of every refusal to move it. */
export function describeStanding(referral: Movable, parties: readonly Party[], now: Date): RefusalDetails {
  const by = (party: Party) => allowedCommands(referral, party, now);
  return {
    state: wordOf(referral),
    requestState: referral.requestState,
    fulfilmentState: referral.fulfilmentState,
    allowed: parties.flatMap(by),
    allowedForSender: by("SENDER"),
    allowedForAgency: by("AGENCY"),
    allowedForSupervisor: by("SUPERVISOR"),
  };
}

function isPossible(referral: Movable, { from, guard }: Transition, now: Date): boolean {
  const { requestState, fulfilmentState } = referral;
  const fits = from.some(
    ({ requests, fulfilments }) =>
      requests.includes(requestState) && (!fulfilments || fulfilments.includes(fulfilmentState)),
  );
  return fits && (!guard || GUARD[guard](referral, now));
}

const isPast = (moment: Date | null, now: Date): boolean => moment !== null && moment <= now;

const GUARD: Readonly<Record<Guard, (referral: Movable, now: Date) => boolean>> = {
  BLOCKED: (referral, now) => blockOf(referral, now) !== null,
  NOT_BLOCKED: (referral, now) => blockOf(referral, now) === null,
  REMINDER_DUE: ({ remindAt }, now) => isPast(remindAt, now),
  OVERDUE: ({ dueAt, escalatedAt }, now) => isPast(dueAt, now) && escalatedAt === null,
  EXPIRED: ({ expiresAt }, now) => isPast(expiresAt, now),
};

/** A clock runs on while the same step is owed: who opens a referral has not gained time. */
function alarmsAfter(
  before: Movable,
  standing: Standing,
  { restarts, until }: Transition,
  details: CommandDetails & { readonly feasts: Feasts },
  now: Date,
): Pick<Movable, keyof Alarms | "escalatedAt"> {
  const { clock, owner } = factsOf(standing);
  const { remindAt, dueAt, expiresAt, escalatedAt } = before;
  if (!restarts && dueAt !== null && clock === factsOf(before).clock)
    return { remindAt, dueAt, expiresAt, escalatedAt };
  const running = { until: until ? details.until : null, feasts: feastsOf(owner, details.feasts) };
  return { ...startClock(clock, before.urgency, now, running), escalatedAt: null };
}

/** What the agency said is forgotten when it is asked again. */
function verdictAfter(command: ReferralCommand, { outcome, reason }: CommandDetails, now: Date): Partial<Movable> {
  if (command === "COMPLETE") return { outcome: outcome!, declineReason: null, reassessedAt: null };
  if (command === "DECLINE") return { outcome: null, declineReason: reason!, reassessedAt: null };
  if (command === "REASSESS") return { reassessedAt: now };
  if (command === "REOPEN" || command === "OVERTURN") return { outcome: null, declineReason: null, reassessedAt: null };
  return {};
}

function whatTheClockDid(before: Movable, command: ReferralCommand, now: Date): Partial<Movable> {
  if (command === "REMIND") return { remindAt: null };
  return command === "ESCALATE" ? { remindAt: null, escalatedAt: before.escalatedAt ?? now } : {};
}

/** Nothing is agreed for longer than a year. */
const LONGEST_MS = 365 * 86_400_000;

function checkDetails({ reasons, needs = [], until }: Transition, details: CommandDetails, now: Date): void {
  if (needs.includes("OUTCOME")) requireOneOf("outcome", details.outcome, OUTCOMES);
  else if (details.outcome) throw badInput("outcome", "unexpected", "This step has no outcome.");
  if (needs.includes("REASON")) requireOneOf("reason", details.reason, reasons!);
  else if (details.reason) checkReason(details.reason, reasons);
  const needsWords = needs.includes("NOTE") || details.reason === "OTHER";
  if (needsWords && !details.note?.trim()) throw badInput("note", "required", "Say in the note what it is.");
  if (details.until) checkUntil(details.until, until, now);
}

function checkReason(reason: string, reasons: readonly string[] | undefined): void {
  if (!reasons) throw badInput("reason", "unexpected", "This step has no reasons to choose from: say it in the note.");
  requireOneOf("reason", reason, reasons);
}

function checkUntil(until: Date, allowed: true | undefined, now: Date): void {
  if (!allowed) throw badInput("until", "unexpected", "No day can be agreed with this step.");
  if (until <= now) throw badInput("until", "past", "This day is over.");
  if (until.getTime() - now.getTime() > LONGEST_MS) throw badInput("until", "range", "At most a year from now.");
}

function requireOneOf(field: string, value: string | null | undefined, allowed: readonly string[]): void {
  if (value && allowed.includes(value)) return;
  const check = value ? "unfit" : "required";
  throw new Refusal(
    "BAD_USER_INPUT",
    `This step needs ${field === "outcome" ? "an outcome" : "a reason"} of its own.`,
    {
      field,
      check,
      allowed,
    },
  );
}

function illegal(referral: Movable, command: ReferralCommand, parties: readonly Party[], now: Date): Refusal {
  return new Refusal(
    "ILLEGAL_TRANSITION",
    `A referral that is ${wordOf(referral)} cannot be moved by ${command} from your side.`,
    { command, ...describeStanding(referral, parties, now) },
  );
}
