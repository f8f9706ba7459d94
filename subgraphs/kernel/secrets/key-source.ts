import { readFileSync, statSync } from "node:fs";
import { readVaultKeys, type VaultKeys } from "./keys";

/** Where a vault takes its keys from at each use, so that they can be changed under a running process. */
export interface KeySource {
  current(): VaultKeys;
  /** A key is missing that may have come since {@link current} looked. */
  again(): VaultKeys;
}

/** How long a process may go on with keys that were changed. A rotation waits for longer than this. */
export const KEYS_SEEN_WITHIN_MS = 5000;

/** Keys that never change. */
export const fixedKeys = (keys: VaultKeys): KeySource => ({ current: () => keys, again: () => keys });

/**
 * Keys in files that a rotation rewrites while processes run. Looks at the files' times every few seconds at most; a
 * file that cannot be read just now leaves the keys as they are. Throws when it cannot be read the first time.
 */
export function watchedKeys(files: readonly string[], read: (texts: readonly string[]) => VaultKeys): KeySource {
  const stamp = (): string => files.map((file) => `${statSync(file).mtimeMs}`).join();
  const load = (): VaultKeys => read(files.map((file) => readFileSync(file, "utf8")));
  let seen = stamp();
  let keys = load();
  let nextLook = 0;
  const look = (): VaultKeys => {
    try {
      const now = stamp();
      if (now !== seen) keys = load();
      seen = now;
    } catch {
      // A file that is half written, or away for a moment: what was valid is still what rows were sealed with.
    }
    return keys;
  };
  const current = (): VaultKeys => {
    if (Date.now() < nextLook) return keys;
    nextLook = Date.now() + KEYS_SEEN_WITHIN_MS;
    return look();
  };
  return { current, again: look };
}

interface KeySettings {
  readonly VAULT_KEYS: string;
  readonly MATCHING_KEY?: string;
  /** The files these came from; null for what was given in the environment itself. */
  readonly KEY_FILES: readonly (string | null)[];
}

/** The keys of an owner's process: watched when they are given by file, which a rotation needs, or fixed. */
export function configuredKeys({ VAULT_KEYS, MATCHING_KEY, KEY_FILES }: KeySettings): KeySource {
  const files = (MATCHING_KEY === undefined ? KEY_FILES.slice(0, 1) : KEY_FILES).filter((file) => file !== null);
  const isWatched = files.length === (MATCHING_KEY === undefined ? 1 : 2);
  if (!isWatched) return fixedKeys(readVaultKeys(VAULT_KEYS, MATCHING_KEY));
  return watchedKeys(files, ([encryption = "", matching]) => readVaultKeys(encryption, matching));
}
