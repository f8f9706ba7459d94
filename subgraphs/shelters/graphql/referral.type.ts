import { Directive, Field, ID, ObjectType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";

@Directive('@key(fields: "id")')
@Directive(PERSONAL)
@ObjectType({
  description:
    "A person is sent to a service, and what became of it (παραπομπή). FHIR R4: ServiceRequest with its Task. The " +
    "sender always sees the state, outcome and dates: the loop.",
})
export class Referral {
  @Field(() => ID, { description: "Id of the referral (UUIDv7)." })
  id!: string;
}
