import { Directive, Field, ID, Int, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../../kernel/scalars";

@Directive('@key(fields: "id")')
@ObjectType({ description: "What an agency offers: a programme as this agency runs it (υπηρεσία; HSDS service)." })
export class Service {
  @Field(() => ID, { description: "Id of the service (UUIDv7). Referrals are addressed to it." })
  id!: string;
}

@ObjectType({
  description:
    "Places in the slots of the running term (διαθέσιμες θέσεις), counted now. It says nothing about persons.",
})
export class SlotAvailability {
  @Field(() => Int, { description: "Places in all slots together (σύνολο θέσεων)." })
  places!: number;

  @Field(() => Int, { description: "Places with a child enrolled (κατειλημμένες)." })
  taken!: number;

  @Field(() => Int, { description: "Places held for children about whom the centre decides (δεσμευμένες)." })
  held!: number;

  @Field(() => Int, { description: "Places still free (ελεύθερες). One may be gone when you refer." })
  free!: number;

  @Field(() => DateTimeScalar, { description: "When this was counted." })
  asOf!: Date;
}
