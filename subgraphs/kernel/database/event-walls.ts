import type { MigrationInterface, QueryRunner } from "typeorm";
import { DELIVERIES_READ, INBOX_WALL, OUTBOX_READ, OWN_EVENTS } from "../outbox/outbox.migration";

/**
 * Every owner's events are for its machinery: that one is about a confidential referral, or goes to the owner of refuges,
 * told whoever works at the organisation it is kept for. For owners without an outbox or inbox it does nothing.
 */
export class HideEvents1780000091810 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return this.stand(runner, OUTBOX_READ, DELIVERIES_READ, INBOX_WALL);
  }

  down(runner: QueryRunner): Promise<void> {
    const relayed = `${OWN_EVENTS} or (select current_setting('app.role', true)) = 'RELAY'`;
    return this.stand(runner, relayed, relayed, OWN_EVENTS);
  }

  private async stand(runner: QueryRunner, outbox: string, deliveries: string, inbox: string): Promise<void> {
    await runner.query(`do $$ begin
      if to_regclass('outbox') is not null then
        alter policy reading on outbox using (${outbox});
        alter policy reading on outbox_delivery using (${deliveries});
      end if;
      if to_regclass('inbox') is not null then
        alter policy reading on inbox using (${inbox});
        alter policy adding on inbox with check (${inbox});
        alter policy changing on inbox using (${inbox}) with check (${inbox});
      end if;
    end $$`);
  }
}
