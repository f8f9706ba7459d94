import { accountability } from "../../subgraphs/accountability/subgraph";
import { agencies } from "../../subgraphs/agencies/subgraph";
import { beneficiaries } from "../../subgraphs/beneficiaries/subgraph";
import { kdap } from "../../subgraphs/kdap/subgraph";
import type { SubgraphDefinition } from "../../subgraphs/kernel/subgraph";
import { mentalHealth } from "../../subgraphs/mental-health/subgraph";
import { oaed } from "../../subgraphs/oaed/subgraph";
import { programmes } from "../../subgraphs/programmes/subgraph";
import { shelters } from "../../subgraphs/shelters/subgraph";

/** Every owner of the hub. A new agency joins by one line here (and its service in docker-compose.yml). */
export const OWNERS: readonly SubgraphDefinition[] = [
  beneficiaries,
  agencies,
  programmes,
  oaed,
  shelters,
  kdap,
  mentalHealth,
  accountability,
];

/** Databases and roles have no dashes: the owner "mental-health" keeps its data in "mental_health". */
export const databaseName = (owner: string): string => owner.replaceAll("-", "_");
