import type { Trade } from "../../kernel/referred/desk";
import { Refusal } from "../../kernel/refusal";

/** What those who run programmes keep of people. The category of a record is that of its programme. */
export const TRADE: Trade = {
  owner: "programmes",
  action: "enrolment:write",
  category: "FINANCIAL",
  task: "Only workers of the agency that runs a programme do this, for the people referred to it.",
  conflicts: {
    application_open: () => new Refusal("CONFLICT", "This person has an open application for this programme already."),
    enrolment_active: () => new Refusal("CONFLICT", "This person is in this programme already."),
    enrolment_active_confidential: () => new Refusal("CONFLICT", "This person is in this programme already."),
  },
};
