import { setTimeout as delay } from "node:timers/promises";
import { Importer } from "../../subgraphs/kernel/database/copy";
import { KEYS_SEEN_WITHIN_MS } from "../../subgraphs/kernel/secrets/key-source";
import { Rotation, type SealedColumn } from "../../subgraphs/kernel/secrets/rotation";
import { withNewKey, type KeyFiles } from "./key-files";

/** What an owner sealed, and a connection to it as the role that owns it. */
export interface SealedDatabase {
  readonly importer: Importer;
  readonly columns: readonly SealedColumn[];
}

export interface RotateOptions {
  readonly files: KeyFiles;
  readonly databases: readonly SealedDatabase[];
  /** Hears, in words for people, what is being done. Never a key. */
  readonly tell: (line: string) => void;
  /** How long until every running process has seen that the files changed. */
  readonly settleMs?: number;
  /** Called after every batch; ends the rotation by throwing. */
  readonly batchDone?: (rows: number) => void;
}

const SETTLE_MS = 2 * KEYS_SEEN_WITHIN_MS;

interface SealedAt {
  /** Of the role that owns the database. */
  readonly url: string;
  readonly columns: readonly SealedColumn[];
}

/** For the command line: rotates, or retires, over connections of its own, and tells on standard output. */
export async function changeKeys(files: KeyFiles, places: readonly SealedAt[], retire: boolean): Promise<void> {
  const databases: SealedDatabase[] = [];
  const tell = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    for (const { url, columns } of places) databases.push({ importer: await Importer.open(url), columns });
    await (retire ? retireKeys : rotateKeys)({ files, databases, tell });
  } finally {
    await Promise.all(databases.map(({ importer }) => importer.close()));
  }
}

/**
 * Gives the vault new keys and renews every row, while the hub runs: it reads under old and new keys all the time,
 * and writes under the new ones as soon as it has seen them. One that was interrupted is taken up where it was. The old
 * keys stay in the files, to open backups with, until {@link retireKeys}.
 */
export async function rotateKeys(options: RotateOptions): Promise<void> {
  const { files, tell, settleMs = SETTLE_MS } = options;
  if (files.read().encryption.length === 1) await addKeys(options);
  else tell("A rotation is under way: going on with it.");
  // Every process must know the new keys before rows that only they open are the rule, and before the last pass.
  await delay(settleMs);
  for (let rows = await renewAll(options); rows > 0; rows = await renewAll(options)) {
    tell(`${rows} rows are sealed under the new keys.`);
    await delay(settleMs);
  }
  tell("Every row is sealed under the new keys. The old ones are kept until they are retired.");
}

/** Takes the old keys away. Throws, and changes nothing, while a row needs them. */
export async function retireKeys({ files, databases, tell, settleMs = SETTLE_MS }: RotateOptions): Promise<void> {
  const keys = files.read();
  const newest = { encryption: keys.encryption.slice(0, 1), matching: keys.matching.slice(0, 1) };
  const rotations = databases.map(({ importer, columns }) => new Rotation(importer, columns, keys));
  await refuseWhileNeeded(rotations);
  files.write(newest);
  await delay(settleMs);
  try {
    await refuseWhileNeeded(rotations);
  } catch (needed) {
    files.write(keys); // somebody wrote under an old key to the last: it must stay readable
    throw needed;
  }
  for (const rotation of rotations) await rotation.forgetOldMatches();
  tell("The old keys are gone. Backups that were made before can be read with a copy of them only.");
}

async function addKeys({ files, databases, tell }: RotateOptions): Promise<void> {
  const keys = files.read();
  const encryption = withNewKey(keys.encryption);
  const matching = keys.matching.length > 0 ? withNewKey(keys.matching) : [];
  for (const { importer, columns } of databases) {
    if (matching[0]) await new Rotation(importer, columns, keys).clearFor(matching[0].id);
  }
  files.write({ encryption, matching });
  tell(`Key ${encryption[0]!.id} is new. Keep a copy of the key files apart from the databases.`);
}

async function renewAll({ files, databases, batchDone }: RotateOptions): Promise<number> {
  const keys = files.read();
  let rows = 0;
  for (const { importer, columns } of databases) rows += await new Rotation(importer, columns, keys).run(batchDone);
  return rows;
}

async function refuseWhileNeeded(rotations: readonly Rotation[]): Promise<void> {
  let rows = 0;
  for (const rotation of rotations) rows += await rotation.remaining();
  if (rows > 0) throw new Error(`${rows} rows still need the old keys: rotate first. Nothing was changed.`);
}
