import { ArgsType, Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { connectionOf, PageArgs } from "../../kernel/paging/connection.type";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { DateScalar } from "../../kernel/scalars";

@Directive('@key(fields: "code", resolvable: false)')
@ObjectType({ description: "A municipality (δήμος)." })
export class Municipality {
  @Field({ description: "ELSTAT code, four digits, such as 0902." })
  code!: string;
}

@ObjectType({ description: "An open job of an employer (κενή θέση εργασίας)." })
export class Vacancy {
  @Field(() => ID, { description: "Id of the vacancy (UUIDv7)." })
  id!: string;

  @Field({ description: "The job, in Greek." })
  title!: string;

  @Field({ description: "The employer." })
  employer!: string;

  @Field({ description: "ISCO-08 unit group of the job." })
  occupationCode!: string;

  @Field(() => Municipality, { nullable: true, description: "Where it is." })
  municipality!: Municipality;

  @Field(() => Int, { description: "How many are wanted." })
  positions!: number;

  @Field(() => DateScalar, { description: "First day it was open." })
  postedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: "Last day it is open; null when none was said." })
  closesOn!: string | null;

  @Field(() => Int, {
    description:
      "How far it is from what is sought: 0 the same unit group, 2 the same minor group, 4 the same major group, 6 " +
      "none; and 1 more in another municipality than the office's.",
  })
  distance!: number;
}

export const VacancyConnection = connectionOf(() => Vacancy, "Vacancy", "vacancies", PERSONAL);

@ArgsType()
export class MatchingVacanciesArgs extends PageArgs {
  @Field(() => ID, { description: "Whose open registration." })
  registrationId!: string;
}
