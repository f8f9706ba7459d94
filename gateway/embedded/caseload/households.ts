import type { Life } from "./life";
import type { Sex } from "./names";
import type { Random } from "./random";
import { weights, type Weights } from "./weights";

export type Group = "GREEK" | "ROMA" | "MIGRANT" | "REFUGEE";
export type Role = Life["role"];

/** A place in a household, before it has a name. */
export interface Member {
  readonly role: Role;
  readonly sex: Sex;
  /** Age in days, today. */
  readonly days: number;
}

export type HouseholdKind = keyof typeof BUILD;

/** How many of a hundred households of a group are of a kind. Sizes come out near ELSTAT's: one to seven people. */
const KINDS: Readonly<Record<Group, Weights<HouseholdKind>>> = {
  GREEK: weights({
    ...{ ALONE: 20, ELDER_ALONE: 16, COUPLE: 9, ELDER_COUPLE: 11, LONE_PARENT: 14, FAMILY: 20 },
    ...{ THREE_GENERATIONS: 3, GROWN_CHILD: 7 },
  }),
  ROMA: weights({ ALONE: 5, ELDER_ALONE: 3, COUPLE: 6, LONE_PARENT: 14, LARGE_FAMILY: 60, THREE_GENERATIONS: 12 }),
  MIGRANT: weights({
    ...{ ALONE: 20, COUPLE: 12, LONE_PARENT: 12, FAMILY: 40, LARGE_FAMILY: 4, THREE_GENERATIONS: 3, SHARED_FLAT: 9 },
  }),
  REFUGEE: weights({
    ...{ ALONE: 20, COUPLE: 6, LONE_PARENT: 14, FAMILY: 22, LARGE_FAMILY: 14, SHARED_FLAT: 11, UNACCOMPANIED: 13 },
  }),
};

export const YEAR = 365.25;
const MONTH = 30.5;
export const LARGEST = 7;

/** Ages at which people have children. */
const YOUNGEST_PARENT = 18;
const OLDEST_PARENT = 45;
const BETWEEN_SIBLINGS = 11 * MONTH;
/** The youngest were born, registered and brought along: nobody is registered before birth. */
const YOUNGEST = 100;

/** Draws who lives together: the kind, and each place with role, sex and age; at most `room` people. */
export function drawHousehold(random: Random, group: Group, room: number): { kind: HouseholdKind; members: Member[] } {
  const kind = random.weighted(KINDS[group]);
  return { kind, members: BUILD[kind](random).slice(0, room) };
}

const years = (random: Random, low: number, high: number): number =>
  Math.floor((low + random.next() * (high - low)) * YEAR);

const other = (sex: Sex): Sex => (sex === "MALE" ? "FEMALE" : "MALE");
const anySex = (random: Random, male = 0.5): Sex => (random.chance(male) ? "MALE" : "FEMALE");

const single = (random: Random, low: number, high: number, male: number): Member[] => [
  { role: "HEAD", sex: anySex(random, male), days: years(random, low, high) },
];

function couple(random: Random, low: number, high: number): Member[] {
  const sex = anySex(random, 0.6);
  const days = years(random, low, high);
  const older = years(random, -3, 7) * (sex === "MALE" ? -1 : 1);
  return [
    { role: "HEAD", sex, days },
    { role: "SPOUSE", sex: other(sex), days: Math.max(days + older, Math.floor(YOUNGEST_PARENT * YEAR)) },
  ];
}

/** Up to `count` children, the oldest first, each 18 to 45 years younger than every parent, not two in one year. */
function children(random: Random, parents: readonly Member[], count: number): Member[] {
  const ages = parents.map((parent) => parent.days);
  const low = Math.max(YOUNGEST, Math.max(...ages) - OLDEST_PARENT * YEAR);
  const high = Math.min(24 * YEAR, Math.min(...ages) - YOUNGEST_PARENT * YEAR);
  const drawn: number[] = [];
  for (let left = count; left > 0 && high > low; left--) {
    const days = Math.floor(low + random.next() * (high - low));
    if (drawn.every((each) => Math.abs(each - days) >= BETWEEN_SIBLINGS)) drawn.push(days);
  }
  return drawn.sort((a, b) => b - a).map((days) => ({ role: "CHILD", sex: anySex(random, 0.51), days }));
}

function family(random: Random, high: number, count: number): Member[] {
  const parents = couple(random, 21, high);
  return [...parents, ...children(random, parents, count)];
}

function grandparent(random: Random, head: Member): Member {
  return { role: "PARENT", sex: anySex(random, 0.25), days: head.days + years(random, YOUNGEST_PARENT + 0.1, 40) };
}

const BUILD = {
  ALONE: (random: Random) => single(random, 19, 65, 0.6),
  ELDER_ALONE: (random: Random) => single(random, 66, 94, 0.28),
  COUPLE: (random: Random) => couple(random, 22, 64),
  ELDER_COUPLE: (random: Random) => couple(random, 66, 89),
  LONE_PARENT(random: Random): Member[] {
    const [parent] = single(random, 20, 52, 0.12);
    return [parent!, ...children(random, [parent!], random.between(1, 3))];
  },
  FAMILY: (random: Random) => family(random, 50, random.between(1, 3)),
  LARGE_FAMILY: (random: Random) => family(random, 45, random.between(2, 6)).slice(0, LARGEST),
  THREE_GENERATIONS(random: Random): Member[] {
    const members = family(random, 46, random.between(1, 3));
    return [...members, grandparent(random, members[0]!)];
  },
  GROWN_CHILD(random: Random): Member[] {
    const [parent] = single(random, 60, 88, 0.3);
    const days = parent!.days - years(random, YOUNGEST_PARENT + 0.1, 40);
    return [parent!, { role: "CHILD", sex: anySex(random, 0.6), days }];
  },
  SHARED_FLAT(random: Random): Member[] {
    const sex = anySex(random, 0.85);
    const days = Array.from({ length: random.between(2, 4) }, () => years(random, 18.1, 48));
    return days.map((each, at) => ({ role: at === 0 ? "HEAD" : "OTHER", sex, days: each }));
  },
  UNACCOMPANIED: (random: Random) => single(random, 15.1, 17.9, 0.85),
} satisfies Record<string, (random: Random) => Member[]>;
