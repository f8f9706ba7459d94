import { LocalHolidays } from "../../kernel/local-holidays";
import type { NextStepBy } from "./referral.states";

/** When the two sides of a referral rest beside the public holidays: the feasts of their municipalities. */
export interface Feasts {
  readonly sender: LocalHolidays;
  readonly agency: LocalHolidays;
}

export const NO_FEASTS: Feasts = { sender: LocalHolidays.NONE, agency: LocalHolidays.NONE };

/** The feasts of who owes the next step. A supervisor is the sender's. */
export const feastsOf = (owner: NextStepBy, { sender, agency }: Feasts): LocalHolidays =>
  owner === "AGENCY" ? agency : sender;
