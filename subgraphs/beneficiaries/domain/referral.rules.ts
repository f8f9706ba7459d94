import { badInput, Refusal } from "../../kernel/refusal";
import { dueAt, type Urgency } from "./due-date.rules";
import {
  DECLINE_REASONS,
  OUTCOMES,
  STATE_FACTS,
  TRANSITIONS,
  type ReferralCommand,
  type ReferralState,
  type Side,
} from "./referral.machine";

/** What a command brings along. Reasons and notes are words of workers; they never enter errors or logs. */
export interface CommandDetails {
  readonly outcome?: string | null;
  readonly reason?: string | null;
  readonly note?: string | null;
}

/** The part of a referral the machine moves. */
export interface Movable {
  readonly state: ReferralState;
  readonly urgency: Urgency;
  readonly sentAt: Date | null;
  readonly dueAt: Date | null;
  readonly endedAt: Date | null;
  readonly closedAt: Date | null;
  readonly outcome: string | null;
}

interface Step {
  readonly actorId: string | null;
  readonly actorOrganisationId: string | null;
}

/** The commands a side can give in a state. What a refusal tells, and what a screen offers. */
export function allowedCommands(state: ReferralState, closed: boolean, side: Side): ReferralCommand[] {
  return (Object.keys(TRANSITIONS) as ReferralCommand[]).filter((command) => {
    const { by, from } = TRANSITIONS[command];
    return by === side && from.includes(state) && !(closed && command === "CONFIRM_CLOSE");
  });
}

/**
 * Applies one command. Refuses with ILLEGAL_TRANSITION, naming what is allowed now, or with BAD_USER_INPUT when the
 * command needs a reason or an outcome from its closed set.
 */
export function move(
  referral: Movable,
  command: ReferralCommand,
  side: Side,
  details: CommandDetails,
  now: Date,
): Movable {
  const { by, to, needs } = TRANSITIONS[command];
  const allowed = allowedCommands(referral.state, referral.closedAt !== null, side);
  if (by !== side || !allowed.includes(command)) throw illegal(referral.state, command, allowed);
  if (needs === "OUTCOME") requireOneOf("outcome", details.outcome, OUTCOMES);
  if (needs === "DECLINE_REASON") requireReason(details);
  if (to === null) return { ...referral, closedAt: now };
  const { open } = STATE_FACTS[to];
  return {
    ...referral,
    state: to,
    outcome: needs === "OUTCOME" ? details.outcome! : to === "REOPENED" ? null : referral.outcome,
    sentAt: command === "SEND" ? now : referral.sentAt,
    dueAt: nextDue(referral, to, now),
    endedAt: open ? null : now,
    closedAt: STATE_FACTS[to].owner === "NOBODY" ? now : null,
  };
}

/**
 * Refuses with CONFLICT who wants what a colleague has just done. Of two workers who accept at once the slower is
 * told so, whether they read the referral before the faster one had finished or after.
 */
export function refuseIfDone(
  { state, closedAt, steps }: Pick<Movable, "state" | "closedAt"> & { readonly steps: readonly Step[] },
  command: ReferralCommand,
  worker: { readonly id: string; readonly organisationId: string | null },
): void {
  const { by, to } = TRANSITIONS[command];
  const last = steps.at(-1);
  const isDone = to === null ? closedAt !== null : to === state;
  const byColleague = last?.actorOrganisationId === worker.organisationId && last.actorId !== worker.id;
  if (!isDone || !byColleague) return;
  const allowed = allowedCommands(state, closedAt !== null, by);
  throw new Refusal("CONFLICT", "Somebody else has done this already. Look again.", { state, allowed });
}

/** The clock starts anew when the agency owes a first answer; while it serves, and after the end, none runs. */
function nextDue(referral: Movable, to: ReferralState, now: Date): Date | null {
  if (to === "SENT" || to === "REOPENED") return dueAt(now, referral.urgency);
  if (to === "RECEIVED") return referral.dueAt ?? dueAt(now, referral.urgency);
  return null;
}

function requireReason({ reason, note }: CommandDetails): void {
  requireOneOf("reason", reason, DECLINE_REASONS);
  if (reason === "OTHER" && !note?.trim()) throw badInput("note", "required", "Say in the note what the reason is.");
}

function requireOneOf(field: string, value: string | null | undefined, allowed: readonly string[]): void {
  if (value && allowed.includes(value)) return;
  throw new Refusal("BAD_USER_INPUT", `This step needs ${field === "outcome" ? "an outcome" : "a reason"}.`, {
    field,
    check: "required",
    allowed,
  });
}

function illegal(state: ReferralState, command: ReferralCommand, allowed: readonly ReferralCommand[]): Refusal {
  return new Refusal(
    "ILLEGAL_TRANSITION",
    `A referral that is ${state} cannot be moved by ${command} from your side.`,
    {
      state,
      command,
      allowed,
    },
  );
}
