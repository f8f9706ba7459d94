import { importAgencies } from "../../../subgraphs/agencies/data/agencies.import";
import { readOrganisations } from "../../../subgraphs/agencies/data/organisations";
import { importBeneficiaries } from "../../../subgraphs/beneficiaries/data/beneficiaries.import";
import { knownAgencies } from "../../../subgraphs/beneficiaries/data/known-agencies";
import { importIncomingReferrals } from "../../../subgraphs/kernel/referred/incoming-referral.import";
import { importKdap } from "../../../subgraphs/kdap/data/kdap.import";
import { Importer } from "../../../subgraphs/kernel/database/copy";
import type { Vault } from "../../../subgraphs/kernel/secrets/vault";
import { importMentalHealth } from "../../../subgraphs/mental-health/data/mental-health.import";
import { importOaed } from "../../../subgraphs/oaed/data/oaed.import";
import { importProgrammes } from "../../../subgraphs/programmes/data/programmes.import";
import { importShelters } from "../../../subgraphs/shelters/data/shelters.import";
import { databaseOf, type Databases } from "../subgraphs";
import { listDirectoryServices, toAgencyImports } from "./agencies";
import { toBeneficiaryImport } from "./beneficiaries";
import { toIncomingReferrals } from "./incoming-referrals";
import { KdapCaseload } from "./kdap";
import type { CaseloadOptions, Life } from "./life";
import { lives } from "./lives";
import { toMentalHealth } from "./mental-health";
import { toOaed } from "./oaed";
import { toProgrammes } from "./programmes";
import { SheltersCaseload } from "./shelters";

/** Held in memory at once; large enough that COPY is not interrupted all the time. */
const CHUNK = 5000;

type Part = (lives: readonly Life[]) => Promise<void>;

/**
 * Loads the synthetic caseload into every owner's database by COPY, chunk by chunk. `progress` hears how many people
 * are in. Not a transaction over seven databases: an interrupted load is begun again on emptied ones.
 */
export async function loadCaseload(
  databases: Databases,
  vault: Vault,
  options: CaseloadOptions,
  progress: (people: number) => void,
): Promise<void> {
  const importers = new Map<string, Importer>();
  const importerOf = (owner: string): Importer => importers.get(owner)!;
  try {
    for (const owner of OWNERS) {
      importers.set(owner, await Importer.open(databaseOf(databases, owner).migrationUrl));
    }
    await importAgencies(importerOf("agencies"), toAgencyImports(options), vault);
    await knownAgencies.import(importerOf("beneficiaries"), await readOrganisations(importerOf("agencies")));
    const parts = partsOf(importerOf, vault, options.asOf);
    let loaded = 0;
    for (const chunk of inChunks(lives(options, listDirectoryServices()), CHUNK)) {
      await Promise.all(parts.map((part) => part(chunk)));
      progress((loaded += chunk.length));
    }
    await Promise.all([...importers.values()].map((importer) => importer.run("vacuum analyze")));
  } finally {
    await Promise.all([...importers.values()].map((importer) => importer.close()));
  }
}

const OWNERS = ["agencies", "beneficiaries", "programmes", "oaed", "shelters", "kdap", "mental-health"] as const;

/** Each owner's own part of every life, as its own import records. */
function partsOf(importerOf: (owner: string) => Importer, vault: Vault, asOf: Date): Part[] {
  const shelters = new SheltersCaseload(asOf);
  const kdap = new KdapCaseload(asOf);
  const withReferrals =
    (owner: string, part: Part): Part =>
    async (chunk) => {
      await part(chunk);
      await importIncomingReferrals(importerOf(owner), toIncomingReferrals(owner, chunk));
    };
  return [
    (chunk) =>
      importBeneficiaries(
        importerOf("beneficiaries"),
        chunk.map((life) => toBeneficiaryImport(life, asOf)),
        vault,
      ),
    withReferrals("programmes", (chunk) =>
      importProgrammes(
        importerOf("programmes"),
        mapped(chunk, (life) => toProgrammes(life, asOf)),
      ),
    ),
    withReferrals("oaed", (chunk) =>
      importOaed(
        importerOf("oaed"),
        mapped(chunk, (life) => toOaed(life, asOf)),
      ),
    ),
    withReferrals("shelters", (chunk) =>
      importShelters(
        importerOf("shelters"),
        mapped(chunk, (life) => shelters.of(life)),
      ),
    ),
    withReferrals("kdap", (chunk) =>
      importKdap(
        importerOf("kdap"),
        mapped(chunk, (life) => kdap.of(life)),
      ),
    ),
    withReferrals("mental-health", (chunk) =>
      importMentalHealth(
        importerOf("mental-health"),
        mapped(chunk, (life) => toMentalHealth(life, asOf)),
      ),
    ),
  ];
}

const mapped = <T>(chunk: readonly Life[], map: (life: Life) => T | null): T[] =>
  chunk.map(map).filter((record) => record !== null);

function* inChunks<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
