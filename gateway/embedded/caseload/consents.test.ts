import { listDirectoryServices } from "./agencies";
import type { Life, LifeReferral } from "./life";
import { lives } from "./lives";

const AS_OF = new Date("2026-11-20T10:00:00Z");
const DAY = 86_400_000;
const caseload = [...lives({ people: 2000, seed: "syndesmos", asOf: AS_OF }, listDirectoryServices())];
const consents = caseload.flatMap((life) => life.consents.map((consent) => ({ life, consent })));
const others = consents.filter(({ life }) => life.index > 4);

const leadsTo = (category: string) => {
  const byOwner: Readonly<Record<string, (referral: LifeReferral) => boolean>> = {
    EMPLOYMENT: ({ fileOwner }) => fileOwner === "oaed",
    CHILDREN: ({ fileOwner }) => fileOwner === "kdap",
    MENTAL_HEALTH: ({ fileOwner }) => fileOwner === "mental-health",
    HOUSING: ({ fileOwner }) => fileOwner === "shelters",
    SAFETY: ({ fileOwner, service }) => fileOwner === "shelters" && service.domain === "SAFETY",
    FINANCIAL: ({ service }) => service.domain === "FINANCIAL",
  };
  return byOwner[category]!;
};

describe("consents", () => {
  it("last at most two years, begin in the past, and are withdrawn only while they last", () => {
    for (const { consent } of consents) {
      const { from, until, withdrawnAt, purpose, categories } = consent;
      expect(purpose).toBe("CARE");
      expect(categories.length).toBeGreaterThan(0);
      expect(from <= AS_OF && from < until).toBe(true);
      expect(until.getTime() - from.getTime()).toBeLessThanOrEqual(730 * DAY);
      if (withdrawnAt) expect(withdrawnAt > from && withdrawnAt < until && withdrawnAt <= AS_OF).toBe(true);
    }
  });

  it("to the centre name what the referrals lead to", () => {
    for (const { life, consent } of others) {
      if (consent.recipientId !== life.centreId) continue;
      for (const category of consent.categories) expect(life.referrals.some(leadsTo(category))).toBe(true);
    }
  });

  it("to agencies are for agencies the person was referred to, and never sensitive", () => {
    for (const { life, consent } of consents) {
      if (consent.recipientId === life.centreId) continue;
      expect(life.referrals.map(({ service }) => service.agencyId)).toContain(consent.recipientId);
      expect(consent.categories).not.toEqual(expect.arrayContaining([expect.stringMatching(/MENTAL_HEALTH|SAFETY/)]));
    }
  });

  it("name mental health and safety alone, and only where there is such a referral", () => {
    for (const { life, consent } of consents) {
      const sensitive = consent.categories.filter((category) => category === "MENTAL_HEALTH" || category === "SAFETY");
      if (sensitive.length === 0) continue;
      expect(consent.categories).toHaveLength(1);
      expect(life.referrals.some(leadsTo(sensitive[0]!))).toBe(true);
    }
  });

  it("are given by the guardian below fifteen, by oneself from eighteen on", () => {
    const ageAt = (life: Life, at: Date) => (at.getTime() - Date.parse(life.person.birthDate)) / (365.25 * DAY);
    const children = consents.filter(({ life, consent }) => ageAt(life, consent.from) < 15);
    const adults = consents.filter(({ life }) => ageAt(life, AS_OF) > 18.01);
    expect(new Set(children.map(({ consent }) => consent.givenBy))).toEqual(new Set(["GUARDIAN"]));
    expect(new Set(adults.map(({ consent }) => consent.givenBy))).toEqual(new Set(["PERSON"]));
  });

  it("are of every sort: in force, withdrawn, run out, by guardians", () => {
    const some = (test: (entry: (typeof consents)[number]) => boolean) => consents.filter(test).length;
    expect(some(({ consent }) => consent.until > AS_OF && !consent.withdrawnAt)).toBeGreaterThan(200);
    expect(some(({ consent }) => consent.withdrawnAt !== null)).toBeGreaterThan(50);
    expect(some(({ consent }) => consent.until < AS_OF)).toBeGreaterThan(50);
    expect(some(({ consent }) => consent.givenBy === "GUARDIAN")).toBeGreaterThan(20);
    expect(some(({ consent }) => consent.categories.includes("SAFETY"))).toBeGreaterThan(2);
  });
});
