import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { For } from "../../kernel/desk";
import type { Context } from "../context";
import { toSites } from "./agency.mapper";
import { Agency, Site } from "./agency.type";
import { ConfirmServiceInput, ServiceListArgs, SetServiceStatusInput, UpdateCapacityInput } from "./directory.input";
import {
  ConfirmServicePayload,
  SetServiceStatusPayload,
  SetServiceTermsPayload,
  UpdateCapacityPayload,
} from "./directory.payload";
import { Municipality, Region } from "./place.type";
import { toService, toServiceConnection, toServiceOrNull } from "./service.mapper";
import { SetServiceTermsInput } from "./terms.input";
import { Service, ServiceArea, ServiceConnection } from "./service.type";

@Resolver(() => Service)
export class ServiceResolver {
  @Query(() => Service, {
    nullable: true,
    description: "One service; null when there is none of this id, and the same when you may not know of it.",
  })
  service(@Arg("id", () => ID, { description: "Id of the service." }) id: string, @Ctx() { services }: Context) {
    return services.find(id).then(toServiceOrNull);
  }

  @Query(() => ServiceConnection, {
    description:
      "Services of the directory: what has something free first, then the newest confirmed. Confidential ones of others are there only for those who refer, by name: found by the regions they take people from.",
  })
  services(@Args(() => ServiceListArgs) { filter, ...list }: ServiceListArgs, @Ctx() { services }: Context) {
    return services.list({ ...list, criteria: filter ?? {} }).then(toServiceConnection);
  }

  @FieldResolver(() => Agency, { description: "The agency that gives it." })
  agency(@Root() service: Service): Agency {
    return service.agency;
  }

  @FieldResolver(() => [Site], {
    description: "Where it is given; empty when the directory names no site, and for confidential services of others.",
  })
  sites(@Root() service: Service, @Ctx() { services }: Context) {
    return services.sitesOf(service.id).then(toSites);
  }

  @For("centre", "agency")
  @Mutation(() => UpdateCapacityPayload, {
    description: "The agency says how much of its service is free (πληρότητα).",
  })
  updateCapacity(
    @Arg("input", () => UpdateCapacityInput, { description: "Which service, and the figures." })
    input: UpdateCapacityInput,
    @Ctx() { viewer, upkeep }: Context,
  ) {
    return upkeep.updateCapacity(viewer, input).then((service) => ({ service: toService(service) }));
  }

  @For("centre", "agency", "editor")
  @Mutation(() => ConfirmServicePayload, {
    description: "The head of the agency, or the editor of its region, confirms that the entry is right as of today.",
  })
  confirmService(
    @Arg("input", () => ConfirmServiceInput, { description: "Which service." }) input: ConfirmServiceInput,
    @Ctx() { viewer, upkeep }: Context,
  ) {
    return upkeep.confirmService(viewer, input).then((service) => ({ service: toService(service) }));
  }

  @For("centre", "agency", "editor")
  @Mutation(() => SetServiceStatusPayload, {
    description: "The head of the agency, or the editor of its region, opens, closes or ends a service.",
  })
  setServiceStatus(
    @Arg("input", () => SetServiceStatusInput, { description: "Which service, and its status." })
    input: SetServiceStatusInput,
    @Ctx() { viewer, upkeep }: Context,
  ) {
    return upkeep.setServiceStatus(viewer, input).then((service) => ({ service: toService(service) }));
  }

  @For("centre", "agency", "editor")
  @Mutation(() => SetServiceTermsPayload, {
    description:
      "The head of the agency, or the editor of its region, says whom a service takes and which consent a referral to " +
      "it needs (προϋποθέσεις).",
  })
  setServiceTerms(
    @Arg("input", () => SetServiceTermsInput, { description: "Which service, and all of its terms." })
    input: SetServiceTermsInput,
    @Ctx() { viewer, upkeep }: Context,
  ) {
    return upkeep.setServiceTerms(viewer, input).then((service) => ({ service: toService(service) }));
  }
}

@Resolver(() => ServiceArea)
export class ServiceAreaResolver {
  @FieldResolver(() => [Region], { description: "All residents of these regions." })
  regions(@Root() area: ServiceArea, @Ctx() { places }: Context) {
    return places.regionsOf(area.regionCodes);
  }

  @FieldResolver(() => [Municipality], { description: "The residents of these municipalities." })
  municipalities(@Root() area: ServiceArea, @Ctx() { places }: Context) {
    return places.municipalitiesOf(area.municipalityCodes);
  }
}
