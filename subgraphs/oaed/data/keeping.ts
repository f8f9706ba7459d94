import type { Owner } from "../../kernel/retention/leaving";

const CONTROLLER = "GDPR art. 5(1)(e): no law sets a period, the controller does";

/** How long the employment service's records stay in the hub. Its own system has periods of its own. */
export const LEAVING: Owner = {
  app: "oaed_app",
  keeps: [
    {
      table: "vacancy_match",
      category: "EMPLOYMENT",
      from: "t.proposed_on",
      event: "the vacancy was proposed",
      months: 24,
      ground: CONTROLLER,
    },
    {
      table: "attendance",
      category: "EMPLOYMENT",
      from: "(select c.ends_on from course c where c.id = t.course_id)",
      event: "the course ended",
      months: 60,
      ground: CONTROLLER,
    },
    {
      table: "placement",
      category: "EMPLOYMENT",
      from: "t.ends_on",
      event: "the job ended",
      months: 60,
      ground: CONTROLLER,
    },
    {
      table: "registration",
      category: "EMPLOYMENT",
      from: "t.ended_on",
      event: "the registration ended",
      months: 60,
      ground: CONTROLLER,
    },
  ],
};
