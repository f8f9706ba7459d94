import { seededId } from "../../../subgraphs/kernel/identifier";
import type { Category } from "../../../subgraphs/kernel/policy/vocabulary";
import type { LifeConsent } from "./life";
import type { Random } from "./random";
import type { ReferralDraft } from "./referrals";
import { weights } from "./weights";
import type { WorkingTime } from "./working-time";

/** Who consents, and to what. */
export interface Consenting {
  readonly index: number;
  readonly centreId: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  readonly hasGuardian: boolean;
  readonly referrals: readonly ReferralDraft[];
}

/** What a consent names, and when it was given. */
export interface ConsentDraft {
  readonly recipientId: string;
  readonly categories: readonly Category[];
  readonly minute: number;
}

/** Which consent opens the file a referral leads to; null where the content needs none or there is no file. */
export function categoryOf({ referral: { fileOwner, service } }: ReferralDraft): Category | null {
  if (fileOwner === "oaed") return "EMPLOYMENT";
  if (fileOwner === "kdap") return "CHILDREN";
  if (fileOwner === "mental-health") return "MENTAL_HEALTH";
  if (fileOwner === "shelters") return service.domain === "SAFETY" ? "SAFETY" : "HOUSING";
  return service.domain === "FINANCIAL" ? "FINANCIAL" : null;
}

/** Asked for one by one: never on the same paper as others. */
const SENSITIVE: ReadonlySet<Category> = new Set<Category>(["MENTAL_HEALTH", "SAFETY"]);

/**
 * Draws a person's consents: to the own centre, for the files the referrals lead to; and to some of the agencies, for
 * what else they need to know. What is sensitive is consented to alone, to the centre only, and only where there is
 * such a referral.
 */
export function drawConsents(random: Random, person: Consenting, time: WorkingTime): LifeConsent[] {
  if (person.referrals.length === 0) return [];
  const drafts = [...toCentre(random, person), ...toAgencies(random, person)];
  const consents: LifeConsent[] = [];
  const add = (draft: ConsentDraft, withdrawn: boolean) => {
    const consent = makeConsent(random, { person, draft, number: consents.length + 1, withdrawn }, time);
    consents.push(consent);
    return consent;
  };
  for (const draft of drafts) {
    const consent = add(draft, random.chance(0.12));
    const renewedAt = draft.minute + Math.floor(random.next() * (time.now - draft.minute));
    const over = consent.withdrawnAt === null && time.at(renewedAt) > consent.until;
    if (over && random.chance(0.6)) add({ ...draft, minute: renewedAt }, false);
  }
  return consents;
}

function toCentre(random: Random, { centreId, referrals }: Consenting): ConsentDraft[] {
  const since = new Map<Category, number>();
  for (const draft of referrals) {
    const category = categoryOf(draft);
    if (category) since.set(category, Math.min(since.get(category) ?? Infinity, draft.firstMinute));
  }
  const sensitive = [...since].filter(([category]) => SENSITIVE.has(category) && random.chance(0.6));
  const usual = [...since].filter(([category]) => !SENSITIVE.has(category));
  const papers = sensitive.map(([category, minute]) => ({ recipientId: centreId, categories: [category], minute }));
  if (usual.length === 0 || !random.chance(0.75)) return papers;
  const minute = Math.min(...usual.map(([, first]) => first));
  return [{ recipientId: centreId, categories: usual.map(([category]) => category), minute }, ...papers];
}

const FOR_AGENCIES: readonly (readonly Category[])[] = [
  ["HOUSEHOLD"],
  ["REFERRAL"],
  ["FINANCIAL"],
  ["HOUSEHOLD", "REFERRAL"],
];

function toAgencies(random: Random, { centreId, referrals }: Consenting): ConsentDraft[] {
  const asked = new Set<string>([centreId]);
  const drafts: ConsentDraft[] = [];
  for (const { referral, firstMinute } of referrals) {
    const { agencyId } = referral.service;
    if (referral.steps.length < 2 || asked.has(agencyId) || !random.chance(0.22)) continue;
    asked.add(agencyId);
    drafts.push({ recipientId: agencyId, categories: random.pick(FOR_AGENCIES), minute: firstMinute });
  }
  return drafts;
}

const DAY = 86_400_000;
/** Half a year, a year, and two years, which is the longest. */
const LASTING = [182, 365, 730] as const;
const GUARDIAN_CONSENTS_BELOW = 15;
const HOW = weights({ WRITTEN: 78, ELECTRONIC: 12, ORAL_WITNESSED: 10 });

interface Making {
  readonly person: Consenting;
  readonly draft: ConsentDraft;
  /** Counts a person's consents from 1. */
  readonly number: number;
  readonly withdrawn: boolean;
  readonly lasting?: number;
}

export function makeConsent(random: Random, making: Making, time: WorkingTime): LifeConsent {
  const { person, draft, number } = making;
  const from = time.at(draft.minute);
  const until = new Date(from.getTime() + (making.lasting ?? random.pick(LASTING)) * DAY);
  const last = draft.minute + 1 + Math.floor(random.next() * (time.now - draft.minute - 1));
  const withdrawnAt = making.withdrawn && draft.minute < time.now ? time.at(last) : null;
  return {
    id: seededId("consent", `${person.index}/${number}`),
    ...{ recipientId: draft.recipientId, categories: draft.categories, purpose: "CARE", from, until },
    givenBy: givenBy(random, person, from),
    how: random.weighted(HOW),
    // What ran out by itself is not withdrawn afterwards.
    withdrawnAt: withdrawnAt !== null && withdrawnAt < until ? withdrawnAt : null,
  };
}

/** Below 15 the guardian consents; from 15 to 17 either may. */
function givenBy(random: Random, { birthDate, hasGuardian }: Consenting, at: Date): LifeConsent["givenBy"] {
  if (!hasGuardian) return "PERSON";
  const age = (at.getTime() - Date.parse(birthDate)) / (365.25 * DAY);
  return age < GUARDIAN_CONSENTS_BELOW + 0.1 || random.chance(0.6) ? "GUARDIAN" : "PERSON";
}
