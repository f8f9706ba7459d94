import type { Trade } from "../../kernel/referred/desk";
import { Refusal } from "../../kernel/refusal";

/** What children's centres keep of children. */
export const TRADE: Trade = {
  owner: "kdap",
  action: "file:write",
  category: "CHILDREN",
  task: "Only workers of a children's centre do this, for the children referred to it.",
  conflicts: {
    slot_taken: () => new Refusal("CONFLICT", "Every place of this group is taken."),
    slot_held: () =>
      new Refusal("CONFLICT", "The places of this group that are not taken are held for others while you decide."),
    enrolment_once: () => new Refusal("CONFLICT", "This child has a place in this group, or waits for one, already."),
    attendance_pkey: () => new Refusal("CONFLICT", "Somebody else recorded this day at the same moment. Look again."),
  },
};
