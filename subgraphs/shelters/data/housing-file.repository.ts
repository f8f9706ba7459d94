import DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { isId } from "../../kernel/identifier";
import type { Viewer } from "../../kernel/viewer";
import type { Shown } from "../domain/visibility.rules";
import { placesOf, STAY_JSON, type StayRecord } from "./stay.record";
import { WAITING_ENTRY_JSON, type WaitingEntryRecord } from "./waiting-entry.record";

/** What shelters recorded of one person, as far as it is shown. */
export interface HousingRecord {
  readonly stays: StayRecord[];
  readonly waitingList: WaitingEntryRecord[];
}

/** Which rows of which person are wanted. */
export interface HousingKey {
  readonly beneficiaryId: string;
  readonly ordinary: Shown;
  readonly confidential: Shown;
}

/**
 * A person's rows in a table, those of refuges apart: whoever may not see these does not look where they are, so that
 * nothing, not even the time, tells whether there are any (rule 5). OWN needs the viewer's organisation, $4.
 */
const shown = (table: string) => `(
  select * from ${table} t where t.beneficiary_id = asked.id and not t.confidential
    and (asked.ordinary = 'ALL' or asked.ordinary = 'OWN' and t.organisation_id = $4)
  union all
  select * from ${table} t where asked.confidential <> 'NONE' and t.beneficiary_id = asked.id and t.confidential
    and (asked.confidential = 'ALL' or t.organisation_id = $4))`;

/** One statement for the files of all asked people, each with its own scopes, in the order they were asked. */
const FILES = statement<HousingRecord>(
  "housing_files",
  `select
    coalesce((select json_agg(${STAY_JSON} order by lower(s.period) desc, s.id)
      from ${placesOf(shown("stay"))}), '[]') as stays,
    coalesce((select json_agg(${WAITING_ENTRY_JSON} order by w.requested_on desc, w.id)
      from ${shown("waiting_entry")} w join facility f on f.id = w.facility_id), '[]') as "waitingList"
  from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality as asked(id, ordinary, confidential, place)
  order by asked.place`,
);

const NOTHING: HousingRecord = { stays: [], waitingList: [] };

/** Housing files by person and scope, for one viewer. Born with the request. */
export class HousingFileRepository {
  private readonly files: DataLoader<HousingKey, HousingRecord, string>;

  constructor(database: Database, viewer: Viewer) {
    this.files = new DataLoader(
      (keys) =>
        database.rows(
          viewer,
          FILES,
          [
            keys.map((key) => key.beneficiaryId),
            keys.map((key) => key.ordinary),
            keys.map((key) => key.confidential),
            viewer.organisationId,
          ],
          {
            people: keys.filter((key) => key.ordinary === "ALL").map((key) => key.beneficiaryId),
            confided: keys.filter((key) => key.confidential === "ALL").map((key) => key.beneficiaryId),
          },
        ),
      { cacheKeyFn: (key) => `${key.beneficiaryId} ${key.ordinary} ${key.confidential}` },
    );
  }

  /** The shown part of a person's file; empty, never null, for people no shelter knows. */
  async find(key: HousingKey): Promise<HousingRecord> {
    return isId(key.beneficiaryId) ? this.files.load(key) : NOTHING;
  }
}
