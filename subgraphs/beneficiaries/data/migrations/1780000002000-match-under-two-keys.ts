import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A number's hash stands in one of two columns, by the parity of its key, so that the key can be changed under a
 * running hub: the new hash is written into the other column while the old one is still found. Until now there was
 * one key, number 1.
 */
export class MatchUnderTwoKeys1780000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table identifier rename column match to match_odd;
      alter table identifier
        alter column match_odd drop not null,
        add column match_even bytea,
        add constraint identifier_match check (num_nonnulls(match_odd, match_even) > 0);
      alter index identifier_once rename to identifier_once_odd;
      create unique index identifier_once_even on identifier (centre_id, kind, match_even);
    `);
  }

  /** Fails when the key in use has an even number: rotate it once more before. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index identifier_once_even;
      alter index identifier_once_odd rename to identifier_once;
      alter table identifier drop constraint identifier_match, drop column match_even;
      alter table identifier alter column match_odd set not null;
      alter table identifier rename column match_odd to match;
    `);
  }
}
