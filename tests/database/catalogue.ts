import type { Client } from "pg";

const notOfAnExtension = (oid: string): string =>
  `not exists (select from pg_depend d where d.objid = ${oid} and d.deptype = 'e')`;

const CATALOGUE = `
  with space as (select oid from pg_namespace where nspname = 'public'),
  relation as (select c.* from pg_class c join space n on n.oid = c.relnamespace where ${notOfAnExtension("c.oid")})
  select format('relation %s %s %s %s', relkind, relname, relrowsecurity, relforcerowsecurity) as what, '' as how
    from relation
  union all select format('right %s %s %s', r.relname, a.grantee::regrole, a.privilege_type), ''
    from relation r, aclexplode(r.relacl) a where a.grantee <> 0
  union all select format('column %s.%s %s %s %s', r.relname, a.attname, format_type(a.atttypid, a.atttypmod),
      a.attnotnull, a.attgenerated), pg_get_expr(d.adbin, d.adrelid)
    from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum where r.relkind in ('r', 'v')
  union all select format('constraint %s.%s %s', r.relname, k.conname, pg_get_constraintdef(k.oid)), ''
    from relation r join pg_constraint k on k.conrelid = r.oid and k.contype <> 'n'
  union all select format('index %s', pg_get_indexdef(oid)), '' from relation where relkind = 'i'
  union all select format('view %s', relname), pg_get_viewdef(oid) from relation where relkind = 'v'
  union all select format('trigger %s', pg_get_triggerdef(t.oid)), ''
    from relation r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
  union all select format('policy %s.%s %s %s', tablename, policyname, cmd, roles), format('%s %s', qual, with_check)
    from pg_policies where schemaname = 'public'
  union all select format('function %s %s', o.oid::regprocedure, (select string_agg(a.grantee::text || a.privilege_type, ' '
      order by a.grantee, a.privilege_type) from aclexplode(o.proacl) a)), pg_get_functiondef(o.oid)
    from pg_proc o join space n on n.oid = o.pronamespace where o.prokind <> 'a' and ${notOfAnExtension("o.oid")}`;

/** All that makes up a database's schema, in no order that history could have changed. */
export class Catalogue {
  private constructor(private readonly rows: readonly { readonly what: string; readonly how: string | null }[]) {}

  static async of(client: Client): Promise<Catalogue> {
    return new Catalogue((await client.query<{ what: string; how: string | null }>(CATALOGUE)).rows);
  }

  /** What there is: relations, columns, constraints, indexes, rights, and that there are such policies and functions. */
  get things(): readonly string[] {
    return this.rows.map(({ what }) => what).toSorted();
  }

  /** And what policies, functions, views and defaults say. */
  get whole(): readonly string[] {
    return this.rows.map(({ what, how }) => `${what} ${how}`).toSorted();
  }

  /** What this has and the other has not, and the other way round. */
  differencesFrom(other: Catalogue): readonly string[] {
    const [mine, theirs] = [new Set(this.things), new Set(other.things)];
    const missing = other.things.filter((thing) => !mine.has(thing)).map((thing) => `- ${thing}`);
    return [...missing, ...this.things.filter((thing) => !theirs.has(thing)).map((thing) => `+ ${thing}`)];
  }
}
