import type { Database } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { newId } from "../../kernel/identifier";
import { notFound, Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import type { MunicipalityRecord } from "../data/place.repository";
import { writeLocalHolidays } from "../data/upkeep.repository";
import { mayWriteDirectory } from "./directory-access.rules";
import { checkLocalHolidays, type GivenHoliday } from "./local-holidays.rules";
import type { PlaceDirectory } from "./places.service";

export interface NewLocalHolidays {
  readonly municipalityCode: string;
  readonly holidays: readonly GivenHoliday[];
  readonly idempotencyKey?: string | null;
}

/** Keeps true what the directory says of places. They belong to no agency: only the editors of their region may. */
export class PlaceUpkeep {
  constructor(
    private readonly database: Database,
    private readonly places: PlaceDirectory,
  ) {}

  /**
   * All feasts of a municipality from now on; none is an answer too. NOT_FOUND for a municipality that is none,
   * FORBIDDEN for who edits another region, BAD_USER_INPUT for days that are none.
   */
  async setLocalHolidays(viewer: Viewer, input: NewLocalHolidays): Promise<MunicipalityRecord> {
    const { code, regionCode } = await this.get(input.municipalityCode);
    if (!mayWriteDirectory(viewer, "directory:write", { agencyId: null, regionCodes: [regionCode] })) {
      throw new Refusal("FORBIDDEN", "Only the directory's editor of its region says when a municipality rests.");
    }
    const holidays = checkLocalHolidays(input.holidays);
    // A municipality has a code and no id: what the key remembers is that it was done.
    await this.database.transaction(viewer, (tx) =>
      once(tx, viewer, input.idempotencyKey, ["setLocalHolidays", input], () =>
        writeLocalHolidays(tx, code, holidays).then(newId),
      ),
    );
    return this.places.findMunicipalityAgain(code);
  }

  private async get(municipalityCode: string): Promise<MunicipalityRecord> {
    const municipality = await this.places.findMunicipality(municipalityCode);
    if (!municipality) throw notFound("municipality");
    return municipality;
  }
}
