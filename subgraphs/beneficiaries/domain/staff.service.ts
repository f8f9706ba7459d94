import type { Database } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { isId, newId } from "../../kernel/identifier";
import { badInput, notFound, Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import type { DirectoryClient } from "../data/directory.client";
import type { StaffMarkRecord, StaffRepository } from "../data/staff.repository";
import type { PersonService } from "./person.service";
import type { SeenPerson } from "./seen-person";

export interface NewStaffMark {
  readonly beneficiaryId: string;
  readonly organisationId: string;
  readonly workerId?: string | null;
  readonly idempotencyKey?: string | null;
}

/** People who work for an organisation of the hub. Their centre's head marks them; nobody else knows of it. */
export class StaffService {
  constructor(
    private readonly viewer: Viewer,
    private readonly staff: StaffRepository,
    private readonly people: PersonService,
    private readonly directory: DirectoryClient,
    private readonly database: Database,
  ) {}

  /** Null for everybody but the head of the person's centre, and the officer who answers the person. */
  async list(seen: SeenPerson): Promise<StaffMarkRecord[] | null> {
    const told = this.viewer.role === "CENTRE_HEAD" || seen.grants.relation === "REQUEST_HANDLER";
    return told && seen.may("consent:read", "IDENTITY") ? this.staff.list(seen.record.id) : null;
  }

  async mark(input: NewStaffMark): Promise<SeenPerson> {
    const { organisationId, workerId = null } = input;
    if (workerId !== null && !isId(workerId)) throw badInput("workerId", "id", "This is no worker's id.");
    const { record } = await this.getAsHead(input.beneficiaryId);
    const known = isId(organisationId) && (await this.directory.findAgency(organisationId)) !== null;
    if (!known) throw badInput("organisationId", "unknown", "The directory has no such agency.");
    await this.write(record.id, (tx) =>
      once(tx, this.viewer, input.idempotencyKey, ["markStaff", input], async () => {
        const id = newId();
        const marked = { markedBy: this.viewer.id, markedAt: new Date(), endedAt: null };
        await this.staff.mark(tx, { beneficiaryId: record.id, id, organisationId, workerId, ...marked });
        return id;
      }),
    );
    return this.getAsHead(record.id);
  }

  async unmark(input: Omit<NewStaffMark, "workerId">): Promise<SeenPerson> {
    const { organisationId } = input;
    const { record } = await this.getAsHead(input.beneficiaryId);
    if (!isId(organisationId)) throw notFound("mark");
    await this.write(record.id, (tx) =>
      once(tx, this.viewer, input.idempotencyKey, ["unmarkStaff", input], async () => {
        if (!(await this.staff.unmark(tx, record.id, organisationId))) throw notFound("mark");
        return record.id;
      }),
    );
    return this.getAsHead(record.id);
  }

  private async getAsHead(id: string): Promise<SeenPerson> {
    const seen = await this.people.getFor("person:write", id);
    if (this.viewer.role !== "CENTRE_HEAD") throw new Refusal("FORBIDDEN", "The head of the centre marks staff.");
    return seen;
  }

  private async write(beneficiaryId: string, work: Parameters<Database["transaction"]>[1]): Promise<void> {
    await this.database.transaction(this.viewer, work);
    this.staff.forget(beneficiaryId);
  }
}
