import type { Trade } from "../../kernel/referred/desk";
import { Refusal } from "../../kernel/refusal";

/** What mental-health services keep of people. */
export const TRADE: Trade = {
  owner: "mental-health",
  action: "file:write",
  category: "MENTAL_HEALTH",
  task: "Only workers of a mental-health service do this, for the people referred to it.",
  conflicts: {
    episode_open: () => new Refusal("CONFLICT", "This person has an open episode in this unit already."),
    appointment_once: () => new Refusal("CONFLICT", "There is an appointment at this time already."),
  },
};
