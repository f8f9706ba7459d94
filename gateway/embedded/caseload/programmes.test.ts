import { seededId } from "../../../subgraphs/kernel/identifier";
import type { Life, LifeNeed, LifeReferral, NeedDomain, ReferralState } from "./life";
import { toProgrammes } from "./programmes";
import { Random } from "./random";

const ASOF = new Date("2026-11-20T10:00:00Z");

const needOf = (domain: NeedDomain): LifeNeed => ({
  id: seededId("need", domain),
  domain,
  severity: 2,
  note: null,
  since: "2025-01-10",
  metOn: null,
});

const servedBy = (
  agencyKey: string,
  programmeKey: string,
  domain: NeedDomain,
  { state = "IN_PROGRESS", outcome = null, n = 1 }: { state?: ReferralState; outcome?: string | null; n?: number } = {},
): LifeReferral => ({
  id: seededId("referral", n),
  needId: "need",
  service: {
    id: seededId("service", `${agencyKey}/${programmeKey}`),
    agencyKey,
    agencyId: seededId("agency", agencyKey),
    programmeKey,
    programmeId: seededId("programme", programmeKey),
    domain,
    confidential: domain === "SAFETY",
  },
  fileOwner: null,
  urgency: "ROUTINE",
  authorId: "worker",
  steps: [
    { state: "DRAFT", at: new Date("2026-03-02T09:00:00Z"), by: null, reason: null, note: null },
    { state, at: new Date("2026-05-04T09:00:00Z"), by: null, reason: null, note: null },
  ],
  outcome,
  servedFrom: state === "DECLINED" ? null : new Date("2026-03-09T09:00:00Z"),
  servedUntil: state === "COMPLETED" ? new Date("2026-05-03T22:30:00Z") : null,
});

const lifeOf = (index: number, part: Partial<Pick<Life, "needs" | "referrals" | "role">>): Life => ({
  index,
  random: new Random(`life/${index}`),
  person: { id: seededId("beneficiary", index) } as Life["person"],
  householdId: "household",
  role: "HEAD",
  guardianId: null,
  guardianName: null,
  centreKey: "cc-paionia",
  centreId: seededId("agency", "cc-paionia"),
  workerId: "worker",
  registeredAt: new Date("2025-01-10T08:00:00Z"),
  needs: [],
  consents: [],
  referrals: [],
  ...part,
});

const recordsOf = (part: Parameters<typeof lifeOf>[1]) =>
  Array.from({ length: 200 }, (_, index) => toProgrammes(lifeOf(index, part), ASOF));

describe("what the registry of programmes knows of a life", () => {
  it("is nothing of a life without needs and referrals", () => {
    expect(toProgrammes(lifeOf(1, {}), ASOF)).toBeNull();
  });

  it("is nothing of a referral that was declined", () => {
    const referrals = [servedBy("rc-hostel", "homeless-hostel", "HOUSING", { state: "DECLINED" })];
    expect(toProgrammes(lifeOf(1, { referrals }), ASOF)).toBeNull();
  });

  it("is a hidden place of somebody in a refuge", () => {
    const referrals = [servedBy("md-house-of-woman", "women-shelter", "SAFETY")];
    const [place] = toProgrammes(lifeOf(1, { referrals }), ASOF)!.enrolments;
    expect(place).toMatchObject({ confidential: true, referralId: referrals[0]!.id, from: "2026-03-09", until: null });
    expect(place!.history.map(({ status }) => status)).toEqual(["ACTIVE"]);
  });

  it("ends a place on the day in Athens on which the agency's service ended", () => {
    const referrals = [
      servedBy("oaed", "oaed-training", "EMPLOYMENT", { state: "COMPLETED", outcome: "SERVICE_PROVIDED" }),
    ];
    const [place] = toProgrammes(lifeOf(1, { referrals }), ASOF)!.enrolments;
    expect(place).toMatchObject({ confidential: false, until: "2026-05-04" });
    expect(place!.history.map(({ status }) => status)).toEqual(["ACTIVE", "ENDED"]);
  });

  it("has one active place in a programme, however many referrals led there", () => {
    const referrals = ["rc-hostel", "md-homeless-hostels"].map((agency, n) =>
      servedBy(agency, "homeless-hostel", "HOUSING", { n }),
    );
    expect(toProgrammes(lifeOf(1, { referrals }), ASOF)!.enrolments).toHaveLength(1);
  });

  it("has an approved application behind a solidarity income that a referral led to, and no second claim", () => {
    const referrals = [servedBy("cc-paionia", "kea", "FINANCIAL")];
    const records = recordsOf({ referrals, needs: [needOf("FINANCIAL")] });
    const kea = records.map((record) =>
      record!.applications.filter((a) => a.programmeId === seededId("programme", "kea")),
    );
    expect(new Set(kea.map((applications) => applications.length))).toEqual(new Set([1]));
    expect(kea[0]![0]!.history.at(-1)!.status).toBe("APPROVED");
  });

  it("has claims of heads of households only", () => {
    const needs = [needOf("FINANCIAL")];
    expect(recordsOf({ needs }).filter((record) => record !== null).length).toBeGreaterThan(100);
    expect(recordsOf({ needs, role: "CHILD" }).filter((record) => record !== null)).toEqual([]);
  });

  it("keeps every history in order and before today, with places only behind approvals", () => {
    const records = recordsOf({ needs: [needOf("FINANCIAL"), needOf("FOOD_AND_GOODS")] }).flatMap((r) => r ?? []);
    for (const { applications, enrolments } of records) {
      for (const { history } of [...applications, ...enrolments]) {
        const times = history.map(({ at }) => at.getTime());
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(times.at(-1)).toBeLessThanOrEqual(ASOF.getTime());
      }
      const approved = applications.filter((a) => a.history.at(-1)!.status === "APPROVED").map(({ id }) => id);
      for (const { applicationId } of enrolments) expect(approved).toContain(applicationId);
    }
  });

  it("is the same every time", () => {
    const part = { needs: [needOf("FINANCIAL")], referrals: [servedBy("md-goods-bank", "teba", "FOOD_AND_GOODS")] };
    expect(recordsOf(part)).toEqual(recordsOf(part));
  });
});
