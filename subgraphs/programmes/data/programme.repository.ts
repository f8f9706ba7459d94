import type DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { isId } from "../../kernel/identifier";
import { rowLoader } from "../../kernel/loader";

export interface EligibilityRuleRecord {
  kind: string;
  unit: string | null;
  textEl: string;
  textEn: string;
}

export interface ProgrammeRecord {
  id: string;
  slug: string;
  nameEl: string;
  nameEn: string;
  formerNames: string[];
  level: string;
  domain: string;
  legalBasis: string | null;
  agencyKinds: string[];
  validFrom: string | null;
  validUntil: string | null;
  confidential: boolean;
  note: string | null;
  eligibility: EligibilityRuleRecord[];
}

export interface ProgrammeFilter {
  readonly domain?: string | null;
  readonly level?: string | null;
}

const SELECT = `select p.id, p.slug, p.name_el as "nameEl", p.name_en as "nameEn", p.former_names as "formerNames",
    p.level, p.domain, p.legal_basis as "legalBasis", p.agency_kinds as "agencyKinds", p.valid_from as "validFrom",
    p.valid_until as "validUntil", p.confidential, p.note,
    coalesce((select json_agg(json_build_object('kind', r.kind, 'unit', r.unit, 'textEl', r.text_el,
        'textEn', r.text_en) order by r.position)
      from eligibility_rule r where r.programme_id = p.id), '[]') as eligibility
  from programme p`;

const BY_ID = statement<ProgrammeRecord>("programmes_by_id", `${SELECT} where p.id = any($1::uuid[])`);

const BY_SLUG = statement<ProgrammeRecord>("programmes_by_slug", `${SELECT} where p.slug = any($1::text[])`);

const LIST = statement<ProgrammeRecord>(
  "programmes_list",
  `${SELECT} where ($1::text is null or p.domain = $1) and ($2::text is null or p.level = $2)
    and ($3::text is null or p.slug > $3) order by p.slug limit $4`,
);

/** The registry of programmes with their eligibility rules. Born with the request. */
export class ProgrammeRepository {
  private readonly byId: DataLoader<string, ProgrammeRecord | null>;
  private readonly bySlug: DataLoader<string, ProgrammeRecord | null>;

  constructor(private readonly database: Database) {
    this.byId = rowLoader(
      (ids) => database.publicRows(BY_ID, [ids]),
      (row) => row.id,
    );
    this.bySlug = rowLoader(
      (slugs) => database.publicRows(BY_SLUG, [slugs]),
      (row) => row.slug,
    );
  }

  async find(id: string): Promise<ProgrammeRecord | null> {
    return isId(id) ? this.byId.load(id.toLowerCase()) : null;
  }

  findBySlug(slug: string): Promise<ProgrammeRecord | null> {
    return this.bySlug.load(slug);
  }

  list({ domain, level }: ProgrammeFilter, page: { limit: number; afterSlug: string | null }) {
    return this.database.publicRows(LIST, [domain ?? null, level ?? null, page.afterSlug, page.limit]);
  }
}
