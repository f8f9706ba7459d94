-- Run once by the PostgreSQL image on an empty volume (/docker-entrypoint-initdb.d), as superuser, in the owner's
-- database (POSTGRES_DB): a role that owns it, for migrations, and a role of the application that may connect and do
-- what migrations grant. The same as gateway/embedded/postgres/provision.ts; a test holds one against the other.
--
-- Names and passwords come from the connection URLs the subgraph itself is given, so that each is kept in one place.
-- All or nothing; the server's log and psql are told a code only, because a context line would quote a password.
begin;

do $roles$
declare
  secrets constant text := coalesce(current_setting('syndesmos.secrets', true), '/run/secrets');
  owner_role constant text := current_database() || '_owner';
  app_role constant text := current_database() || '_app';
  each record;
  url text[];
begin
  for each in
    select * from (values (owner_role, '/migration-url', '0'), (app_role, '/database-url', '30s')) given(role, file, patience)
  loop
    url := regexp_match(pg_read_file(secrets || each.file), '^postgres(?:ql)?://([a-z0-9_]+):([A-Za-z0-9_-]{20,})@');
    if url[1] is distinct from each.role then
      raise exception 'the secret % is not a URL of the role %', each.file, each.role;
    end if;
    execute format(
      'create role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password %L',
      each.role, url[2]);
    execute format('alter role %I set statement_timeout = %L', each.role, each.patience);
  end loop;

  execute format('alter database %I owner to %I', current_database(), owner_role);
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to %I', current_database(), app_role);
  execute format('alter schema public owner to %I', owner_role);
  execute format('grant usage on schema public to %I', app_role);
exception
  when raise_exception then
    raise;
  when others then
    raise exception 'the roles of % could not be made (%)', current_database(), sqlstate;
end
$roles$;

revoke all on schema public from public;
revoke all on database postgres, template1 from public;
create extension if not exists pg_trgm schema public;
create extension if not exists unaccent schema public;
create extension if not exists btree_gist schema public;
create extension if not exists pgcrypto schema public;

commit;
