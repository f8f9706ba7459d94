import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { freshSigningKey } from "./identity/fresh-key";

/**
 * `node dist/gateway/keys.js DIRECTORY` makes the key pair of trusted calls: `signing-key.json` is the gateway's secret
 * (SIGNING_KEY_FILE), `gateway-keys.json` is what subgraphs believe (GATEWAY_KEYS_FILE). Existing keys are never
 * overwritten: remove them first, or give another directory.
 */
export async function writeKeys(directory: string): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const { d, ...publicKey } = await freshSigningKey();
  const files: readonly (readonly [string, object])[] = [
    [path.join(directory, "signing-key.json"), { ...publicKey, d }],
    [path.join(directory, "gateway-keys.json"), { keys: [publicKey] }],
  ];
  for (const [file, content] of files) {
    await writeFile(file, `${JSON.stringify(content)}\n`, { flag: "wx", mode: 0o600 });
  }
  return files.map(([file]) => file);
}

async function main(directory: string | undefined): Promise<void> {
  if (!directory) throw new Error("Name the directory to write the keys to.");
  for (const file of await writeKeys(directory)) process.stdout.write(`${file}\n`);
}

if (require.main === module) {
  main(process.argv[2]).catch((error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  });
}
