import type { Contract } from "../contract/contract";
import { DESKS, tagOf, type Desk } from "../../subgraphs/kernel/desk";
import type { Role } from "../../subgraphs/kernel/policy/vocabulary";

/** Those who see the same part of the schema. */
export interface Audience {
  /** Also the name of the file in schema/contracts that shows it. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** Whose work is theirs, beside what is everybody's. */
  readonly desk?: Desk;
  /** Whether anything about a person can be theirs. PRIVACY, rule 7: analysts have no type that leads to a person. */
  readonly meetsPersons: boolean;
}

/** The tag of `subgraphs/kernel/disclosure/personal.ts`. */
const PERSONAL = "personal";

const contractOf = ({ desk, meetsPersons }: Audience): Contract => ({
  include: new Set(),
  exclude: new Set(meetsPersons ? [] : [PERSONAL]),
  reserved: new Set(DESKS.map(tagOf)),
  held: new Set(desk === undefined ? [] : [tagOf(desk)]),
});

const ALL: readonly Audience[] = [
  { name: "centres", roles: ["CASEWORKER", "CENTRE_HEAD"], desk: "centre", meetsPersons: true },
  { name: "agencies", roles: ["AGENCY_WORKER", "AGENCY_HEAD", "SERVICE"], desk: "agency", meetsPersons: true },
  { name: "officer", roles: ["DPO"], desk: "officer", meetsPersons: true },
  { name: "editors", roles: ["DIRECTORY_EDITOR"], desk: "editor", meetsPersons: false },
  { name: "analysts", roles: ["ANALYST", "PROGRAMME_MANAGER"], meetsPersons: false },
];

/** Each role is in one of them. What they see of the schema is derived from its tags; what they get, from the policy. */
export const AUDIENCES: readonly (Audience & { readonly contract: Contract })[] = ALL.map((audience) => ({
  ...audience,
  contract: contractOf(audience),
}));
