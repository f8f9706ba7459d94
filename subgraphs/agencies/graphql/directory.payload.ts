import { Field, ObjectType } from "type-graphql";
import { Service } from "./service.type";

@ObjectType({ description: "The service whose capacity was told." })
export class UpdateCapacityPayload {
  @Field(() => Service, { description: "The service as it is now, with its capacity." })
  service!: Service;
}

@ObjectType({ description: "The service whose entry was confirmed." })
export class ConfirmServicePayload {
  @Field(() => Service, { description: "The service as it is now." })
  service!: Service;
}

@ObjectType({ description: "The service whose terms were set." })
export class SetServiceTermsPayload {
  @Field(() => Service, { description: "The service as it is now, with its terms." })
  service!: Service;
}

@ObjectType({ description: "The service that was opened, closed or ended." })
export class SetServiceStatusPayload {
  @Field(() => Service, { description: "The service as it is now." })
  service!: Service;
}
