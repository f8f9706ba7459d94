import { Directive, Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { DateTimeScalar } from "../../kernel/scalars";
import { Agency } from "./agency.reference";

export enum ApplicationStatus {
  DRAFT = "DRAFT",
  SUBMITTED = "SUBMITTED",
  UNDER_REVIEW = "UNDER_REVIEW",
  APPROVED = "APPROVED",
  REJECTED = "REJECTED",
  WITHDRAWN = "WITHDRAWN",
  EXPIRED = "EXPIRED",
}
registerEnumType(ApplicationStatus, {
  name: "ApplicationStatus",
  description: "Where an application stands (κατάσταση αίτησης).",
  valuesConfig: {
    DRAFT: { description: "Being filled in, documents being collected (πρόχειρη)." },
    SUBMITTED: { description: "Submitted (υποβλήθηκε)." },
    UNDER_REVIEW: { description: "Being examined (υπό εξέταση)." },
    APPROVED: { description: "Approved (εγκρίθηκε)." },
    REJECTED: { description: "Rejected; the history says why (απορρίφθηκε)." },
    WITHDRAWN: { description: "Taken back by the person (ανακλήθηκε)." },
    EXPIRED: { description: "Not completed in time (έληξε)." },
  },
});

@Directive(PERSONAL)
@ObjectType({ description: "A step in the history of an application." })
export class ApplicationStatusChange {
  @Field(() => ApplicationStatus, { description: "The status from then on." })
  status!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  at!: string;

  @Field(() => Agency, {
    nullable: true,
    description: "Who took the step; null for the programme's own authority and the clock.",
  })
  by!: Agency | null;

  @Field(() => String, { nullable: true, description: "Why, in Greek; null where no reason was given." })
  reason!: string | null;
}

@Directive(PERSONAL)
@ObjectType({ description: "A person's application for a programme (αίτηση)." })
export class Application {
  @Field(() => ID, { description: "Id of the application (UUIDv7)." })
  id!: string;

  /** For the resolver of `programme`; not in the schema. */
  programmeId!: string;

  @Field(() => ApplicationStatus, { description: "Where it stands now." })
  status!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was submitted; null while it is a draft." })
  submittedAt!: string | null;

  @Field(() => Agency, { nullable: true, description: "The Community Centre that supported it." })
  supportedBy!: Agency;

  @Field(() => [String], { description: "Documents still to be brought (ελλείποντα δικαιολογητικά), in Greek." })
  missingDocuments!: string[];

  @Field(() => [ApplicationStatusChange], { description: "Every step, oldest first; the last is the present status." })
  statusHistory!: ApplicationStatusChange[];
}
