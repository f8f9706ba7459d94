import { isId } from "../../kernel/identifier";
import type { Feed } from "../../kernel/live/feed";
import { EVERYBODY, type LiveEvent } from "../../kernel/live/live-event";
import { badInput } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";

export interface BedsWatch {
  readonly services?: readonly string[] | null;
  readonly after?: string | null;
}

/** More than anybody compares. */
const MOST_SERVICES = 100;

/** Which houses have beds to give, as it changes. It says that something did; how many are free is counted when told. */
export class LiveBeds {
  constructor(
    private readonly viewer: Viewer,
    private readonly feed: Feed,
  ) {}

  /** BAD_USER_INPUT for no service, or too many, or what is no id. */
  async follow({ services, after }: BedsWatch): Promise<AsyncIterableIterator<LiveEvent, undefined>> {
    const { id, organisationId } = this.viewer;
    const wanted = services && new Set(checkServices(services));
    const keys = organisationId ? [EVERYBODY, organisationId] : [EVERYBODY];
    return this.feed.listen(this.viewer, {
      ...{ topic: "beds", keys: [id, ...keys], after },
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
