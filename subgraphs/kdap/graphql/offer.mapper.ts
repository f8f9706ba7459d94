import type { CentreRecord, OfferRecord } from "../data/childcare-file.repository";
import type { ChildcareCentre, Offer } from "./offer.type";

const toCentre = (centre: CentreRecord): ChildcareCentre => ({
  id: centre.id,
  name: centre.name,
  places: centre.places,
  synthetic: centre.synthetic,
  service: { id: centre.serviceId },
  agency: { id: centre.organisationId },
  municipality: centre.municipalityCode === null ? null : { code: centre.municipalityCode },
});

export const toOffer = (record: OfferRecord): Offer => ({
  centre: toCentre(record.centre),
  activity: record.activity,
  term: record.term,
  weekdays: record.weekdays,
  startsAt: record.startsAt,
  endsAt: record.endsAt,
});
