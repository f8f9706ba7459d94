import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A site nobody may find keeps its name, place, telephones and hours as one sealed value; in clear it has nothing that
 * could lead there, and no place in the views by which things are found. Services that are confidential have none
 * there either, whatever their sites.
 *
 * SQL cannot seal, so what hidden sites there were lose their details here: import them again.
 */
export class HideSites1780000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop view service_place, agency_place;
      alter table site
        add column sealed bytea,
        alter column name_el drop not null,
        alter column municipality_code drop not null,
        alter column phones drop not null,
        alter column hours drop not null;
      update site set name_el = null, address = null, municipality_code = null, phones = null, hours = null
        where confidential;
      alter table site add constraint site_place check (case when confidential
        then num_nonnulls(name_el, address, municipality_code, phones, hours) = 0
        else num_nulls(name_el, municipality_code, phones, hours) = 0 and sealed is null end);
      create view agency_place as
        select id as agency_id, municipality_code from agency where municipality_code is not null
        union all
        select agency_id, municipality_code from site where not confidential;
      create view service_place as
        select given.service_id, site.municipality_code
          from service_site given
          join site on site.id = given.site_id and not site.confidential
          join service on service.id = given.service_id and not service.confidential
        union all
        select service.id, agency.municipality_code
          from service join agency on agency.id = service.agency_id
          where agency.municipality_code is not null and not service.confidential
            and not exists (select from service_site given where given.service_id = service.id);
      grant select on agency_place, service_place to agencies_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop view service_place, agency_place;
      delete from service_site where site_id in (select id from site where confidential);
      delete from site where confidential;
      alter table site
        drop constraint site_place,
        drop column sealed,
        alter column name_el set not null,
        alter column municipality_code set not null,
        alter column phones set not null,
        alter column hours set not null;
      create view agency_place as
        select id as agency_id, municipality_code, false as hidden from agency where municipality_code is not null
        union all
        select agency_id, municipality_code, confidential as hidden from site;
      create view service_place as
        select given.service_id, site.municipality_code, site.confidential as hidden
          from service_site given join site on site.id = given.site_id
        union all
        select service.id, agency.municipality_code, false
          from service join agency on agency.id = service.agency_id
          where agency.municipality_code is not null
            and not exists (select from service_site given where given.service_id = service.id);
      grant select on agency_place, service_place to agencies_app;
    `);
  }
}
