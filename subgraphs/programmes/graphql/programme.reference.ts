import type { Context } from "../context";
import { toProgrammeOrNull } from "./programme.mapper";
import type { Programme } from "./programme.type";

type ProgrammeKey = { readonly id: string } | { readonly id?: undefined; readonly slug: string };

/** A programme by either of its keys; null when there is none. */
export const referenceProgramme = (key: ProgrammeKey, { programmes }: Context): Promise<Programme | null> =>
  (key.id === undefined ? programmes.findBySlug(key.slug) : programmes.find(key.id)).then(toProgrammeOrNull);
