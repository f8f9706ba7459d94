import { athensDay } from "../../kernel/athens";
import { refuseByConstraint } from "../../kernel/database/constraint";
import type { Database, Transaction } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { isId } from "../../kernel/identifier";
import { badInput, notFound, Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import type { ServiceRepository } from "../data/service.repository";
import type { ServiceRecord } from "../data/service.statements";
import { writeAssurance, writeCapacity, writeStatus, writeTerms } from "../data/upkeep.repository";
import { checkCapacity, type CapacityFigures } from "./capacity.rules";
import { mayWriteDirectory } from "./directory-access.rules";
import { checkStatusChange, checkStillGiven, type StatusChange } from "./service-status.rules";
import { checkTerms, type GivenTerms } from "./service-terms.rules";
import type { CapacityUnit } from "./vocabulary";

/** Which service is changed, and the key a retry is known by. */
export interface OfService {
  readonly serviceId: string;
  readonly idempotencyKey?: string | null;
}
export interface CapacityReport extends OfService, CapacityFigures {
  readonly unit: CapacityUnit;
}
export interface NewStatus extends OfService {
  readonly status: StatusChange["status"];
  readonly reopensOn?: string | null;
}

export interface NewTerms extends OfService, GivenTerms {}

/** The second line behind checkCapacity, should the two ever disagree. */
const REFUSALS = {
  service_capacity_bounds: () => badInput("available", "maximum", "These figures cannot be."),
};

/**
 * Keeping the directory true: free places, confirmation, opening and closing.
 *
 * The directory is public, so what is not yours to change is FORBIDDEN, and only what is not there is NOT_FOUND: also
 * a confidential service, for whom it is not there.
 */
export class ServiceUpkeep {
  constructor(
    private readonly database: Database,
    private readonly services: ServiceRepository,
  ) {}

  /** Refuses with ILLEGAL_TRANSITION for a service that has ended, BAD_USER_INPUT for figures that cannot be. */
  async updateCapacity(viewer: Viewer, input: CapacityReport): Promise<ServiceRecord> {
    const { serviceId, unit, available, maximum, status } = input;
    const service = await this.get(serviceId);
    if (!mayWriteDirectory(viewer, "capacity:write", { agencyId: service.agencyId, regionCodes: [] })) {
      throw new Refusal("FORBIDDEN", "Only the people of the agency that gives this service say what is free.");
    }
    return this.change(viewer, "updateCapacity", input, async (tx) => {
      checkStillGiven(service.status);
      const figures = { available, maximum, status };
      checkCapacity(figures);
      await writeCapacity(tx, { serviceId, unit, ...figures, updatedAt: new Date(), updatedBy: viewer.id });
    });
  }

  /** The entry is right as of today, and the viewer says so. */
  async confirmService(viewer: Viewer, input: OfService): Promise<ServiceRecord> {
    const service = await this.getToEdit(viewer, input.serviceId);
    return this.change(viewer, "confirmService", input, async (tx) => {
      checkStillGiven(service.status);
      await writeAssurance(tx, service.id, athensDay(new Date()), viewer.id);
    });
  }

  /** Refuses with ILLEGAL_TRANSITION what cannot follow, with CONFLICT when somebody else was quicker. */
  async setServiceStatus(viewer: Viewer, input: NewStatus): Promise<ServiceRecord> {
    const { id, status: from } = await this.getToEdit(viewer, input.serviceId);
    return this.change(viewer, "setServiceStatus", input, async (tx) => {
      const { status: to, reopensOn = null } = input;
      checkStatusChange(from, { status: to, reopensOn }, athensDay(new Date()));
      if (await writeStatus(tx, id, { from, to, reopensOn })) return;
      throw new Refusal("CONFLICT", "Somebody else changed this service at the same moment. Look again.");
    });
  }

  /** Whom it takes, and what a referral needs, from now on. Refuses with BAD_USER_INPUT terms that nobody can fulfil. */
  async setServiceTerms(viewer: Viewer, input: NewTerms): Promise<ServiceRecord> {
    const { id, status } = await this.getToEdit(viewer, input.serviceId);
    return this.change(viewer, "setServiceTerms", input, async (tx) => {
      checkStillGiven(status);
      await writeTerms(tx, id, checkTerms(input));
    });
  }

  /** Checks and writes once per key: a retry that comes late is answered, and undoes nothing that came in between. */
  private async change(
    viewer: Viewer,
    operation: string,
    input: OfService,
    write: (tx: Transaction) => Promise<void>,
  ): Promise<ServiceRecord> {
    await this.database
      .transaction(viewer, (tx) =>
        once(tx, viewer, input.idempotencyKey, [operation, input], () => write(tx).then(() => input.serviceId)),
      )
      .catch(refuseByConstraint(REFUSALS));
    return this.getAgain(input.serviceId);
  }

  private async getToEdit(viewer: Viewer, id: string): Promise<ServiceRecord> {
    const service = await this.get(id);
    const regionCodes = viewer.area === null ? [] : await this.services.regionsOf(id);
    if (mayWriteDirectory(viewer, "directory:write", { agencyId: service.agencyId, regionCodes })) return service;
    throw new Refusal(
      "FORBIDDEN",
      "Only the head of the agency and the directory's editor of its region may change this entry.",
    );
  }

  private async get(id: string): Promise<ServiceRecord> {
    const service = isId(id) ? await this.services.find(id) : null;
    if (!service) throw notFound("service");
    return service;
  }

  private async getAgain(id: string): Promise<ServiceRecord> {
    const service = await this.services.findAgain(id);
    if (!service) throw notFound("service");
    return service;
  }
}
