import type { MigrationInterface, QueryRunner } from "typeorm";

/** A consent may be given by the guardian a court appointed to a child without parents here. */
export class AppointGuardians1780000026400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(givenBy("'PERSON', 'GUARDIAN', 'SUPPORTER', 'APPOINTED_GUARDIAN'"));
    await runner.query(named("given_by in ('SUPPORTER', 'APPOINTED_GUARDIAN')"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(named("given_by = 'SUPPORTER'"));
    await runner.query(givenBy("'PERSON', 'GUARDIAN', 'SUPPORTER'"));
  }
}

const givenBy = (known: string): string => `
  alter table consent drop constraint consent_given_by,
    add constraint consent_given_by check (given_by in (${known}))`;

const named = (byDecision: string): string => `
  alter table consent drop constraint consent_supporter,
    add constraint consent_supporter check
      ((${byDecision}) = (supporter is not null and court_decision is not null))`;
