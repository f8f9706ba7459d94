import { DateTime } from "luxon";
import { athensDay, ATHENS } from "../../../subgraphs/kernel/athens";
import type { EpisodeImport, MentalHealthImport } from "../../../subgraphs/mental-health/data/mental-health.import";
import { listDirectoryServices } from "./agencies";
import type { Life, LifeReferral } from "./life";
import { lives } from "./lives";
import { toMentalHealth } from "./mental-health";

const AS_OF = new Date("2026-11-20T10:00:00Z");
const PEOPLE = [...lives({ people: 1500, seed: "care", asOf: AS_OF }, listDirectoryServices())];

const filesOf = (people: readonly Life[]): (MentalHealthImport | null)[] =>
  people.map((life) => toMentalHealth(life, AS_OF));

const FILES = filesOf(PEOPLE);
const EPISODES = FILES.flatMap((file) => file?.episodes ?? []);
const BY_REFERRAL = new Map(EPISODES.map((episode) => [episode.referralId, episode]));

/** Each referral to a mental-health service with its episode, if there is one. */
const CASES: readonly [LifeReferral, EpisodeImport | undefined][] = PEOPLE.flatMap(({ referrals }) =>
  referrals.filter(({ fileOwner }) => fileOwner === "mental-health").map((r) => [r, BY_REFERRAL.get(r.id)] as const),
).map(([referral, episode]) => [referral, episode]);

describe("the mental-health services' part of the caseload", () => {
  it("has an episode for everybody who was served, with the days of the referral", () => {
    const served = CASES.filter(([{ servedFrom }]) => servedFrom !== null);
    expect(served.length).toBeGreaterThan(50);
    for (const [{ servedFrom, servedUntil, service }, episode] of served) {
      expect(episode?.openedOn).toBe(athensDay(servedFrom!));
      expect(episode?.closedOn).toBe(servedUntil ? athensDay(servedUntil) : null);
      expect(episode?.status === "CLOSED").toBe(servedUntil !== null);
      expect(episode?.organisationId).toBe(service.agencyId);
    }
  });

  it("knows nobody who was declined, or never received", () => {
    const ended = new Set(["DRAFT", "SENT", "DECLINED", "WITHDRAWN", "EXPIRED"]);
    const never = CASES.filter(([r]) => r.servedFrom === null && ended.has(r.steps.at(-1)!.state));
    expect(never.length).toBeGreaterThan(0);
    for (const [, episode] of never) expect(episode).toBeUndefined();
  });

  it("has one open episode of a person in a unit", () => {
    for (const file of FILES) {
      const open = file?.episodes.filter(({ closedOn }) => closedOn === null).map(({ unitId }) => unitId) ?? [];
      expect(new Set(open).size).toBe(open.length);
    }
  });

  it("meets people in office hours on the Greek clock, in winter and in summer", () => {
    const hours = new Set<string>();
    for (const { at } of EPISODES.flatMap(({ appointments }) => appointments)) {
      const local = DateTime.fromJSDate(at, { zone: ATHENS });
      expect(local.weekday).toBeLessThanOrEqual(5);
      hours.add(local.toFormat("HH:mm"));
    }
    expect([...hours].every((hour) => hour >= "08:30" && hour <= "18:00")).toBe(true);
    expect(hours.size).toBe(8);
  });

  it("has booked what is to come, and knows how the past went", () => {
    for (const { appointments, closedOn } of EPISODES) {
      for (const { at, status } of appointments) expect(status === "BOOKED").toBe(at > AS_OF);
      expect(appointments.every(({ at }) => closedOn === null || athensDay(at) <= closedOn)).toBe(true);
    }
  });

  it("is the same for the same people", () => {
    expect(filesOf(PEOPLE)).toEqual(FILES);
  });
});
