import { athensDay } from "../../kernel/athens";
import type { Database } from "../../kernel/database/database";
import { refuseByConstraint } from "../../kernel/database/constraint";
import { isId } from "../../kernel/identifier";
import { badInput, notFound, Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import type { ServiceRepository } from "../data/service.repository";
import type { ServiceRecord } from "../data/service.statements";
import { writeAssurance, writeCapacity, writeStatus } from "../data/upkeep.repository";
import { checkCapacity, type CapacityFigures } from "./capacity.rules";
import { mayWriteDirectory } from "./directory-access.rules";
import { checkStatusChange, checkStillGiven, type StatusChange } from "./service-status.rules";
import type { CapacityUnit } from "./vocabulary";

/** The second line behind checkCapacity, should the two ever disagree. */
const REFUSALS = {
  service_capacity_bounds: () => badInput("available", "maximum", "These figures cannot be."),
};

/**
 * Keeping the directory true: free places, confirmation, opening and closing.
 *
 * The directory is public, so what is not yours to change is FORBIDDEN, and only what is not there is NOT_FOUND: also
 * a confidential service, for whom it is not there. All changes can be repeated: the second time they find what they want.
 */
export class ServiceUpkeep {
  constructor(
    private readonly database: Database,
    private readonly services: ServiceRepository,
  ) {}

  /** Refuses with ILLEGAL_TRANSITION for a service that has ended, BAD_USER_INPUT for figures that cannot be. */
  async updateCapacity(viewer: Viewer, serviceId: string, unit: CapacityUnit, figures: CapacityFigures) {
    const service = await this.get(serviceId);
    if (!mayWriteDirectory(viewer, "capacity:write", { agencyId: service.agencyId, regionCodes: [] })) {
      throw new Refusal("FORBIDDEN", "Only the people of the agency that gives this service say what is free.");
    }
    checkStillGiven(service.status);
    checkCapacity(figures);
    const change = { serviceId, unit, ...figures, updatedAt: new Date(), updatedBy: viewer.id };
    await this.database.transaction(viewer, (tx) => writeCapacity(tx, change)).catch(refuseByConstraint(REFUSALS));
    return this.getAgain(serviceId);
  }

  /** The entry is right as of today, and the viewer says so. */
  async confirmService(viewer: Viewer, serviceId: string): Promise<ServiceRecord> {
    const service = await this.getToEdit(viewer, serviceId);
    checkStillGiven(service.status);
    await this.database.transaction(viewer, (tx) => writeAssurance(tx, serviceId, athensDay(new Date()), viewer.id));
    return this.getAgain(serviceId);
  }

  /** Refuses with ILLEGAL_TRANSITION what cannot follow, with CONFLICT when somebody else was quicker. */
  async setServiceStatus(viewer: Viewer, serviceId: string, change: StatusChange): Promise<ServiceRecord> {
    const { status: from } = await this.getToEdit(viewer, serviceId);
    checkStatusChange(from, change, athensDay(new Date()));
    const write = { from, to: change.status, reopensOn: change.reopensOn };
    if (!(await this.database.transaction(viewer, (tx) => writeStatus(tx, serviceId, write)))) {
      throw new Refusal("CONFLICT", "Somebody else changed this service at the same moment. Look again.");
    }
    return this.getAgain(serviceId);
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
