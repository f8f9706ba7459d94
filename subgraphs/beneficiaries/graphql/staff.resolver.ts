import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from "type-graphql";
import { For } from "../../kernel/desk";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { DateTimeScalar } from "../../kernel/scalars";
import { KEY_PROMISE } from "../../kernel/key-promise";
import type { Context } from "../context";
import { toBeneficiary } from "./beneficiary.mapper";
import { Beneficiary } from "./beneficiary.type";
import { Agency } from "./directory.reference";
import { BeneficiaryPayload } from "./payload.type";

@Directive(PERSONAL)
@ObjectType({ description: "That a person works for an organisation of the hub." })
export class StaffMark {
  @Field(() => Agency, { nullable: true, description: "The organisation." })
  organisation!: Agency;

  @Field(() => ID, { nullable: true, description: "The subject of their token, where it is known." })
  workerId!: string | null;

  @Field(() => DateTimeScalar, { description: "When it was marked." })
  markedAt!: Date;
}

@InputType({ description: "For whom a person works." })
export class StaffMarkInput {
  @Field(() => ID, { description: "The person." })
  beneficiaryId!: string;

  @Field(() => ID, { description: "The organisation they work for." })
  organisationId!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "A person who works for an organisation of the hub." })
export class MarkStaffInput extends StaffMarkInput {
  @Field(() => ID, { nullable: true, description: "The subject of their token, where it is known." })
  workerId?: string | null;
}

@Resolver(() => Beneficiary)
export class StaffResolver {
  @For("centre", "officer")
  @FieldResolver(() => [StaffMark], {
    nullable: true,
    description:
      "For whom the person works; for the head of their centre and the officer who answers the person, null for others.",
  })
  staffMarks(@Root() { seen }: Beneficiary, @Ctx() { staff }: Context): Promise<StaffMark[] | null> {
    return staff.list(seen).then((marks) => marks && marks.map(toMark));
  }

  @For("centre")
  @Mutation(() => BeneficiaryPayload, {
    description:
      "Marks a person as staff of an organisation: its workers cannot open their file in an emergency. For the head of " +
      "the person's centre. CONFLICT when they are marked already.",
  })
  markStaff(
    @Arg("input", () => MarkStaffInput, { description: "Who, and where they work." }) input: MarkStaffInput,
    @Ctx() { staff, vault }: Context,
  ): Promise<BeneficiaryPayload> {
    return staff.mark(input).then((seen) => ({ beneficiary: toBeneficiary(seen, vault) }));
  }

  @For("centre")
  @Mutation(() => BeneficiaryPayload, { description: "Takes such a mark away. NOT_FOUND when there is none." })
  unmarkStaff(
    @Arg("input", () => StaffMarkInput, { description: "Who, and where they worked." }) input: StaffMarkInput,
    @Ctx() { staff, vault }: Context,
  ): Promise<BeneficiaryPayload> {
    return staff.unmark(input).then((seen) => ({ beneficiary: toBeneficiary(seen, vault) }));
  }
}

const toMark = (mark: { organisationId: string; workerId: string | null; markedAt: Date }): StaffMark => ({
  organisation: { id: mark.organisationId },
  workerId: mark.workerId,
  markedAt: mark.markedAt,
});
