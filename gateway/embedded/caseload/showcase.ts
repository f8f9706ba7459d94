import { seededId } from "../../../subgraphs/kernel/identifier";
import type { Category } from "../../../subgraphs/kernel/policy/vocabulary";
import { makeConsent } from "./consents";
import { spell, type History } from "./histories";
import { YEAR, type Member } from "./households";
import type { LifeConsent, NeedDomain } from "./life";
import { NOTES, type NeedDraft } from "./needs";
import type { Household } from "./people";
import { CENTRES } from "./places";
import type { Random } from "./random";
import { makeReferral, type ReferralDraft, type Referred } from "./referrals";
import { keyOf, type Offer, type Offers } from "./services";
import { MINUTES_A_DAY, type WorkingTime } from "./working-time";

/**
 * The first four people are scripted, so that examples, tests and the guide can count on them; lives.ts says what they
 * are. Names and numbers are drawn like everybody's.
 */
const PAIONIA = CENTRES[0]!;

const years = (count: number): number => Math.floor(count * YEAR);
const member = (role: Member["role"], sex: Member["sex"], age: number): Member => ({ role, sex, days: years(age) });

/** The first households of every run. */
export const SCRIPTED_HOUSEHOLDS: readonly Household[] = [
  {
    ...{ centre: PAIONIA, group: "GREEK", kind: "LONE_PARENT" },
    members: [member("HEAD", "FEMALE", 34.4), member("CHILD", "FEMALE", 9.3), member("CHILD", "MALE", 6.6)],
  },
  { centre: PAIONIA, group: "GREEK", kind: "ALONE", members: [member("HEAD", "MALE", 52.7)] },
];

/** Index of the person who has no number of any kind. */
export const WITHOUT_NUMBERS = 4;
export const SCRIPTED_PEOPLE = 4;
/** Working days since the scripted people were registered. */
export const SCRIPTED_SINCE = 520;

interface Script {
  readonly service: string;
  readonly domain: NeedDomain;
  /** As in histories.ts, one letter a state. */
  readonly letters: string;
  /** Working days before today, for each state. */
  readonly ago: readonly number[];
  readonly outcome?: string;
  readonly reason?: string;
}

/** One line a referral: service, need, states, working days ago, and how it ended where that is not open. */
const SCRIPTS: ReadonlyMap<number, readonly Script[]> = new Map([
  [
    1,
    script(`
      cc-paionia/kea FINANCIAL DSRAPC 519,519,518,515,514,480 ENROLLED
      md-goods-bank/basic-goods FOOD_AND_GOODS DSRAPC 519,519,517,516,515,420 SERVICE_PROVIDED
      rc-hostel/homeless-hostel HOUSING DSRN 470,470,469,465 NO_CAPACITY
      md-homeless-hostels/homeless-hostel HOUSING DSRLAPC 464,464,463,461,440,438,290 SERVICE_PROVIDED
      oaed/oaed-training EMPLOYMENT DSRAPC 400,400,398,392,385,262 SERVICE_PROVIDED
      md-kyttaro/legal-information LEGAL DSX 300,299,290
      md-family-support/psychosocial-counselling MENTAL_HEALTH DSRAP 150,150,149,145,140
      oaed/oaed-placement EMPLOYMENT DSRAP 75,75,74,68,62
      md-homeless-hostels/supported-apartments HOUSING DSRL 38,38,36,32
      md-goods-bank/teba FOOD_AND_GOODS DSRA 16,16,15,9
      cc-paionia/legal-information LEGAL DS 13,13
      lifelong-learning-secretariat/lifelong-learning EDUCATION DSR 7,6,5`),
  ],
  [
    2,
    script(`
      md-kdap-amea/kdap CHILDREN DSRAPC 210,210,208,200,190,170 ENROLLED
      cc-paionia/learning-support EDUCATION DSRAP 90,90,89,86,80`),
  ],
  [3, script("cc-paionia/learning-support CHILDREN DSRLA 40,40,38,35,6")],
  [
    4,
    script(`
      md-homeless-hostels/night-shelter HOUSING DSRAP 30,30,29,28,27
      md-goods-bank/basic-goods FOOD_AND_GOODS DSRAPC 30,30,29,27,27,12 SERVICE_PROVIDED
      cc-paionia/kea FINANCIAL DSRN 25,25,24,18 MISSING_DOCUMENTS`),
  ],
]);

function script(lines: string): Script[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [service, domain, letters, ago, end] = line.trim().split(" ");
      const ended = letters!.endsWith("N") ? { reason: end! } : end ? { outcome: end } : {};
      return {
        service: service!,
        domain: domain as NeedDomain,
        letters: letters!,
        ago: ago!.split(",").map(Number),
        ...ended,
      };
    });
}

interface Paper {
  readonly categories: readonly Category[];
  readonly ago: number;
  readonly lasting: number;
  readonly withdrawn: boolean;
  /** Agency; the own centre when not given. */
  readonly agency?: string;
}

const CONSENTS: ReadonlyMap<number, readonly Paper[]> = new Map([
  [
    1,
    [
      { categories: ["EMPLOYMENT", "HOUSING"], ago: 75, lasting: 730, withdrawn: false },
      { categories: ["CHILDREN"], ago: 210, lasting: 730, withdrawn: true },
      { categories: ["FINANCIAL"], ago: 200, lasting: 730, withdrawn: false },
      { categories: ["MENTAL_HEALTH"], ago: 150, lasting: 365, withdrawn: false },
      { categories: ["HOUSEHOLD"], ago: 75, lasting: 365, withdrawn: false, agency: "oaed" },
    ],
  ],
  [2, [{ categories: ["CHILDREN"], ago: 210, lasting: 730, withdrawn: false }]],
]);

export interface Scripted {
  readonly needs: readonly NeedDraft[];
  readonly drafts: readonly ReferralDraft[];
}

/** Needs and referrals of one of the scripted people. Services the directory does not have are left out. */
export function scriptReferrals(
  random: Random,
  offers: Offers,
  person: Omit<Referred, "needs">,
  time: WorkingTime,
): Scripted {
  const scripts = SCRIPTS.get(person.index) ?? [];
  const needs = toNeeds(person.index, scripts, time);
  const drafts = scripts.flatMap((line, at) => {
    const offer = find(offers, line);
    const need = needs.find(({ domain }) => domain === line.domain)!;
    if (!offer) return [];
    const history = historyOf(line, time);
    const ending = { outcome: line.outcome, reason: line.reason };
    return [
      makeReferral(random, { person: { ...person, needs }, need, offer, history, number: at + 1, ...ending }, time),
    ];
  });
  return { needs, drafts };
}

/** The consents of one of the scripted people, to the centre and to agencies they were referred to. */
export function scriptConsents(
  random: Random,
  person: Parameters<typeof makeConsent>[1]["person"],
  time: WorkingTime,
): LifeConsent[] {
  return (CONSENTS.get(person.index) ?? []).map(({ categories, ago, lasting, withdrawn, agency }, at) => {
    const recipientId = agency ? seededId("agency", agency) : person.centreId;
    const draft = { recipientId, categories, minute: minuteOf(ago, 0, time) };
    return makeConsent(random, { person, draft, number: at + 1, withdrawn, lasting }, time);
  });
}

/** An hour after the doors open, and 25 minutes later for each step of the same day. */
const minuteOf = (ago: number, order: number, { now }: WorkingTime): number =>
  (Math.floor(now / MINUTES_A_DAY) - ago) * MINUTES_A_DAY + 60 + order * 25;

const historyOf = ({ letters, ago }: Script, time: WorkingTime): History => ({
  states: spell(letters),
  minutes: ago.map((days, order) => minuteOf(days, order, time)),
});

const find = (offers: Offers, { service, domain }: Script): Offer | undefined =>
  offers.get(domain)?.find((offer) => keyOf(offer.service) === service);

/** One need for each domain of the scripts, recorded on the day of the first referral it led to. */
function toNeeds(index: number, scripts: readonly Script[], time: WorkingTime): NeedDraft[] {
  const domains = [...new Set(scripts.map(({ domain }) => domain))];
  return domains.map((domain, at) => {
    const first = Math.max(...scripts.filter((script) => script.domain === domain).map(({ ago }) => ago[0]!));
    const severity = domain === "HOUSING" ? 4 : domain === "FINANCIAL" ? 3 : 2;
    const id = seededId("need", `${index}/${at + 1}`);
    return { id, domain, severity, note: NOTES[domain][0]!, minute: minuteOf(first, 0, time) };
  });
}
