import { checkFirst, decodeCursor, toPage, type Page, type PageRequest } from "../../kernel/paging/paging";
import type { ProgrammeFilter, ProgrammeRecord, ProgrammeRepository } from "../data/programme.repository";

/** The registry of programmes. Public in the hub: it holds no persons and everybody who may ask may read it. */
export class ProgrammeService {
  constructor(private readonly programmes: ProgrammeRepository) {}

  find(id: string): Promise<ProgrammeRecord | null> {
    return this.programmes.find(id);
  }

  findBySlug(slug: string): Promise<ProgrammeRecord | null> {
    return this.programmes.findBySlug(slug);
  }

  /** Programmes in the order of their slugs. Refuses a wrong `first` or `after` with BAD_USER_INPUT. */
  async list(filter: ProgrammeFilter, { first, after }: PageRequest): Promise<Page<ProgrammeRecord>> {
    const limit = checkFirst(first) + 1;
    const cursor = decodeCursor(after, 1);
    return toPage(await this.programmes.list(filter, { limit, afterSlug: cursor?.[0] ?? null }), first);
  }
}
