import { athensDay } from "../../../subgraphs/kernel/athens";
import { seededId } from "../../../subgraphs/kernel/identifier";
import { drawConsents, type Consenting } from "./consents";
import { dayOf } from "./days";
import { drawHousehold } from "./households";
import type { CaseloadOptions, DirectoryService, Life, LifeConsent, LifePerson } from "./life";
import { drawCircumstances, drawNeeds, drawProfile, toNeed, type NeedDraft, type Profile } from "./needs";
import { GREEK } from "./names";
import { Numbers } from "./numbers";
import { isMinor, People, withoutPapers, type Household } from "./people";
import { CENTRES, type Centre } from "./places";
import { Random } from "./random";
import { drawReferrals, type ReferralDraft } from "./referrals";
import { offersByCentre, type Offers } from "./services";
import {
  SCRIPTED_HOUSEHOLDS,
  SCRIPTED_PEOPLE,
  SCRIPTED_SINCE,
  scriptConsents,
  scriptReferrals,
  type Scripted,
  WITHOUT_NUMBERS,
} from "./showcase";
import { MINUTES_A_DAY, WorkingTime } from "./working-time";

const YEARS = 3;

/**
 * Yields the synthetic caseload, household by household, members side by side, with indexes from 1 to `people`. The
 * same options and services give the same lives on every machine; none of these people exists.
 *
 * Four of them are the same in every run, but for names and numbers, and examples and tests count on them:
 *
 * 1. A mother of 34 at cc-paionia, worker cc-paionia/1, with twelve referrals in eight states, one of them confidential
 *    (md-family-support). Her centre has her consent in force for EMPLOYMENT, HOUSING, FINANCIAL and MENTAL_HEALTH;
 *    she withdrew the one for CHILDREN.
 * 2. Her daughter of 9, enrolled at the children's centre (md-kdap-amea/kdap), with her mother's consent for CHILDREN.
 * 3. Her son of 6, referred for learning support.
 * 4. A man of 52 at the same centre, in the night shelter, without a number of any kind.
 *
 * Minors without an adult in their household are unaccompanied: their guardian has a name and no id.
 */
export function* lives(options: CaseloadOptions, services: readonly DirectoryService[]): Generator<Life> {
  const caseload = new Caseload(options, services);
  let index = 1;
  for (let number = 1; index <= options.people; number++) {
    const household = caseload.household(number, options.people - index + 1);
    for (const life of caseload.members(household, number, index)) {
      yield life;
      index++;
    }
  }
}

interface CentreAtWork {
  readonly centre: Centre;
  readonly centreId: string;
  readonly offers: Offers;
  readonly workerIds: readonly string[];
  readonly workers: readonly (readonly [string, number])[];
}

/** What members of one household have in common. */
interface Shared {
  readonly at: CentreAtWork;
  readonly household: Household;
  readonly householdId: string;
  readonly workerId: string;
  readonly registered: number;
  readonly profiles: readonly Profile[];
  readonly people: readonly LifePerson[];
  readonly first: number;
}

class Caseload {
  private readonly root: Random;
  private readonly time: WorkingTime;
  private readonly people: People;
  private readonly centres: ReadonlyMap<string, CentreAtWork>;

  constructor({ seed, asOf }: CaseloadOptions, services: readonly DirectoryService[]) {
    this.root = new Random(seed);
    this.time = new WorkingTime(asOf, YEARS);
    this.people = new People(new Numbers(), dayOf(athensDay(asOf)));
    const offers = offersByCentre(services);
    this.centres = new Map(CENTRES.map((centre) => [centre.key, atWork(centre, offers.get(centre.key)!)]));
  }

  /** The `number`th household, cut to the `room` that is left. */
  household(number: number, room: number): Household {
    const scripted = SCRIPTED_HOUSEHOLDS[number - 1];
    if (scripted) return { ...scripted, members: scripted.members.slice(0, room) };
    const random = this.root.fork(`household/${number}`);
    const centre = random.weighted(CENTRE_WEIGHTS);
    const group = random.weighted(centre.groups);
    return { centre, group, ...drawHousehold(random, group, room) };
  }

  *members(household: Household, number: number, first: number): Generator<Life> {
    const shared = this.share(household, number, first);
    for (let at = 0; at < household.members.length; at++) yield this.life(shared, at);
  }

  private share(household: Household, number: number, first: number): Shared {
    const random = this.root.fork(`shared/${number}`);
    const at = this.centres.get(household.centre.key)!;
    const scripted = first <= SCRIPTED_PEOPLE;
    const circumstances = drawCircumstances(random, household.kind, household.group);
    const latest = this.time.now - MINUTES_A_DAY;
    return {
      at,
      household,
      first,
      householdId: seededId("household", number),
      workerId: scripted ? at.workerIds[0]! : random.weighted(at.workers),
      registered: scripted ? this.time.now - SCRIPTED_SINCE * MINUTES_A_DAY : Math.floor(random.next() * latest),
      profiles: household.members.map((member) => drawProfile(random, member, household, circumstances)),
      people: this.people.draw(random, household, first),
    };
  }

  private life(shared: Shared, nth: number): Life {
    const { household, at, workerId, first } = shared;
    const index = first + nth;
    const minor = isMinor(household.members[nth]!);
    const random = this.root.fork(`life/${index}`);
    const registered = this.registered(random, shared, nth);
    const person = documented(shared.people[nth]!, index, shared.profiles[nth]!);
    const { needs, drafts } = this.referred(random, shared, nth, registered);
    const guardian = minor ? this.guardian(shared) : NO_GUARDIAN;
    return {
      index,
      random,
      person,
      householdId: shared.householdId,
      role: household.members[nth]!.role,
      guardianId: guardian.guardianId,
      guardianName: guardian.guardianName,
      centreKey: at.centre.key,
      centreId: at.centreId,
      workerId,
      registeredAt: this.time.at(registered),
      needs: needs.map((need) => toNeed(need, this.time, metAt(need, drafts))),
      consents: this.consents(random, {
        ...{ index, centreId: at.centreId, birthDate: person.birthDate, hasGuardian: minor, referrals: drafts },
      }),
      referrals: drafts.map(({ referral }) => referral),
    };
  }

  private consents(random: Random, person: Consenting): LifeConsent[] {
    return person.index <= SCRIPTED_PEOPLE
      ? scriptConsents(random, person, this.time)
      : drawConsents(random, person, this.time);
  }

  /** Families come together, half an hour each; who was not born yet, or came later, is registered later. */
  private registered(random: Random, shared: Shared, nth: number): number {
    const { registered, people, first } = shared;
    const latest = this.time.now - MINUTES_A_DAY;
    let minute = Math.min(registered + nth * 30, latest);
    const alone = nth > 0 && first > SCRIPTED_PEOPLE && random.chance(0.15);
    if (alone) minute += Math.floor(random.next() * (latest - minute));
    const born = Date.parse(people[nth]!.birthDate);
    while (this.time.at(minute).getTime() < born + BEFORE_REGISTERED) minute = Math.ceil((minute + latest) / 2);
    return minute;
  }

  private referred(random: Random, shared: Shared, nth: number, registered: number): Scripted {
    const { at, workerId, profiles, first } = shared;
    const person = { index: first + nth, profile: profiles[nth]!, workerId, colleagues: at.workerIds };
    if (person.index <= SCRIPTED_PEOPLE) return scriptReferrals(random, at.offers, person, this.time);
    const span = { from: registered, now: this.time.now - MINUTES_A_DAY / 2 };
    const needs = drawNeeds(random, person.profile, person.index, span);
    return { needs, drafts: drawReferrals(random, at.offers, { ...person, needs }, this.time) };
  }

  private guardian({ household, people, first }: Shared): Pick<Life, "guardianId" | "guardianName"> {
    const adult = household.members.findIndex((member) => !isMinor(member));
    if (adult >= 0) return { guardianId: people[adult]!.id, guardianName: nameOf(people[adult]!) };
    // Nobody of the household: somebody the prosecutor appointed, of whom only the name is known here.
    return { guardianId: null, guardianName: appointedGuardian(this.root.fork(`guardian/${first}`)) };
  }
}

/** Nobody is registered in the first weeks of life. */
const BEFORE_REGISTERED = 20 * 86_400_000;
const NO_GUARDIAN = { guardianId: null, guardianName: null };
const CENTRE_WEIGHTS = CENTRES.map((centre) => [centre, centre.weight] as const);

const nameOf = ({ givenName, surname }: LifePerson): string => `${givenName} ${surname}`;

function appointedGuardian(random: Random): string {
  const sex = random.chance(0.6) ? "FEMALE" : "MALE";
  return `${GREEK.givenName(random, sex).greek} ${GREEK.surname(random)[sex].greek}`;
}

/** The head takes a few people, too; the first caseworker a few more than the others. */
function atWork(centre: Centre, offers: Offers): CentreAtWork {
  const names = [...Array.from({ length: centre.workers }, (_, at) => String(at + 1)), "head"];
  const workers = names.map((name, at) => {
    const weight = name === "head" ? 6 : 34 - at * 2;
    return [seededId("worker", `${centre.key}/${name}`), weight] as const;
  });
  const workerIds = workers.map(([id]) => id);
  return { centre, centreId: seededId("agency", centre.key), offers, workers, workerIds };
}

/** When a service met the need for the first time. */
function metAt(need: NeedDraft, drafts: readonly ReferralDraft[]): number | null {
  let first: number | null = null;
  for (const { referral, met } of drafts) {
    if (met !== null && referral.needId === need.id && (first === null || met < first)) first = met;
  }
  return first;
}

/** The person with what follows from the situation: who is in danger is not to be rung. */
function documented(person: LifePerson, index: number, { unsafe }: Profile): LifePerson {
  if (index === WITHOUT_NUMBERS) return withoutPapers(person);
  return unsafe ? { ...person, safeToContact: false } : person;
}
