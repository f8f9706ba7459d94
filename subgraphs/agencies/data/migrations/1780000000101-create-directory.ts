import type { MigrationInterface, QueryRunner } from "typeorm";

/** Agencies, their sites, services and live capacity. The application changes only what its mutations change. */
export class CreateDirectory1780000000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(AGENCY + SERVICE + REACH + PLACES + GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop view service_place, agency_place;
      drop table service_capacity, service_municipality, service_region, service_site, service, site, agency;
    `);
  }
}

const AGENCY = `
  create extension if not exists pg_trgm;
  create table agency (
    id uuid constraint agency_pkey primary key,
    slug text not null,
    kind text not null,
    branch_kind text,
    name_el text not null,
    name_en text not null,
    alternate_names text[] not null,
    operation_code text,
    budget_cents bigint,
    fund text,
    municipality_code text constraint agency_municipality references municipality,
    parent_id uuid constraint agency_parent references agency,
    synthetic boolean not null,
    search_text text not null,
    sort_name text collate "C" not null,
    constraint agency_kind check (kind in ('COMMUNITY_CENTRE','COMMUNITY_CENTRE_BRANCH','EMPLOYMENT_SERVICE','SHELTER',
      'CHILD_CENTRE','MENTAL_HEALTH','COMMUNITY_CARE','RED_CROSS','WOMENS_OFFICE','BASIC_GOODS','LIFELONG_LEARNING')),
    constraint agency_branch_kind check (branch_kind in ('ROMA','MIGRANT_INTEGRATION')),
    constraint agency_branch check (kind = 'COMMUNITY_CENTRE_BRANCH' or (branch_kind is null and parent_id is null)),
    constraint agency_budget check (budget_cents >= 0)
  );
  create unique index agency_slug on agency (slug);
  create index agency_by_name on agency (sort_name, id);
  create index agency_by_municipality on agency (municipality_code);
  create index agency_by_parent on agency (parent_id);
  create index agency_search on agency using gin (search_text gin_trgm_ops);
  create table site (
    id uuid constraint site_pkey primary key,
    agency_id uuid not null constraint site_agency references agency,
    kind text not null,
    name_el text not null,
    address text,
    municipality_code text not null constraint site_municipality references municipality,
    phones text[] not null,
    hours jsonb not null,
    confidential boolean not null,
    synthetic boolean not null,
    constraint site_kind check (kind in ('SEAT','BRANCH','MOBILE_UNIT')),
    constraint site_hours check (jsonb_typeof(hours) = 'array')
  );
  create index site_by_agency on site (agency_id);
  create index site_by_municipality on site (municipality_code);
`;

const SERVICE = `
  create table service (
    id uuid constraint service_pkey primary key,
    agency_id uuid not null constraint service_agency references agency,
    programme_id uuid not null,
    domain text not null,
    name_el text not null,
    name_en text not null,
    eligibility_el text,
    required_documents text[] not null,
    languages text[] not null,
    confidential boolean not null,
    nationwide boolean not null,
    status text not null,
    reopens_on date,
    assured_date date,
    assured_by text,
    search_text text not null,
    constraint service_domain check (domain in ('FINANCIAL','FOOD_AND_GOODS','HOUSING','EMPLOYMENT','EDUCATION',
      'CHILDREN','ELDERLY_CARE','DISABILITY','MENTAL_HEALTH','HEALTH','SAFETY','LEGAL','INCLUSION')),
    constraint service_status check (status in ('ACTIVE','INACTIVE','DEFUNCT','TEMPORARILY_CLOSED')),
    constraint service_reopens check (reopens_on is null or status = 'TEMPORARILY_CLOSED'),
    constraint service_assured check ((assured_date is null) = (assured_by is null))
  );
  create unique index service_of_agency on service (agency_id, programme_id);
  create index service_by_domain on service (domain);
  create index service_by_programme on service (programme_id);
  create index service_search on service using gin (search_text gin_trgm_ops);
  create table service_capacity (
    service_id uuid not null constraint service_capacity_service references service,
    unit text not null,
    available integer not null,
    maximum integer not null,
    status text not null,
    updated_at timestamptz not null,
    updated_by text not null,
    constraint service_capacity_pkey primary key (service_id, unit),
    constraint service_capacity_unit check (unit in ('BED','APARTMENT','PLACE','APPOINTMENT','HOUSEHOLD')),
    constraint service_capacity_status
      check (status in ('CAPACITY','NO_CAPACITY','WAITLIST','ADDITIONAL_ASSESSMENT_REQUIRED')),
    constraint service_capacity_bounds check (0 <= available and available <= maximum and maximum <= 100000)
  );
`;

const REACH = `
  create table service_site (
    service_id uuid not null constraint service_site_service references service,
    site_id uuid not null constraint service_site_site references site,
    constraint service_site_pkey primary key (service_id, site_id)
  );
  create index service_site_by_site on service_site (site_id);
  create table service_region (
    service_id uuid not null constraint service_region_service references service,
    region_code text not null constraint service_region_region references region,
    constraint service_region_pkey primary key (service_id, region_code)
  );
  create index service_region_by_region on service_region (region_code);
  create table service_municipality (
    service_id uuid not null constraint service_municipality_service references service,
    municipality_code text not null constraint service_municipality_municipality references municipality,
    constraint service_municipality_pkey primary key (service_id, municipality_code)
  );
  create index service_municipality_by_municipality on service_municipality (municipality_code);
`;

/**
 * Where agencies and services are. A hidden place may be told by region, never by municipality: whoever asks by
 * municipality must add "not hidden", or listing them one by one would find the refuge.
 */
const PLACES = `
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
`;

const GRANTS = `
  grant select on agency, site, service, service_site, service_region, service_municipality, service_capacity,
    agency_place, service_place to agencies_app;
  grant update (status, reopens_on, assured_date, assured_by) on service to agencies_app;
  grant insert, update on service_capacity to agencies_app;
`;
