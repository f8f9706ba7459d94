import { DateTime } from "luxon";
import { listDirectoryServices } from "./agencies";
import { toBeneficiaryImport } from "./beneficiaries";
import type { LifeReferral, LifeStep, ReferralState } from "./life";
import { lives } from "./lives";

const SERVICES = listDirectoryServices();
const AS_OF = new Date("2026-11-20T10:00:00Z");
const caseload = [...lives({ people: 2000, seed: "syndesmos", asOf: AS_OF }, SERVICES)];
const referrals = caseload.flatMap((life) => life.referrals);
const stateOf = ({ steps }: LifeReferral): ReferralState => steps.at(-1)!.state;

/** The machine of DOMAIN.md, written down once more, so that the generator is not its own judge. */
const NEXT: Readonly<Record<ReferralState, readonly ReferralState[]>> = {
  DRAFT: ["SENT", "WITHDRAWN", "CANCELLED"],
  SENT: ["RECEIVED", "WITHDRAWN", "CANCELLED", "EXPIRED", "ON_HOLD", "TRANSFERRED"],
  RECEIVED: ["ACCEPTED", "WAITLISTED", "DECLINED", "WITHDRAWN", "CANCELLED", "EXPIRED", "ON_HOLD", "TRANSFERRED"],
  ACCEPTED: ["IN_PROGRESS", "WAITLISTED", "WITHDRAWN", "CANCELLED", "EXPIRED", "ON_HOLD", "TRANSFERRED"],
  WAITLISTED: ["ACCEPTED", "DECLINED", "WITHDRAWN", "CANCELLED", "EXPIRED", "ON_HOLD", "TRANSFERRED"],
  IN_PROGRESS: ["COMPLETED", "WITHDRAWN", "CANCELLED", "EXPIRED", "ON_HOLD", "TRANSFERRED"],
  ON_HOLD: ["RECEIVED", "IN_PROGRESS", "WITHDRAWN", "CANCELLED"],
  COMPLETED: ["REOPENED"],
  DECLINED: ["REOPENED"],
  REOPENED: ["RECEIVED", "ACCEPTED", "WAITLISTED", "DECLINED", "EXPIRED"],
  WITHDRAWN: [],
  CANCELLED: [],
  EXPIRED: [],
  TRANSFERRED: [],
};
const DECLINES = [
  "NO_CAPACITY",
  "OUT_OF_AREA",
  "NOT_ELIGIBLE",
  "MISSING_DOCUMENTS",
  "DUPLICATE",
  "UNSUITABLE",
  "OTHER",
];
const GIVEN = ["SERVICE_PROVIDED", "ENROLLED", "PARTIAL"];
const NOT_GIVEN = ["NO_SHOW", "COULD_NOT_REACH", "NOT_ELIGIBLE", "REFUSED_BY_CLIENT"];

describe("referrals", () => {
  it("follow the machine from DRAFT on", () => {
    const follows = ({ steps }: LifeReferral) =>
      steps.every(({ state }, at) => (at === 0 ? state === "DRAFT" : NEXT[steps[at - 1]!.state].includes(state)));
    expect(referrals.filter((referral) => !follows(referral))).toEqual([]);
  });

  it("move forward in time, from the registration to today", () => {
    const wrong = caseload.flatMap(({ registeredAt, referrals: own }) =>
      own.filter(({ steps }) => {
        const forward = steps.every(({ at }, nth) => nth === 0 || at > steps[nth - 1]!.at);
        return !forward || steps[0]!.at < registeredAt || steps.at(-1)!.at > AS_OF;
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("move at hours when somebody is at work", () => {
    const atWork = (at: Date) => {
      const local = DateTime.fromJSDate(at, { zone: "Europe/Athens" });
      const minute = local.hour * 60 + local.minute;
      return local.weekday <= 5 && minute >= 7 * 60 + 30 && minute < 15 * 60 + 30;
    };
    const ends = referrals.flatMap(({ steps }) => [steps[0]!, steps.at(-1)!]);
    // The clock is at work at any hour.
    expect(ends.filter(({ at, by }) => by !== null && !atWork(at))).toEqual([]);
  });

  it("leave nothing for the clocks that was due before the day of the caseload", () => {
    const rows = caseload.flatMap((life) => toBeneficiaryImport(life, AS_OF).referrals);
    const isOver = (moment: Date | null): boolean => moment !== null && moment <= AS_OF;
    const { remind, escalate, expire } = {
      remind: rows.filter(({ alarms }) => isOver(alarms.remindAt)),
      escalate: rows.filter(({ alarms }) => isOver(alarms.dueAt) && alarms.escalatedAt === null),
      expire: rows.filter(({ alarms }) => isOver(alarms.expiresAt)),
    };
    expect([remind.length, escalate.length, expire.length]).toEqual([0, 0, 0]);
    // They ran all the same: some are overdue, of some the time is yet to come, and some were ended by them.
    expect(rows.filter(({ alarms }) => isOver(alarms.escalatedAt)).length).toBeGreaterThan(100);
    expect(rows.filter(({ alarms }) => alarms.remindAt && alarms.remindAt > AS_OF).length).toBeGreaterThan(100);
    expect(referrals.filter((each) => stateOf(each) === "EXPIRED").length).toBeGreaterThan(100);
  });

  it("say who took each step, and why a referral was declined", () => {
    const explained = ({ state, by, reason, note }: LifeStep) =>
      (by === null) === (state === "EXPIRED") &&
      (state === "DECLINED" ? DECLINES.includes(reason!) : reason === null) &&
      (reason !== "OTHER" || Boolean(note));
    expect(referrals.flatMap(({ steps }) => steps.filter((step) => !explained(step)))).toEqual([]);
  });

  it("are served when the outcome says so, and only then", () => {
    const agrees = (referral: LifeReferral) => {
      const { outcome, servedFrom, servedUntil } = referral;
      const state = stateOf(referral);
      const named = state === "COMPLETED" ? [...GIVEN, ...NOT_GIVEN].includes(outcome!) : outcome === null;
      const served = outcome === null || (servedFrom !== null) === GIVEN.includes(outcome);
      const serving = state !== "IN_PROGRESS" || (servedFrom !== null && servedUntil === null);
      return named && served && serving && (!servedUntil || (servedFrom! < servedUntil && servedUntil <= AS_OF));
    };
    expect(referrals.filter((referral) => !agrees(referral))).toEqual([]);
  });

  it("give nobody two roofs at once", () => {
    const roofs = [
      "homeless-hostel",
      "night-shelter",
      "supported-apartments",
      "women-shelter",
      "mental-health-housing",
    ];
    for (const { referrals: own } of caseload.slice(1)) {
      const slept = own.filter(({ service, servedFrom }) => roofs.includes(service.programmeKey) && servedFrom);
      expect(slept.length).toBeLessThanOrEqual(1);
    }
  });

  it("name a need of the person, and own services of the own centre only", () => {
    const wrong = caseload.flatMap(({ needs, centreKey, referrals: own }) =>
      own.filter(({ needId, service: { agencyKey } }) => {
        const isOwn = !agencyKey.startsWith("cc-") || agencyKey === centreKey;
        return !isOwn || !needs.some(({ id }) => id === needId);
      }),
    );
    expect(wrong).toEqual([]);
    expect(new Set(referrals.map(({ id }) => id)).size).toBe(referrals.length);
  });

  it("leave what is confidential to the worker responsible", () => {
    const confidential = caseload.flatMap(({ workerId, referrals: own }) =>
      own.filter(({ service }) => service.confidential).map(({ authorId }) => ({ authorId, workerId })),
    );
    expect(confidential.length).toBeGreaterThan(10);
    expect(confidential.filter(({ authorId, workerId }) => authorId !== workerId)).toEqual([]);
  });

  it.each(["syndesmos", "another", "2026"])(
    "cover every state and every service that keeps a file, with seed %s",
    (seed) => {
      const all = [...lives({ people: 2000, seed, asOf: AS_OF }, SERVICES)].flatMap((life) => life.referrals);
      expect(new Set(all.map(stateOf)).size).toBe(Object.keys(NEXT).length);
      const used = new Set(all.filter(({ fileOwner }) => fileOwner).map(({ service }) => service.id));
      const owners = /^(oaed|rc-hostel|md-homeless-hostels|rc-reception-lavrio|rc-minors-volos|md-kdap-amea)$/;
      const also = /^(md-family-support|md-mental-health-hostels|rc-counselling)$/;
      const keeping = SERVICES.filter(
        ({ agencyKey, programmeKey }) =>
          owners.test(agencyKey) || also.test(agencyKey) || programmeKey === "women-shelter",
      );
      expect(
        keeping.filter(({ id }) => !used.has(id)).map(({ agencyKey, programmeKey }) => agencyKey + programmeKey),
      ).toEqual([]);
    },
  );

  it("number about two for an adult, twelve for a few", () => {
    const adults = caseload.filter(({ guardianName }) => guardianName === null);
    const mean = adults.reduce((sum, life) => sum + life.referrals.length, 0) / adults.length;
    expect(mean).toBeGreaterThan(1.8);
    expect(mean).toBeLessThan(2.6);
    expect(adults.filter((life) => life.referrals.length === 12).length).toBeGreaterThan(1);
  });
});
