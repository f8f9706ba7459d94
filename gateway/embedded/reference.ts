import { loadAgenciesReference } from "../../subgraphs/agencies/data/agencies.import";
import { loadKdapReference } from "../../subgraphs/kdap/data/kdap.import";
import { Importer } from "../../subgraphs/kernel/database/copy";
import { loadMentalHealthReference } from "../../subgraphs/mental-health/data/mental-health.import";
import { loadOaedReference } from "../../subgraphs/oaed/data/oaed.import";
import { loadProgrammesReference } from "../../subgraphs/programmes/data/programmes.import";
import { loadSheltersReference } from "../../subgraphs/shelters/data/shelters.import";
import { databaseOf, type Databases } from "./subgraphs";

const LOADERS: Readonly<Record<string, (importer: Importer) => Promise<void>>> = {
  agencies: loadAgenciesReference,
  programmes: loadProgrammesReference,
  oaed: loadOaedReference,
  shelters: loadSheltersReference,
  kdap: loadKdapReference,
  "mental-health": loadMentalHealthReference,
};

/** Loads what is not about persons: the directory, programmes, houses, units. Safe to repeat. */
export async function loadReference(databases: Databases): Promise<void> {
  await Promise.all(
    Object.entries(LOADERS).map(async ([owner, load]) => {
      const importer = await Importer.open(databaseOf(databases, owner).migrationUrl);
      try {
        await load(importer);
      } finally {
        await importer.close();
      }
    }),
  );
}
