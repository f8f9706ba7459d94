import type { Database } from "../kernel/database/database";
import { remembered } from "../kernel/remembered";
import type { Call } from "../kernel/viewer";
import { ChildcareFileRepository, listOperators } from "./data/childcare-file.repository";
import { SlotRepository } from "./data/slot.repository";
import { ChildcareFileService } from "./domain/childcare-file.service";
import { SlotService } from "./domain/slot.service";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly childcareFiles: ChildcareFileService;
  readonly slots: SlotService;
}

export function assemble(database: Database): (call: Call) => Context {
  const operators = remembered(() => listOperators(database));
  return ({ viewer }) => {
    const now = new Date();
    return {
      childcareFiles: new ChildcareFileService(
        viewer,
        new ChildcareFileRepository(database, viewer, now),
        operators,
        now,
      ),
      slots: new SlotService(viewer, new SlotRepository(database, viewer, now), now),
    };
  };
}
