import type { Vault } from "../../kernel/secrets/vault";
import type { SiteHoursRecord } from "./site.row";

/** Everything that could lead to a site nobody may find. It is stored as one sealed value and never in clear. */
export interface SitePlace {
  readonly nameEl: string;
  readonly address: string | null;
  readonly municipalityCode: string;
  readonly phones: readonly string[];
  readonly hours: readonly SiteHoursRecord[];
}

export const sealPlace = (vault: Vault, { nameEl, address, municipalityCode, phones, hours }: SitePlace): Buffer =>
  vault.seal(JSON.stringify({ nameEl, address, municipalityCode, phones, hours }));

export const openPlace = (vault: Vault, sealed: Buffer): SitePlace => JSON.parse(vault.open(sealed)) as SitePlace;
