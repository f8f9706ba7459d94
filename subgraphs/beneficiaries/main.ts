import { importJWK, type CryptoKey, type JWK } from "jose";
import { httpPeers } from "../kernel/call/http-peer";
import { createLogger } from "../kernel/logger";
import { openPostman } from "../kernel/mail/settings";
import { serve } from "../kernel/main";
import { readExchange } from "../kernel/outbox/exchange";
import { run } from "../kernel/run";
import { configuredKeys } from "../kernel/secrets/key-source";
import { Vault } from "../kernel/secrets/vault";
import { tlsOf } from "../kernel/tls/open-tls";
import { readSettings } from "./config";
import { beneficiaries } from "./subgraph";

async function main(): Promise<void> {
  const settings = readSettings();
  const jwk = JSON.parse(settings.SIGNING_KEY) as JWK;
  const key = (await importJWK(jwk, "EdDSA")) as CryptoKey;
  const callPeer = httpPeers(
    new Map([["agencies", settings.AGENCIES_URL]]),
    key,
    jwk.kid ?? "",
    tlsOf(beneficiaries.name, settings),
  );
  const vault = new Vault(configuredKeys(settings));
  const postman = openPostman(settings, createLogger(beneficiaries.name, settings.LOG_LEVEL));
  await serve(beneficiaries, settings, { callPeer, vault, postman }, await readExchange(beneficiaries.name, settings));
}

run("beneficiaries", main);
