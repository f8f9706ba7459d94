import { importJWK, type CryptoKey, type JWK } from "jose";
import { httpPeers } from "../kernel/call/http-peer";
import { serve } from "../kernel/main";
import { run } from "../kernel/run";
import { tlsOf } from "../kernel/tls/open-tls";
import type { Subgraph } from "../kernel/subgraph";
import { ExportSchedule } from "./audit/schedule";
import { readSettings } from "./config";
import { accountability } from "./subgraph";

async function main(): Promise<void> {
  const settings = readSettings();
  const jwk = JSON.parse(settings.SIGNING_KEY) as JWK;
  const key = (await importJWK(jwk, "EdDSA")) as CryptoKey;
  const callPeer = httpPeers(
    new Map([["agencies", settings.AGENCIES_URL]]),
    key,
    jwk.kid ?? "",
    tlsOf(accountability.name, settings),
  );
  const { AUDIT_DIRECTORY: directory, AUDIT_INTERVAL_SECONDS: intervalSeconds, HEAD_KEY } = settings;
  const begin = ({ database, log }: Subgraph) =>
    new ExportSchedule(database, { directory, key: HEAD_KEY, intervalSeconds, log });
  await serve(accountability, settings, { callPeer }, { begin });
}

run("accountability", main);
