import { Arg, Args, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { For } from "../../kernel/desk";
import { PageArgs, toConnection } from "../../kernel/paging/connection.type";
import { atMost, dear } from "../../kernel/paging/list-size";
import type { Context } from "../context";
import { toAgencies, toAgencyConnection } from "./agency.mapper";
import { Agency, AgencyConnection } from "./agency.type";
import { MunicipalityListArgs } from "./directory.input";
import { SetLocalHolidaysInput, SetLocalHolidaysPayload } from "./local-holidays.input";
import {
  AgencyKindCount,
  DomainSupply,
  Municipality,
  MunicipalityConnection,
  Region,
  RegionalUnit,
} from "./place.type";
import { toServiceConnection } from "./service.mapper";
import { ServiceConnection } from "./service.type";

@Resolver(() => Region)
export class RegionResolver {
  @Directive(atMost(13))
  @Query(() => [Region], { description: "The 13 regions of Greece (περιφέρειες)." })
  regions(@Ctx() { places }: Context) {
    return places.listRegions();
  }

  @Query(() => Region, { nullable: true, description: "One region; null when there is none of this code." })
  region(
    @Arg("code", () => String, { description: "NUTS 2 code, such as EL52." }) code: string,
    @Ctx() { places }: Context,
  ) {
    return places.findRegion(code);
  }

  @FieldResolver(() => [RegionalUnit], { description: "Its regional units (περιφερειακές ενότητες)." })
  regionalUnits(@Root() region: Region, @Ctx() { places }: Context) {
    return places.unitsOfRegion(region.code);
  }

  @Directive(atMost(66))
  @FieldResolver(() => [Municipality], { description: "Its municipalities (δήμοι)." })
  municipalities(@Root() region: Region, @Ctx() { places }: Context) {
    return places.municipalitiesOfRegion(region.code);
  }

  @Directive(atMost(66))
  @FieldResolver(() => [Agency], { description: "Community Centres of its municipalities (Κέντρα Κοινότητας)." })
  centres(@Root() region: Region, @Ctx() { agencies }: Context) {
    return agencies.centresOfRegion(region.code).then(toAgencies);
  }

  @FieldResolver(() => AgencyConnection, {
    description: "Agencies that are or have a site here, in alphabetical order; confidential sites do not count.",
  })
  agencies(@Root() region: Region, @Args(() => PageArgs) page: PageArgs, @Ctx() { agencies }: Context) {
    return agencies.ofRegion(region.code, page).then(toAgencyConnection);
  }

  @Directive(dear(5))
  @FieldResolver(() => [AgencyKindCount], {
    description: "How many agencies of each kind are or have a site here; confidential sites do not count.",
  })
  agenciesByKind(@Root() region: Region, @Ctx() { agencies }: Context) {
    return agencies.kindsOfRegion(region.code);
  }

  @Directive(dear(5))
  @FieldResolver(() => [DomainSupply], {
    description: "Services given here by domain of need, and what is free; confidential ones do not count.",
  })
  servicesByDomain(@Root() region: Region, @Ctx() { services }: Context) {
    return services.supplyOfRegion(region.code);
  }
}

@Resolver(() => RegionalUnit)
export class RegionalUnitResolver {
  @FieldResolver(() => Region, { nullable: true, description: "The region it is part of." })
  region(@Root() unit: RegionalUnit, @Ctx() { places }: Context) {
    return places.findRegion(unit.regionCode);
  }

  @Directive(atMost(15))
  @FieldResolver(() => [Municipality], { description: "Its municipalities (δήμοι)." })
  municipalities(@Root() unit: RegionalUnit, @Ctx() { places }: Context) {
    return places.municipalitiesOfUnit(unit.code);
  }
}

@Resolver(() => Municipality)
export class MunicipalityResolver {
  @Query(() => Municipality, { nullable: true, description: "One municipality; null when there is none of this code." })
  municipality(
    @Arg("code", () => String, { description: "ELSTAT code, such as 0902." }) code: string,
    @Ctx() { places }: Context,
  ) {
    return places.findMunicipality(code);
  }

  @Query(() => MunicipalityConnection, { description: "Municipalities in alphabetical order, for choosing one." })
  municipalities(@Args(() => MunicipalityListArgs) listing: MunicipalityListArgs, @Ctx() { places }: Context) {
    return places.listMunicipalities(listing).then((page) =>
      toConnection(
        page,
        (record) => record,
        ({ sortName, code }) => [sortName, code],
      ),
    );
  }

  @For("editor")
  @Mutation(() => SetLocalHolidaysPayload, {
    description:
      "The editor of its region says on which days a municipality rests beside the public holidays (τοπικές αργίες): the " +
      "feast of its patron, its liberation. Due dates that begin ten minutes later know of it.",
  })
  setLocalHolidays(
    @Arg("input", () => SetLocalHolidaysInput, { description: "Which municipality, and all of its feasts." })
    input: SetLocalHolidaysInput,
    @Ctx() { viewer, placeUpkeep }: Context,
  ) {
    return placeUpkeep.setLocalHolidays(viewer, input).then((municipality) => ({ municipality }));
  }

  @FieldResolver(() => RegionalUnit, { nullable: true, description: "The regional unit it is part of." })
  regionalUnit(@Root() municipality: Municipality, @Ctx() { places }: Context) {
    return places.findUnit(municipality.regionalUnitCode);
  }

  @FieldResolver(() => Region, { nullable: true, description: "The region it is part of." })
  region(@Root() municipality: Municipality, @Ctx() { places }: Context) {
    return places.findRegion(municipality.regionCode);
  }

  @Directive(atMost(1))
  @FieldResolver(() => [Agency], { description: "Its Community Centre; empty when it has none." })
  centres(@Root() municipality: Municipality, @Ctx() { agencies }: Context) {
    return agencies.centresOfMunicipality(municipality.code).then(toAgencies);
  }

  @FieldResolver(() => AgencyConnection, {
    description: "Agencies that are or have a site here, in alphabetical order; confidential sites do not count.",
  })
  agencies(@Root() municipality: Municipality, @Args(() => PageArgs) page: PageArgs, @Ctx() { agencies }: Context) {
    return agencies.ofMunicipality(municipality.code, page).then(toAgencyConnection);
  }

  @FieldResolver(() => ServiceConnection, {
    description: "Services given here, what has something free first; confidential ones do not count.",
  })
  services(@Root() municipality: Municipality, @Args(() => PageArgs) page: PageArgs, @Ctx() { services }: Context) {
    return services.ofMunicipality(municipality.code, page).then(toServiceConnection);
  }
}
