import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { For } from "../../kernel/desk";
import { PageArgs, toConnection } from "../../kernel/paging/connection.type";
import { atMost, dear } from "../../kernel/paging/list-size";
import type { Context } from "../context";
import { toBeneficiary, toHousehold } from "./beneficiary.mapper";
import {
  AddNeedInput,
  BeneficiarySearchInput,
  MeetNeedInput,
  RecordVisitInput,
  RegisterBeneficiaryInput,
} from "./beneficiary.input";
import { Beneficiary, BeneficiaryConnection, Household, HouseholdMember, Need, Visit } from "./beneficiary.type";
import { BeneficiaryPayload } from "./payload.type";
import { createdKey, toReferral } from "./referral.mapper";
import { ReferralConnection } from "./referral.type";

@Resolver(() => Beneficiary)
export class BeneficiaryResolver {
  @Query(() => Beneficiary, {
    nullable: true,
    description: "One person. Null when there is no such person, and the same when they are not yours to see.",
  })
  beneficiary(
    @Arg("id", () => ID, { description: "Id of the person." }) id: string,
    @Ctx() { showPerson }: Context,
  ): Promise<Beneficiary | null> {
    return showPerson(id);
  }

  @Directive(dear(50))
  @For("centre")
  @Query(() => BeneficiaryConnection, { description: "Your centre's people, the newest first." })
  beneficiaries(
    @Arg("search", () => BeneficiarySearchInput, {
      defaultValue: {},
      description: "What to search by; all when empty.",
    })
    search: BeneficiarySearchInput,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { people, vault }: Context,
  ) {
    return people.search(search, first, after).then((page) =>
      toConnection(
        page,
        (seen) => toBeneficiary(seen, vault),
        ({ record }) => [record.registeredAt.toISOString(), record.id],
      ),
    );
  }

  @FieldResolver(() => Household, { nullable: true, description: "The household; null when not shown to you." })
  household(@Root() { seen }: Beneficiary, @Ctx() { people }: Context): Promise<Household | null> {
    return people.findHousehold(seen).then((household) => household && toHousehold(household));
  }

  @FieldResolver(() => [Need], { nullable: true, description: "Needs, the open and most serious first." })
  needs(@Root() { seen }: Beneficiary, @Ctx() { records }: Context): Promise<Need[] | null> {
    return records.listNeeds(seen);
  }

  @Directive(atMost(50))
  @FieldResolver(() => [Visit], {
    nullable: true,
    description:
      "Visits, the newest first: the last 50 for the centre; all of them for the officer who answers the person.",
  })
  visits(@Root() { seen }: Beneficiary, @Ctx() { records }: Context): Promise<Visit[] | null> {
    return records.listVisits(seen);
  }

  @FieldResolver(() => ReferralConnection, { description: "Referrals, the newest first." })
  referrals(
    @Root() { seen }: Beneficiary,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { referrals }: Context,
  ) {
    return referrals.listOfPerson(seen, first, after).then((page) => toConnection(page, toReferral, createdKey));
  }

  @For("centre")
  @Mutation(() => BeneficiaryPayload, { description: "Registers a person at your centre and records the visit." })
  registerBeneficiary(
    @Arg("input", () => RegisterBeneficiaryInput, { description: "The person." }) input: RegisterBeneficiaryInput,
    @Ctx() { people, vault }: Context,
  ): Promise<BeneficiaryPayload> {
    return people.register(input).then((seen) => ({ beneficiary: toBeneficiary(seen, vault) }));
  }

  @For("centre")
  @Mutation(() => BeneficiaryPayload, { description: "Records a need of a person." })
  addNeed(
    @Arg("input", () => AddNeedInput, { description: "The need." }) input: AddNeedInput,
    @Ctx() { records, vault }: Context,
  ): Promise<BeneficiaryPayload> {
    return records.addNeed(input).then((seen) => ({ beneficiary: toBeneficiary(seen, vault) }));
  }

  @For("centre")
  @Mutation(() => BeneficiaryPayload, { description: "Marks a need as met today." })
  meetNeed(
    @Arg("input", () => MeetNeedInput, { description: "The need." }) input: MeetNeedInput,
    @Ctx() { records, vault }: Context,
  ): Promise<BeneficiaryPayload> {
    return records.meetNeed(input).then((seen) => ({ beneficiary: toBeneficiary(seen, vault) }));
  }

  @For("centre")
  @Mutation(() => BeneficiaryPayload, { description: "Records a visit of a person, now." })
  recordVisit(
    @Arg("input", () => RecordVisitInput, { description: "The visit." }) input: RecordVisitInput,
    @Ctx() { records, vault }: Context,
  ): Promise<BeneficiaryPayload> {
    return records.recordVisit(input).then((seen) => ({ beneficiary: toBeneficiary(seen, vault) }));
  }
}

@Resolver(() => HouseholdMember)
export class HouseholdMemberResolver {
  @FieldResolver(() => Beneficiary, { nullable: true })
  beneficiary(@Root() { beneficiaryId }: HouseholdMember, @Ctx() { showPerson }: Context): Promise<Beneficiary | null> {
    return showPerson(beneficiaryId);
  }
}

/** Entity references of other subgraphs: the same door, the same answer as a query. */
export const referenceBeneficiary = ({ id }: { id: string }, { showPerson }: Context): Promise<Beneficiary | null> =>
  showPerson(id);
