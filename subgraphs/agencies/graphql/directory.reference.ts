import type { Context } from "../context";
import { toAgencyOrNull } from "./agency.mapper";
import { toServiceOrNull } from "./service.mapper";

/** An entity is null when it is not there, and the same when the viewer may not know of it. */

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
