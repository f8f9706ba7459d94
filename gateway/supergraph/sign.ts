import { readFile, writeFile } from "node:fs/promises";
import { importJWK, type CryptoKey, type JWK } from "jose";
import { seal } from "./seal";
import { SIGNATURE_ENDING } from "./source";

/** `npm run supergraph:sign -- FILE KEY` writes FILE.jws, for gateways with SUPERGRAPH_KEYS. KEY: a private Ed25519 JWK, as keys.ts makes them. */
async function main([file, keyFile]: readonly string[]): Promise<void> {
  if (!file || !keyFile) throw new Error("Name the supergraph's file and that of the key.");
  const jwk = JSON.parse(await readFile(keyFile, "utf8")) as JWK;
  const key = (await importJWK(jwk, "EdDSA")) as CryptoKey;
  const signed = file + SIGNATURE_ENDING;
  await writeFile(signed, seal(await readFile(file, "utf8"), key, jwk.kid ?? ""));
  process.stdout.write(`${signed}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
