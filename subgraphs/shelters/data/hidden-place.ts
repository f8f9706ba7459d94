import type { Vault } from "../../kernel/secrets/vault";

/** Where a facility is. Of a confidential one it is stored as one sealed value and never in clear. */
export interface Place {
  readonly municipalityCode: string | null;
  readonly address: string | null;
}

export const sealPlace = (vault: Vault, { municipalityCode, address }: Place): Buffer =>
  vault.seal(JSON.stringify({ municipalityCode, address }));

export const openPlace = (vault: Vault, sealed: Buffer): Place => JSON.parse(vault.open(sealed)) as Place;
