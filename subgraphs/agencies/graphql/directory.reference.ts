import type { Context } from "../context";
import { toAgencyOrNull } from "./agency.mapper";
import { toServiceOrNull } from "./service.mapper";

/** The directory is public: an entity is null only when it is not there. */

interface ById {
  readonly id: string;
}

interface ByCode {
  readonly code: string;
}

export const referenceAgency = ({ id }: ById, { agencies }: Context) => agencies.find(id).then(toAgencyOrNull);

export const referenceService = ({ id }: ById, { services }: Context) => services.find(id).then(toServiceOrNull);

export const referenceMunicipality = ({ code }: ByCode, { places }: Context) => places.findMunicipality(code);

export const referenceRegion = ({ code }: ByCode, { places }: Context) => places.findRegion(code);
