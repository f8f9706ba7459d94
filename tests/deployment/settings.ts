import type { z } from "zod";
import { settings as gateway } from "../../gateway/config";
import { settings as embedded } from "../../gateway/embedded/config";
import { OWNERS } from "../../gateway/embedded/owners";
import { settings as accountability } from "../../subgraphs/accountability/config";
import { settings as agencies } from "../../subgraphs/agencies/config";
import { settings as beneficiaries } from "../../subgraphs/beneficiaries/config";
import { settings as kdap } from "../../subgraphs/kdap/config";
import { subgraphSettings } from "../../subgraphs/kernel/config";
import { settings as mentalHealth } from "../../subgraphs/mental-health/config";
import { settings as oaed } from "../../subgraphs/oaed/config";
import { settings as programmes } from "../../subgraphs/programmes/config";
import { settings as shelters } from "../../subgraphs/shelters/config";

/** Of owners who are told more than where to listen and which database is theirs. */
const OWN: Readonly<Record<string, z.ZodObject>> = {
  ...{ accountability, agencies, beneficiaries, shelters, kdap, oaed, programmes },
  "mental-health": mentalHealth,
};

/** What each process reads, by the name .env.example gives it. */
export const SETTINGS: ReadonlyMap<string, z.ZodObject> = new Map<string, z.ZodObject>([
  ["gateway", gateway],
  ["embedded hub", embedded],
  ...OWNERS.map(({ name }): [string, z.ZodObject] => [name, OWN[name] ?? subgraphSettings(0)]),
]);

/** The shape of one setting of a process; undefined when it has none of that name. */
export const settingOf = (process: string, name: string): z.ZodType | undefined =>
  SETTINGS.get(process)?.shape[name] as z.ZodType | undefined;
