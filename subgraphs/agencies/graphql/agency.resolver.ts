import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../context";
import { toAgencies, toAgencyConnection, toAgencyOrNull, toSites } from "./agency.mapper";
import { Agency, AgencyConnection, Site } from "./agency.type";
import { AgencyListArgs } from "./directory.input";
import { Municipality } from "./place.type";
import { toServices } from "./service.mapper";
import { Service } from "./service.type";

@Resolver(() => Agency)
export class AgencyResolver {
  @Query(() => Agency, { nullable: true, description: "One agency; null when there is none of this id." })
  agency(@Arg("id", () => ID, { description: "Id of the agency." }) id: string, @Ctx() { agencies }: Context) {
    return agencies.find(id).then(toAgencyOrNull);
  }

  @Query(() => AgencyConnection, { description: "Agencies of the directory (φορείς), in alphabetical order." })
  agencies(@Args(() => AgencyListArgs) { filter, ...list }: AgencyListArgs, @Ctx() { agencies }: Context) {
    return agencies.list({ ...list, criteria: filter ?? {} }).then(toAgencyConnection);
  }

  @FieldResolver(() => Municipality, {
    nullable: true,
    description: "The municipality it belongs to; null when the directory does not say. Its sites may be elsewhere.",
  })
  municipality(@Root() agency: Agency, @Ctx() { places }: Context) {
    return places.findMunicipality(agency.municipalityCode);
  }

  @FieldResolver(() => Agency, { nullable: true, description: "The reference centre of a branch (κέντρο αναφοράς)." })
  parent(@Root() agency: Agency, @Ctx() { agencies }: Context) {
    return agencies.find(agency.parentId).then(toAgencyOrNull);
  }

  @FieldResolver(() => [Agency], { description: "Branches of this Community Centre (παραρτήματα)." })
  branches(@Root() agency: Agency, @Ctx() { agencies }: Context) {
    return agencies.branchesOf(agency.id).then(toAgencies);
  }

  @FieldResolver(() => [Site], {
    description: "Where it works, as far as you may know: the seat first, then branches and mobile units.",
  })
  sites(@Root() agency: Agency, @Ctx() { agencies }: Context) {
    return agencies.sitesOf(agency.id).then(toSites);
  }

  @FieldResolver(() => [Service], {
    description: "What it offers, as far as you may know and whatever the status; at most one per programme.",
  })
  services(@Root() agency: Agency, @Ctx() { services }: Context) {
    return services.ofAgency(agency.id).then(toServices);
  }
}

@Resolver(() => Site)
export class SiteResolver {
  @FieldResolver(() => Municipality, {
    nullable: true,
    description: "The municipality it stands in, or a mobile unit is based in; null when unknown.",
  })
  municipality(@Root() site: Site, @Ctx() { places }: Context) {
    return places.findMunicipality(site.municipalityCode);
  }
}
