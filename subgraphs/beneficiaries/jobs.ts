import type { Database } from "../kernel/database/database";
import type { Job } from "../kernel/jobs/job";
import type { Surroundings } from "../kernel/subgraph";
import { sweepDocuments } from "./data/document-sweep";
import { FeastsClient } from "./data/feasts.client";
import { knownAgencies } from "./data/known-agencies";
import { NoticeMailQueue } from "./data/notice-mail.queue";
import { listOrganisations } from "./data/organisations.client";
import { NoticeMailSending } from "./domain/notice-mail.sending";
import { ReferralClock } from "./domain/referral-clock.service";

/** More than come due in five minutes anywhere; what is left over is the next turn's. */
const MOST = 10_000;

/** What the centres do by the clock. */
export const jobs = (database: Database, surroundings: Surroundings): readonly Job[] => [
  referralClocks(new ReferralClock(database, new FeastsClient(surroundings.callPeer))),
  ...mailing(database, surroundings),
  {
    // A consent that names an organisation is hidden until it is known to give no confidential service.
    name: "known_agencies",
    every: { minutes: 15 },
    run: async () => ({ news: await knownAgencies.learn(database, await listOrganisations(surroundings.callPeer)) }),
  },
  {
    // Somebody stored a document and never sent the message it was for.
    name: "loose_documents",
    every: { minutes: 60 },
    run: async (_, stopping) => ({ documents: await sweepDocuments(database, stopping) }),
  },
];

const referralClocks = (clock: ReferralClock): Job => ({
  name: "referral_clocks",
  every: { minutes: 5 },
  async run(now, stopping) {
    const reminded = await clock.remind(now, MOST, stopping);
    const escalated = await clock.escalate(now, MOST, stopping);
    const expired = await clock.expireOverdue(now, MOST, stopping);
    return { reminded, escalated, expired };
  },
});

/** Where letters are carried: to those who work here, that there is something new. */
function mailing(database: Database, surroundings: Surroundings): readonly Job[] {
  const { postman } = surroundings;
  if (!postman) return [];
  const sending = new NoticeMailSending(new NoticeMailQueue(database), surroundings.vault, postman);
  return [{ name: "notice_mail", every: { minutes: 1 }, run: (now, stopping) => sending.run(now, stopping) }];
}
