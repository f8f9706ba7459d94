import type { Feed } from "../../kernel/live/feed";
import { EVERYBODY, type LiveEvent } from "../../kernel/live/live-event";
import { badInput } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import { isMunicipalityCode, isRegionCode } from "./directory-filter.rules";
import type { PlaceDirectory } from "./places.service";
import { servesArea, type Area, type Reach } from "./reach.rules";
import type { NeedDomain } from "./vocabulary";

export interface CapacityWatch {
  readonly area?: string | null;
  readonly need?: NeedDomain | null;
  readonly after?: string | null;
}

/** What becomes free, as its agency says it. */
export class LiveDirectory {
  constructor(
    private readonly viewer: Viewer,
    private readonly feed: Feed,
    private readonly places: PlaceDirectory,
  ) {}

  /** BAD_USER_INPUT for an area that is no code, or of no place. */
  async followCapacity({ area, need, after }: CapacityWatch): Promise<AsyncIterableIterator<LiveEvent, undefined>> {
    const { viewer } = this;
    const within = area === null || area === undefined ? null : await this.areaOf(area);
    const wants = (facts: LiveEvent["facts"]): boolean =>
      (!need || facts["domain"] === need) && (!within || servesArea(facts as unknown as Reach, within));
    const keys = viewer.organisationId ? [EVERYBODY, viewer.organisationId] : [EVERYBODY];
    return this.feed.listen(viewer, { topic: "capacity", keys, after, wants });
  }

  private async areaOf(code: string): Promise<Area> {
    if (isRegionCode(code)) return { region: code, municipality: null };
    const place = isMunicipalityCode(code) ? await this.places.findMunicipality(code) : null;
    if (place) return { region: place.regionCode, municipality: code };
    throw badInput(
      "area",
      "format",
      "An area is a region (NUTS 2, such as EL52) or a municipality (ELSTAT, such as 0902).",
    );
  }
}
