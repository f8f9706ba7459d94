import type { VaultKeys } from "../../subgraphs/kernel/secrets/keys";
import { Vault } from "../../subgraphs/kernel/secrets/vault";

/** Keys for tests only: every file of a run opens what the setup sealed. */
export const TEST_KEYS: VaultKeys = {
  encryption: [{ id: 1, key: Buffer.alloc(32, "test encryption key") }],
  matching: [{ id: 1, key: Buffer.alloc(32, "test matching key") }],
};

export const testVault = new Vault(TEST_KEYS);
