import type { z } from "zod";
import { settings as gateway } from "../../gateway/config";
import { settings as embedded } from "../../gateway/embedded/config";
import { OWNERS } from "../../gateway/embedded/owners";
import { settings as beneficiaries } from "../../subgraphs/beneficiaries/config";
import { subgraphSettings } from "../../subgraphs/kernel/config";

/** What each process reads, by the name .env.example gives it. */
export const SETTINGS: ReadonlyMap<string, z.ZodObject> = new Map<string, z.ZodObject>([
  ["gateway", gateway],
  ["embedded hub", embedded],
  ...OWNERS.map(({ name }): [string, z.ZodObject] => [
    name,
    name === "beneficiaries" ? beneficiaries : subgraphSettings(0),
  ]),
]);

/** The shape of one setting of a process; undefined when it has none of that name. */
export const settingOf = (process: string, name: string): z.ZodType | undefined =>
  SETTINGS.get(process)?.shape[name] as z.ZodType | undefined;
