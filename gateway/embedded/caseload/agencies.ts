import { randomInt } from "node:crypto";
import { athensDay } from "../../../subgraphs/kernel/athens";
import { seededId } from "../../../subgraphs/kernel/identifier";
import type {
  AgencyImport,
  CapacityImport,
  ServiceImport,
  SiteImport,
} from "../../../subgraphs/agencies/data/agencies.import";
import { regionOfMunicipality } from "../../../subgraphs/agencies/data/reference/regions";
import { agencyIdOf, SERVICES, type ServiceFacts } from "../../../subgraphs/agencies/data/reference/services";
import type { ServiceStatus } from "../../../subgraphs/agencies/domain/vocabulary";
import { CLOSED, FIXED_CAPACITY, LANGUAGES, PLACEMENTS, USUAL_MAXIMUM, type Placement } from "./agency-placement";
import type { CaseloadOptions, DirectoryService } from "./life";
import { Random } from "./random";

/** A service of the demo directory, with whether it takes people: past referrals may lead to closed ones too. */
export interface DemoService extends DirectoryService {
  readonly status: ServiceStatus;
}

const keyOf = ({ agencyKey, programmeKey }: ServiceFacts): string => `${agencyKey}/${programmeKey}`;

/** Every service of the demo directory, those of the three centres first; always in the same order. */
export const listDirectoryServices = (): DemoService[] =>
  SERVICES.map((service) => ({
    id: service.id,
    agencyKey: service.agencyKey,
    agencyId: service.agencyId,
    programmeKey: service.programmeKey,
    programmeId: service.programmeId,
    domain: service.domain,
    confidential: service.confidential,
    status: CLOSED.get(keyOf(service))?.status ?? "ACTIVE",
  }));

/** The synthetic part of the directory: sites, areas, confirmations and free places, as true at `asOf`. */
export function toAgencyImports({ seed, asOf }: Pick<CaseloadOptions, "seed" | "asOf">): AgencyImport[] {
  const random = new Random(seed).fork("agencies");
  return Object.entries(PLACEMENTS).map(([agencyKey, placements]) => ({
    agencyId: agencyIdOf(agencyKey),
    sites: placements.flatMap((placement, index) => toSite(agencyKey, index + 1, placement)),
    services: SERVICES.filter((service) => service.agencyKey === agencyKey).map((service) =>
      toServiceImport(service, placements, random.fork(keyOf(service)), asOf),
    ),
  }));
}

const siteIdOf = (agencyKey: string, number: number): string => seededId("site", `${agencyKey}/${number}`);

function toSite(agencyKey: string, number: number, placement: Placement): SiteImport[] {
  if (placement.real) return [];
  return [
    {
      id: siteIdOf(agencyKey, number),
      kind: placement.kind,
      nameEl: `${placement.nameEl} (συνθετικό)`,
      ...(placement.hidden ? hiddenContact(placement) : openContact(placement, number)),
      municipalityCode: placement.municipalityCode,
      hours: placement.roundTheClock ? ALWAYS : OFFICE,
      confidential: placement.hidden ?? false,
      synthetic: true,
    },
  ];
}

const openContact = ({ town, municipalityCode }: Placement, number: number) => ({
  address: `Οδός Υποδείγματος ${number}, ${town}`,
  phones: [`+30210000${municipalityCode}`],
});

/** Of its own and not to be guessed, also by somebody who has this code and the seed. */
const hiddenContact = ({ town }: Placement) => ({
  address: `Οδός Σιωπής ${randomInt(1, 10_000)}, ${town}`,
  phones: [`+30211${randomInt(0, 10_000_000).toString().padStart(7, "0")}`],
});

const OFFICE = [{ days: ["MO", "TU", "WE", "TH", "FR"], opensAt: "08:00", closesAt: "15:00" }];
const ALWAYS = [{ days: ["MO", "TU", "WE", "TH", "FR", "SA", "SU"], opensAt: "00:00", closesAt: "24:00" }];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function toServiceImport(
  service: ServiceFacts,
  placements: readonly Placement[],
  random: Random,
  asOf: Date,
): ServiceImport {
  const closed = CLOSED.get(keyOf(service));
  const confirmed = random.chance(0.9) ? new Date(asOf.getTime() - random.between(5, 200) * DAY) : null;
  const reopens = closed?.reopensInDays ? new Date(asOf.getTime() + closed.reopensInDays * DAY) : null;
  return {
    id: service.id,
    ...reachOf(service, placements),
    languages: LANGUAGES[service.agencyKey] ?? ["el", "en"],
    status: closed?.status ?? "ACTIVE",
    reopensOn: reopens && athensDay(reopens),
    assuredDate: confirmed && athensDay(confirmed),
    assuredBy: confirmed && seededId("worker", `${service.agencyKey}/head`),
    capacity: closed ? [] : [toCapacity(service, random, asOf)],
  };
}

/** Where it is given, and for whom: a centre for its municipality, the others for the regions they work in. */
function reachOf(service: ServiceFacts, placements: readonly Placement[]) {
  const given = placements
    .map((placement, index) => ({ placement, id: siteIdOf(service.agencyKey, index + 1) }))
    .filter(({ placement }) => !placement.programmes || placement.programmes.includes(service.programmeKey));
  const codes = given.map(({ placement }) => placement.municipalityCode);
  const ofCentre = service.agencyKey.startsWith("cc-");
  const regions = [...new Set([...codes.map(regionOfMunicipality), ...neighboursOf(service.agencyKey)])];
  return {
    siteIds: given.map(({ id }) => id),
    municipalityCodes: ofCentre ? [...new Set(codes)] : [],
    regionCodes: ofCentre || service.nationwide ? [] : regions,
  };
}

/** The municipal department of the demo helps the people of all three centres. */
const neighboursOf = (agencyKey: string): string[] => (agencyKey.startsWith("md-") ? ["EL51", "EL52", "EL64"] : []);

function toCapacity(service: ServiceFacts, random: Random, asOf: Date): CapacityImport {
  const { unit } = service;
  const told = { unit, updatedBy: seededId("worker", `${service.agencyKey}/1`) };
  const fixed = FIXED_CAPACITY.get(keyOf(service));
  if (fixed) {
    const { hoursAgo, ...figures } = fixed;
    return { ...told, ...figures, updatedAt: new Date(asOf.getTime() - hoursAgo * HOUR) };
  }
  const maximum = random.between(...USUAL_MAXIMUM[unit]);
  const status = random.weighted([
    ["CAPACITY", 60],
    ["NO_CAPACITY", 15],
    ["WAITLIST", 15],
    ["ADDITIONAL_ASSESSMENT_REQUIRED", 10],
  ] as const);
  const available = status === "CAPACITY" ? random.between(1, Math.ceil(maximum / 3)) : 0;
  const hours = random.chance(0.85) ? random.between(1, 20) : random.between(200, 400);
  return { ...told, maximum, status, available, updatedAt: new Date(asOf.getTime() - hours * HOUR) };
}
