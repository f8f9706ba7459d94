import { Args, Ctx, Query, Resolver } from "type-graphql";
import { toConnection } from "../../kernel/paging/connection.type";
import type { Context } from "../context";
import type { FoundService as Found } from "../data/finding.repository";
import { FindServiceArgs, FoundServiceConnection, ServiceDistance, type FoundService } from "./finding.type";
import { toService } from "./service.mapper";

@Resolver()
export class FindingResolver {
  @Query(() => FoundServiceConnection, {
    description:
      "Where somebody can be referred, asked without any personal data. In this order: who takes the residents of the " +
      "municipality, the nearest, open on the day, with something free, with fresh figures, the newest confirmed, then " +
      "by id. A confidential service of another is there only for those who refer, and its place tells nothing of it.",
  })
  findService(@Args(() => FindServiceArgs) { on, ...asked }: FindServiceArgs, @Ctx() { findings }: Context) {
    const toFound = (found: Found) => toFoundService(found, on !== null && on !== undefined);
    return findings
      .find({ ...asked, on })
      .then((page) => toConnection(page, toFound, ({ rank, id }) => [...rank.map(String), id]));
  }
}

const DISTANCES = Object.values(ServiceDistance);

function toFoundService(found: Found, dayAsked: boolean): FoundService {
  const [takes, distance, openThen, , stale] = found.rank;
  return {
    service: toService(found),
    takesResidents: takes === 0,
    distance: DISTANCES[distance!]!,
    openThen: dayAsked ? openThen === 0 : null,
    stale: stale === 1,
  };
}
