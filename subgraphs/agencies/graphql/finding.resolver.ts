import { Args, Ctx, Directive, Query, Resolver } from "type-graphql";
import { toConnection } from "../../kernel/paging/connection.type";
import { dear } from "../../kernel/paging/list-size";
import type { Context } from "../context";
import type { FoundService as Found } from "../data/finding.repository";
import {
  FindServiceArgs,
  FoundServiceConnection,
  ServiceDistance,
  Suitability,
  type FoundService,
} from "./finding.type";
import type { ForWhomInput } from "./terms.input";
import { toService } from "./service.mapper";

@Resolver()
export class FindingResolver {
  @Directive(dear(50))
  @Query(() => FoundServiceConnection, {
    description:
      "Where somebody can be referred, asked without any personal data. In this order: whom they suit, who takes the " +
      "residents of the municipality, the nearest, open then, with something free, with fresh figures, the newest confirmed, then " +
      "by id. A confidential service of another is there only for those who refer, and its place tells nothing of it.",
  })
  findService(@Args(() => FindServiceArgs) asked: FindServiceArgs, @Ctx() { findings }: Context) {
    const toFound = (found: Found) => toFoundService(found, Boolean(asked.on ?? asked.at), isSaid(asked.forWhom));
    return findings
      .find(asked)
      .then((page) => toConnection(page, toFound, ({ rank, id }) => [...rank.map(String), id]));
  }
}

const DISTANCES = Object.values(ServiceDistance);

const SUITABILITIES = Object.values(Suitability);

const isSaid = (who: ForWhomInput | null | undefined): boolean =>
  Object.values(who ?? {}).some((fact) => fact !== null);

function toFoundService(found: Found, dayAsked: boolean, whoAsked: boolean): FoundService {
  const [suits, takes, distance, openThen, , stale] = found.rank;
  return {
    service: toService(found),
    suits: whoAsked ? SUITABILITIES[suits!]! : null,
    unmet: [...found.unmet],
    unasked: [...found.unasked],
    takesResidents: takes === 0,
    distance: DISTANCES[distance!]!,
    openThen: dayAsked ? openThen === 0 : null,
    stale: stale === 1,
  };
}
