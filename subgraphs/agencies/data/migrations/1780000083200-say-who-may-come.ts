import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whom a service takes, and which consent a referral to it needs, as data beside the text. */
export class SayWhoMayCome1780000083200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table service
        add column ages_from smallint,
        add column ages_to smallint,
        add column sexes text[] not null default '{}',
        add column households text[] not null default '{}',
        add column consent_categories text[] not null default '{}',
        add constraint service_ages
          check (ages_from between 0 and 120 and ages_to between coalesce(ages_from, 0) and 120),
        add constraint service_sexes check (sexes <@ array['FEMALE','MALE']),
        add constraint service_households check (households <@ array['ALONE','COUPLE','WITH_CHILDREN']),
        add constraint service_consent check (consent_categories <@ array['IDENTITY','CONTACT','HOUSEHOLD','FINANCIAL',
          'EMPLOYMENT','HOUSING','CHILDREN','MENTAL_HEALTH','SAFETY','REFERRAL']);
      grant update (ages_from, ages_to, sexes, households, consent_categories) on service to agencies_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table service drop column ages_from, drop column ages_to, drop column sexes, drop column households,
        drop column consent_categories`);
  }
}
