import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../context";
import { Application } from "./application.type";
import { Enrolment } from "./enrolment.type";
import { toProgrammeOrNull } from "./programme.mapper";
import { Programme } from "./programme.type";

/** Loaded for all enrolments and applications of an answer at once; a client that asks for none costs nothing. */
@Resolver(() => Enrolment)
export class EnrolmentProgrammeResolver {
  @FieldResolver(() => Programme, { nullable: true, description: "The programme the person is in." })
  programme(@Root() { programmeId }: Enrolment, @Ctx() { programmes }: Context): Promise<Programme | null> {
    return programmes.find(programmeId).then(toProgrammeOrNull);
  }
}

@Resolver(() => Application)
export class ApplicationProgrammeResolver {
  @FieldResolver(() => Programme, { nullable: true, description: "The programme applied for." })
  programme(@Root() { programmeId }: Application, @Ctx() { programmes }: Context): Promise<Programme | null> {
    return programmes.find(programmeId).then(toProgrammeOrNull);
  }
}
