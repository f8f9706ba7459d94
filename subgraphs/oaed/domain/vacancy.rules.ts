import { badInput, Refusal } from "../../kernel/refusal";

export type MatchOutcome = "PROPOSED" | "INTERVIEW" | "HIRED" | "NOT_CHOSEN" | "DECLINED";

const NEXT: Readonly<Record<MatchOutcome, readonly MatchOutcome[]>> = {
  PROPOSED: ["INTERVIEW", "HIRED", "NOT_CHOSEN", "DECLINED"],
  INTERVIEW: ["HIRED", "NOT_CHOSEN", "DECLINED"],
  HIRED: [],
  NOT_CHOSEN: [],
  DECLINED: [],
};

/** Refuses with ILLEGAL_TRANSITION, naming what is possible, an outcome that does not follow. */
export function checkOutcome(from: string, to: MatchOutcome): void {
  const allowed = NEXT[from as MatchOutcome];
  if (allowed.includes(to)) return;
  throw new Refusal("ILLEGAL_TRANSITION", "This has been settled already.", { state: from, allowed });
}

/** Refuses with BAD_USER_INPUT a vacancy that is not open on a day. */
export function checkOpen(
  vacancy: { readonly postedOn: string; readonly closesOn: string | null },
  today: string,
): void {
  const open = vacancy.postedOn <= today && (vacancy.closesOn === null || vacancy.closesOn >= today);
  if (!open) throw badInput("vacancyId", "closed", "This vacancy is not open today.");
}
