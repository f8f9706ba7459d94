import type { MigrationInterface, QueryRunner } from "typeorm";
import { lapseLeases, lapseNoMore } from "../../../kernel/referred/lapse.migration";

const LEASES = { app: "shelters_app", table: "bed_lease", place: "facility_id" };

/** Beds that ran out ring; and stays and leases of one bed wait for each other without waiting for its references. */
export class LapseLeases1780000091300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(lapseLeases(LEASES));
    await runner.query(keepLeases("order by id for no key update"));
    await runner.query(KEEP_STAYS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop trigger lease_keeps on bed_lease; drop function keep_stays()");
    await runner.query(keepLeases("for update"));
    await runner.query(lapseNoMore(LEASES));
  }
}

/**
 * Each new stay and each new lease shares its bed's row, by its foreign key. With `for update` two bookings of one bed
 * for different nights would wait for each other's share and one would die as a deadlock.
 */
const keepLeases = (lock: string): string => `
  create or replace function keep_leases() returns trigger language plpgsql as $$
  begin
    perform from bed where id in (select bed_id from added where status in ('BOOKED','IN_HOUSE')) ${lock};
    if exists (select from added s join bed_lease l on l.bed_id = s.bed_id
      where s.status in ('BOOKED','IN_HOUSE') and l.held @> clock_timestamp() and l.nights && s.period
        and l.beneficiary_id <> s.beneficiary_id) then
      raise exclusion_violation using constraint = 'stay_bed_leased', message = 'the bed is held for somebody else';
    end if;
    return null;
  end $$;`;

/** The other half: the share no longer stops a lease beside a stay that is just being written, so it asks too. */
const KEEP_STAYS = `
  create function keep_stays() returns trigger language plpgsql as $$
  begin
    perform from bed where id in (select bed_id from added) order by id for no key update;
    if exists (select from added l join stay s on s.bed_id = l.bed_id
      where l.held @> clock_timestamp() and s.status in ('BOOKED','IN_HOUSE') and l.nights && s.period
        and l.beneficiary_id <> s.beneficiary_id) then
      raise exclusion_violation using constraint = 'bed_lease_bed_given', message = 'somebody else has the bed';
    end if;
    return null;
  end $$;
  create trigger lease_keeps after insert on bed_lease
    referencing new table as added for each statement execute function keep_stays();`;
