import type { MigrationInterface, QueryRunner } from "typeorm";

/** Regions, regional units and municipalities: reference data, written by the loader only. */
export class CreatePlaces1780000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table region (
        code text constraint region_pkey primary key,
        name_el text not null,
        name_en text not null
      );
      create table regional_unit (
        code text constraint regional_unit_pkey primary key,
        name_el text not null,
        region_code text not null constraint regional_unit_region references region
      );
      create index regional_unit_by_region on regional_unit (region_code);
      create table municipality (
        code text constraint municipality_pkey primary key,
        name_el text not null,
        nuts3 text not null,
        population2021 integer not null,
        population2011 integer not null,
        regional_unit_code text not null constraint municipality_unit references regional_unit,
        region_code text not null constraint municipality_region references region,
        search_text text not null,
        sort_name text collate "C" not null,
        constraint municipality_population check (population2021 >= 0 and population2011 >= 0)
      );
      create index municipality_by_region on municipality (region_code);
      create index municipality_by_unit on municipality (regional_unit_code);
      create index municipality_by_name on municipality (sort_name, code);
      grant select on region, regional_unit, municipality to agencies_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop table municipality, regional_unit, region");
  }
}
