import type { Trade } from "../../kernel/referred/desk";
import { Refusal } from "../../kernel/refusal";

/** What the employment service keeps of people. */
export const TRADE: Trade = {
  owner: "oaed",
  action: "file:write",
  category: "EMPLOYMENT",
  task: "Only workers of the employment service do this, for the people referred to them.",
  conflicts: {
    registration_open: () => new Refusal("CONFLICT", "This person is registered already."),
    attendance_once: () => new Refusal("CONFLICT", "This person has a place in this course already."),
    vacancy_match_once: () => new Refusal("CONFLICT", "This vacancy was proposed to this person already."),
  },
};
