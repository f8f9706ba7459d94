import { Directive, Field, ObjectType, registerEnumType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { Access, AccessDenial } from "../../kernel/access.type";
import type { Category, Denial } from "../../kernel/policy/vocabulary";
import { Application } from "./application.type";
import { Enrolment } from "./enrolment.type";

/** Only the categories whose gaps may be named: a confidential one cannot even be said here. */
export enum EnrolmentCategory {
  FINANCIAL = "FINANCIAL",
  HOUSING = "HOUSING",
  EMPLOYMENT = "EMPLOYMENT",
  CHILDREN = "CHILDREN",
  HOUSEHOLD = "HOUSEHOLD",
}
registerEnumType(EnrolmentCategory, {
  name: "EnrolmentCategory",
  description: "The category of consent that a programme falls into, by its area of need.",
  valuesConfig: {
    FINANCIAL: { description: "Income and basic goods (οικονομικά)." },
    HOUSING: { description: "Housing (στέγαση)." },
    EMPLOYMENT: { description: "Work, training and adult learning (απασχόληση)." },
    CHILDREN: { description: "Children (παιδιά)." },
    HOUSEHOLD: { description: "Care of older and disabled people, health, legal, inclusion (νοικοκυριό)." },
  },
});

@Directive(PERSONAL)
@ObjectType({ description: "A gap in the file: programmes of this category are not shown, if there are any." })
export class WithheldCategory {
  @Field(() => EnrolmentCategory, { description: "Which programmes." })
  category!: Category;

  @Field(() => AccessDenial, { description: "Why they are not shown." })
  reason!: Denial;
}

@Directive(PERSONAL)
@ObjectType({
  description:
    "Programmes a person applied for and is in. Each is decided by the category of its programme: the lists hold " +
    "what you may see, `withheld` names what you may not. An agency sees what it recorded itself, and others' records " +
    "by consent. The lists are null when nothing may be shown at all.",
})
export class EnrolmentFile {
  @Field(() => Access, { description: "Whether you may see any of the content, and why or why not." })
  access!: Access;

  @Field(() => [WithheldCategory], {
    description:
      "Categories not shown to you, and why. The list is the same whether or not anything is recorded in them, and " +
      "never speaks of confidential services.",
  })
  withheld!: WithheldCategory[];

  @Field(() => [Enrolment], { nullable: true, description: "Enrolments you may see, newest first." })
  enrolments!: Enrolment[] | null;

  @Field(() => [Application], { nullable: true, description: "Applications you may see, newest first." })
  applications!: Application[] | null;
}
