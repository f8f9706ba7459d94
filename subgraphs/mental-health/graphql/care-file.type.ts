import { Directive, Field, ObjectType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { Access } from "../../kernel/access.type";
import { CareAppointment, Episode } from "./care.type";

@Directive(PERSONAL)
@ObjectType({
  description:
    "The course of care of one person in one unit (επεισόδιο φροντίδας). It holds no diagnosis and no notes.",
})
export class CareEpisode extends Episode {}

@Directive(PERSONAL)
@ObjectType({
  description:
    "What the mental-health services recorded of a person: that there is care, where, at which level, and when people " +
    "meet. Clinical notes and diagnoses are not in the hub; they stay in the services' own systems. The content is " +
    "null when access is not granted, and then nothing tells whether the person is known there.",
})
export class CareFile {
  @Field(() => Access, { description: "Whether you may see the content, and why or why not." })
  access!: Access;

  @Field(() => [CareEpisode], { nullable: true, description: "Episodes of care, newest first." })
  episodes!: CareEpisode[] | null;

  @Field(() => CareAppointment, {
    nullable: true,
    description: "The next appointment that is booked; null with access granted means there is none.",
  })
  nextAppointment!: CareAppointment | null;
}
