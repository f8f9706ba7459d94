import "../config";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { composeServices } from "@apollo/composition";
import { parse, printSchema } from "graphql";
import { buildSubgraphSchema } from "../../subgraphs/kernel/federation";
import { AUDIENCES } from "../audiences/audience";
import { toManifest } from "../limits/manifest";
import { modelOf, schemaUnder } from "../planning/supergraph-model";
import { OWNERS } from "../embedded/owners";
import { policyDocument } from "./policy-document";
import { referralDocument } from "./referral-document";
import { typedDocuments } from "./typed-documents";

/** The port each owner listens on when it runs alone, as its config says. */
const PORTS: Readonly<Record<string, number>> = {
  beneficiaries: 4101,
  agencies: 4102,
  programmes: 4103,
  oaed: 4104,
  shelters: 4105,
  kdap: 4106,
  "mental-health": 4107,
  accountability: 4108,
};

export interface Composed {
  /** File name in schema/ to its text. */
  readonly files: ReadonlyMap<string, string>;
  /** What composition noticed that is not an error. */
  readonly hints: readonly string[];
}

const OPERATIONS = "schema/operations";

/** All that is generated: what {@link composeHub} makes, and the trusted documents with types, `documents.ts`. */
export async function generate(): Promise<Composed> {
  const { files, hints } = composeHub();
  const documents = await typedDocuments(files.get("supergraph.graphql")!, toManifest(readOperations()));
  return { files: new Map([...files, ["documents.ts", documents]]), hints };
}

const readOperations = (): string[] =>
  readdirSync(OPERATIONS).map((name) => readFileSync(path.join(OPERATIONS, name), "utf8"));

/**
 * Generates every owner's SDL, the supergraph composed of them, what of it each audience sees, the policy and the referral machine in words and the documents that are trusted.
 * Throws with every error of the composition.
 */
export function composeHub(): Composed {
  const files = new Map(OWNERS.map((owner) => [`${owner.name}.graphql`, buildSubgraphSchema(owner).sdl]));
  const services = OWNERS.map(({ name }) => ({
    name,
    url: `http://${name}:${PORTS[name]}/graphql`,
    typeDefs: parse(files.get(`${name}.graphql`)!),
  }));
  const { errors, supergraphSdl, hints } = composeServices(services);
  if (errors) throw new Error(`The subgraphs do not compose:\n${errors.map((error) => error.message).join("\n")}`);
  files.set("supergraph.graphql", supergraphSdl);
  const model = modelOf(supergraphSdl);
  for (const { name, contract } of AUDIENCES)
    files.set(`contracts/${name}.graphql`, `${printSchema(schemaUnder(contract, model))}\n`);
  files.set("policy.md", policyDocument());
  files.set("referral-machine.md", referralDocument());
  files.set("trusted-documents.json", `${JSON.stringify(toManifest(readOperations()), null, 2)}\n`);
  return { files, hints: (hints ?? []).map((hint) => hint.toString()) };
}
