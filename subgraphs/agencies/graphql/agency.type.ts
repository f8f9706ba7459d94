import { Directive, Field, Float, ID, ObjectType } from "type-graphql";
import { connectionOf } from "../../kernel/paging/connection.type";
import type {
  AgencyKind as AgencyKindWord,
  BranchKind as BranchKindWord,
  SiteKind as SiteKindWord,
  Weekday as WeekdayWord,
} from "../domain/vocabulary";
import { AgencyKind, BranchKind, SiteKind, Weekday } from "./vocabulary.enum";

@ObjectType({ description: "What a Community Centre costs and who pays, as its operation was approved." })
export class AgencyBudget {
  @Field(() => Float, { description: "Amount in euro cents: a whole number, possibly beyond 32 bits." })
  amountMinor!: number;

  @Field({ description: "Currency, ISO 4217." })
  currency!: string;

  @Field(() => String, { nullable: true, description: "The fund and programme that pays (χρηματοδότηση)." })
  fund!: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType({ description: "An organisation of the directory (φορέας): a Community Centre or a partner agency." })
export class Agency {
  @Field(() => ID, { description: "Id of the agency (UUIDv7)." })
  id!: string;

  @Field({ description: "Short name for configuration and imports, such as cc-paionia; never changes." })
  slug!: string;

  @Field(() => AgencyKind, { description: "What kind of organisation it is." })
  kind!: AgencyKindWord;

  @Field(() => BranchKind, { nullable: true, description: "Whom a branch is for; null for all that are no branch." })
  branchKind!: BranchKindWord | null;

  @Field({ description: "Name in Greek." })
  nameEl!: string;

  @Field({ description: "Name in English." })
  nameEn!: string;

  @Field(() => [String], {
    description: "Names it had or is also called by, such as ΟΑΕΔ (HSDS alternate name). Searched too.",
  })
  alternateNames!: string[];

  @Field(() => String, {
    nullable: true,
    description: "Operation code (MIS) of a co-financed centre (κωδικός πράξης).",
  })
  operationCode!: string | null;

  @Field(() => AgencyBudget, { nullable: true, description: "Approved budget of the operation, where it is public." })
  budget!: AgencyBudget | null;

  @Field({ description: "True for an entry made up for demonstration." })
  synthetic!: boolean;

  /** Not published; lead to the municipality and to the reference centre. */
  municipalityCode!: string | null;
  parentId!: string | null;
}

@ObjectType({ description: "Opening hours on some days of the week (ωράριο; HSDS schedule)." })
export class SiteHours {
  @Field(() => [Weekday], { description: "On these days." })
  days!: WeekdayWord[];

  @Field({ description: "From, HH:MM in Greece." })
  opensAt!: string;

  @Field({ description: "Until, HH:MM in Greece." })
  closesAt!: string;
}

@ObjectType({
  description:
    "Where an agency works (δομή; HSDS location). A confidential site is there for the agency's own workers only: " +
    "nobody else finds it, in any list or count.",
})
export class Site {
  @Field(() => ID, { description: "Id of the site (UUIDv7)." })
  id!: string;

  @Field(() => SiteKind, { description: "What it is to its agency." })
  kind!: SiteKindWord;

  @Field({ description: "True when it is a secret where this is: a refuge, a home of minors." })
  confidential!: boolean;

  @Field({ description: "True for an entry made up for demonstration." })
  synthetic!: boolean;

  @Field(() => String, { nullable: true, description: "Name in Greek." })
  nameEl!: string | null;

  @Field(() => String, { nullable: true, description: "Street, number and town; null when unknown." })
  address!: string | null;

  @Field(() => [String], { nullable: true, description: "Telephones, E.164." })
  phones!: string[] | null;

  @Field(() => [SiteHours], { nullable: true, description: "When it is open; empty when unknown." })
  hours!: SiteHours[] | null;

  /** Not published; leads to the municipality. */
  municipalityCode!: string | null;
}

export const AgencyConnection = connectionOf(() => Agency, "Agency", "agencies");
