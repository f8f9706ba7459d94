import { ArgsType, Field, ID } from "type-graphql";
import { isId } from "../identifier";
import { badInput } from "../refusal";
import type { Viewer } from "../viewer";
import type { Feed } from "./feed";
import { FollowArgs } from "./follow.args";
import { EVERYBODY, type LiveEvent } from "./live-event";

@ArgsType()
export class FollowServicesArgs extends FollowArgs {
  @Field(() => [ID], { nullable: true, description: "Only these services, 1 to 100; all when left out." })
  services?: string[] | null;
}

/** More than anybody compares. */
const MOST_SERVICES = 100;

/**
 * Which services have something to give, as it changes: beds, places. It says that something did; how many are free is
 * counted when told.
 */
export class ServiceWatch {
  constructor(
    private readonly viewer: Viewer,
    private readonly feed: Feed,
    private readonly topic: "beds" | "places",
  ) {}

  /** BAD_USER_INPUT for no service, or too many, or what is no id. */
  async follow({ services, after }: FollowServicesArgs): Promise<AsyncIterableIterator<LiveEvent, undefined>> {
    const { id, organisationId } = this.viewer;
    const wanted = services && new Set(checkServices(services));
    const keys = organisationId ? [EVERYBODY, organisationId] : [EVERYBODY];
    return this.feed.listen(this.viewer, {
      ...{ topic: this.topic, keys: [id, ...keys], after },
      ...(wanted && { wants: ({ service }: LiveEvent["facts"]) => wanted.has(service as string) }),
    });
  }
}

function checkServices(services: readonly string[]): readonly string[] {
  if (services.length === 0) throw badInput("services", "empty", "Name at least one service, or leave it out.");
  if (services.length > MOST_SERVICES) throw badInput("services", "length", `At most ${MOST_SERVICES} services.`);
  if (!services.every(isId)) throw badInput("services", "format", "A service is named by its id.");
  return services.map((service) => service.toLowerCase());
}
