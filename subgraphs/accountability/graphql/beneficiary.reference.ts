import { Args, Ctx, Directive, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from "type-graphql";
import { For } from "../../kernel/desk";
import { GrantsScalar, NO_GRANTS, readGrants } from "../../kernel/policy/grants";
import type { Context } from "../context";
import { toAccessLog } from "./access-log.mapper";
import { AccessLogArgs, AccessLogConnection, AccessLogOfPersonArgs } from "./access-log.type";

@Directive('@key(fields: "id")')
@ObjectType({ description: "A person known to a Community Centre (ωφελούμενος)." })
export class Beneficiary {
  @Field(() => ID, { description: "Id of the person (UUIDv7); never a national number." })
  id!: string;

  @Directive("@external")
  @Field(() => GrantsScalar, { nullable: true, description: "What the beneficiaries subgraph attests for you." })
  grants?: unknown;
}

@Resolver(() => Beneficiary)
export class BeneficiaryAccessLogResolver {
  @Directive('@requires(fields: "grants")')
  @For("centre", "officer")
  @FieldResolver(() => AccessLogConnection, {
    nullable: true,
    description:
      "Who saw what of the person, when and why (αρχείο προσβάσεων; GDPR art. 15). For the head of the person's centre " +
      "and the data protection officer, on oversight. Null only when the log cannot be reached.",
  })
  accessLog(
    @Root() person: Beneficiary,
    @Args(() => AccessLogArgs) { first, after, language }: AccessLogArgs,
    @Ctx() { viewer, accessLogs }: Context,
  ): Promise<AccessLogConnection> {
    return accessLogs.open(person.id, readGrants(person.grants), first, after).then(toAccessLog(viewer, language));
  }

  @For("officer")
  @Query(() => AccessLogConnection, {
    description:
      "The same for anybody, by id: for the data protection officer on oversight, to whom the person's record itself " +
      "is not shown.",
  })
  accessLogOfPerson(
    @Args(() => AccessLogOfPersonArgs) { personId, first, after, language }: AccessLogOfPersonArgs,
    @Ctx() { viewer, accessLogs }: Context,
  ): Promise<AccessLogConnection> {
    return accessLogs.open(personId, NO_GRANTS, first, after).then(toAccessLog(viewer, language));
  }
}

/** A log hangs on any person: whether there is anything in it is for the log to say. */
export const referenceBeneficiary = (representation: Beneficiary): Beneficiary => representation;
