import { Ctx, Directive, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { DateScalar } from "../../kernel/scalars";
import type { Context } from "../context";
import { ChildcareEnrolment } from "./childcare-file.type";

@Directive(PERSONAL)
@ObjectType({ description: "A month of a child's attendance book (παρουσιολόγιο), day by day." })
export class ChildcareAttendanceMonth {
  @Field(() => DateScalar, { description: "First day of the month." })
  month!: string;

  @Field(() => [DateScalar], { description: "Days the child came (παρουσίες), in order." })
  present!: string[];

  @Field(() => [DateScalar], { description: "Days the child did not come (απουσίες), in order." })
  absent!: string[];

  @Field(() => [DateScalar], { description: "Days missed with a reason (δικαιολογημένες απουσίες), in order." })
  excused!: string[];
}

@Resolver(() => ChildcareEnrolment)
export class ChildcareAttendanceResolver {
  @FieldResolver(() => [ChildcareAttendanceMonth], {
    description: "Each day that was recorded, by month, oldest first: no more months than the term has.",
  })
  attendance(
    @Root() { id, beneficiaryId }: ChildcareEnrolment,
    @Ctx() { attendance }: Context,
  ): Promise<ChildcareAttendanceMonth[]> {
    return attendance.listMonths({ id, beneficiaryId });
  }
}
