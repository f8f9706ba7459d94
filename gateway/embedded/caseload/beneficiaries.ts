import type { BeneficiaryImport, ReferralImport } from "../../../subgraphs/beneficiaries/data/beneficiaries.import";
import { seededId } from "../../../subgraphs/kernel/identifier";
import { alarmsOn, standingsOf } from "./clocks";
import type { Life, LifePerson, LifeReferral } from "./life";

/** Who was present at the spoken consents of the caseload: nobody real. */
const WITNESS = "Συνάδελφος του Κέντρου (συνθετικό)";

/** The centre's own part of a life, as it stands on the day of the caseload. */
export function toBeneficiaryImport(life: Life, asOf: Date): BeneficiaryImport {
  const { person } = life;
  return {
    id: person.id,
    centreId: life.centreId,
    workerId: life.workerId,
    givenName: person.givenName,
    surname: person.surname,
    fatherName: person.fatherName,
    motherName: person.motherName,
    givenNameLatin: person.givenNameLatin,
    surnameLatin: person.surnameLatin,
    sex: person.sex,
    birthDate: person.birthDate,
    nationality: person.nationality,
    languages: person.languages,
    street: person.address.street,
    postcode: person.address.postcode,
    municipalityCode: person.address.municipalityCode,
    registeredAt: life.registeredAt,
    synthetic: true,
    householdId: life.householdId,
    householdRole: life.role,
    identifiers: identifiersOf(person),
    contacts: contactsOf(life),
    needs: life.needs,
    visits: visitsOf(life),
    consents: life.consents.map(({ from, until, ...consent }) => ({
      ...consent,
      fromAt: from,
      untilAt: until,
      witness: consent.how === "ORAL_WITNESSED" ? WITNESS : null,
      guardianId: consent.givenBy === "GUARDIAN" ? life.guardianId : null,
    })),
    referrals: life.referrals.map((referral) => toReferral(life, referral, asOf)),
  };
}

function identifiersOf({ amka, afm, paaypa, passport }: LifePerson): BeneficiaryImport["identifiers"] {
  const numbers = { AMKA: amka, AFM: afm, PAAYPA: paaypa, PASSPORT: passport };
  return Object.entries(numbers).flatMap(([kind, value]) => (value ? [{ kind, value }] : []));
}

function contactsOf({ person }: Life): BeneficiaryImport["contacts"] {
  const ways = { MOBILE: person.phone, EMAIL: person.email };
  return Object.entries(ways).flatMap(([kind, value]) =>
    value ? [{ id: seededId(`contact-${kind}`, person.id), kind, value, safeToContact: person.safeToContact }] : [],
  );
}

/** The reception, and a visit for each referral on the day it was written. */
function visitsOf({ person, random, registeredAt, referrals }: Life): BeneficiaryImport["visits"] {
  const channel = random.fork("visits").weighted([
    ["CENTRE", 80],
    ["BRANCH", 12],
    ["MOBILE_UNIT", 8],
  ]);
  const moments = [registeredAt, ...referrals.map(({ steps }) => steps[0]!.at)];
  return moments.map((at, index) => ({ id: seededId("visit", `${person.id}/${index}`), channel, at }));
}

function toReferral(life: Life, referral: LifeReferral, asOf: Date): ReferralImport {
  const { service, steps } = referral;
  const last = steps.at(-1)!;
  const standings = standingsOf(steps);
  return {
    id: referral.id,
    authorId: referral.authorId,
    needId: referral.needId,
    serviceId: service.id,
    serviceDomain: service.domain,
    agencyId: service.agencyId,
    programmeId: service.programmeId,
    confidential: service.confidential,
    urgency: referral.urgency,
    outcome: referral.outcome,
    alarms: alarmsOn(asOf, referral, standings),
    closedAt: last.state === "WITHDRAWN" || last.state === "CANCELLED" ? last.at : null,
    steps: steps.map(({ at, by, reason, note }, nth) => ({
      command: null,
      ...standings[nth]!,
      at,
      actorId: by,
      actorOrganisationId: organisationOf(life, service.agencyId, by),
      reason,
      note,
    })),
  };
}

/** Who is not the agency's worker is the centre's; nobody is the clock. */
function organisationOf(life: Life, agencyId: string, by: string | null): string | null {
  if (by === null) return null;
  const senders = new Set([life.workerId, ...life.referrals.map(({ authorId }) => authorId)]);
  return senders.has(by) ? life.centreId : agencyId;
}
