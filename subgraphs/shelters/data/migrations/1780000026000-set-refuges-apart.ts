import type { MigrationInterface, QueryRunner } from "typeorm";
import { CONFIDED_PEOPLE, GRANTED_PEOPLE, KEEPER, rewall, type Wall } from "../../../kernel/database/wall";

/**
 * A stay or a place on a list says itself whether it is of a refuge, and the index of people is split by it. Who may
 * not see refuges does not come near their rows: the look finds as little, in as little time, as for somebody whom no
 * house knows (promise P6). Until then it met the row, asked three tables what kind of house it was, and hid it.
 */
export class SetRefugesApart1780000026000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(apart(table));
    await runner.query(FOLLOW_FACILITY);
    for (const wall of walls(() => "confidential")) await runner.query(rewall(wall));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const wall of walls(({ ofRefuge }) => ofRefuge)) await runner.query(rewall(wall));
    await runner.query("drop trigger facility_confidential on facility; drop function follow_facility()");
    for (const { name } of TABLES) await runner.query(together(name));
  }
}

interface Table {
  readonly name: "stay" | "waiting_entry";
  /** What its house is known by. */
  readonly place: string;
  /** Whether the house of this place is a refuge, for the trigger. */
  readonly isRefuge: (place: string) => string;
  /** The same as the walls asked it until now. */
  readonly ofRefuge: string;
}

const TABLES: readonly Table[] = [
  {
    name: "stay",
    place: "bed_id",
    isRefuge: (bed) => `select f.confidential from bed b join room r on r.id = b.room_id
      join facility f on f.id = r.facility_id where b.id = ${bed}`,
    ofRefuge: `exists (select from bed b join room r on r.id = b.room_id join facility f on f.id = r.facility_id
      where b.id = stay.bed_id and f.confidential)`,
  },
  {
    name: "waiting_entry",
    place: "facility_id",
    isRefuge: (facility) => `select f.confidential from facility f where f.id = ${facility}`,
    ofRefuge: "exists (select from facility f where f.id = waiting_entry.facility_id and f.confidential)",
  },
];

/** Nobody writes it: it follows the house. Where there is no such house, hidden is the safe answer. */
const apart = ({ name, place, isRefuge }: Table): string => `
  alter table ${name} add column confidential boolean not null default true;
  update ${name} t set confidential = coalesce((${isRefuge(`t.${place}`)}), true);
  create function ${name}_confidential() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    new.confidential := coalesce((${isRefuge(`new.${place}`)}), true);
    return new;
  end $$;
  create trigger ${name}_confidential before insert or update on ${name}
    for each row execute function ${name}_confidential();
  drop index ${name}_person;
  create index ${name}_person on ${name} (beneficiary_id, confidential)`;

const together = (name: string): string => `
  drop index ${name}_person;
  create index ${name}_person on ${name} (beneficiary_id);
  drop trigger ${name}_confidential on ${name};
  drop function ${name}_confidential();
  alter table ${name} drop column confidential`;

/** A house that becomes a refuge, or is none any more, takes its people along: touched, they follow it. */
const FOLLOW_FACILITY = `
  create function follow_facility() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    update stay set confidential = new.confidential where bed_id in
      (select b.id from bed b join room r on r.id = b.room_id where r.facility_id = new.id);
    update waiting_entry set confidential = new.confidential where facility_id = new.id;
    return null;
  end $$;
  create trigger facility_confidential after update of confidential on facility
    for each row when (old.confidential <> new.confidential) execute function follow_facility()`;

function walls(refuge: (table: Table) => string): Omit<Wall, "app">[] {
  const own = `organisation_id = ${KEEPER}`;
  return TABLES.map((table) => ({
    table: table.name,
    read: `${own} or (beneficiary_id = any (${GRANTED_PEOPLE})
      and (beneficiary_id = any (${CONFIDED_PEOPLE}) or not ${refuge(table)}))`,
    write: own,
  }));
}
