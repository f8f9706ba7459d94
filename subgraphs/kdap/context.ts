import type { Database } from "../kernel/database/database";
import { remembered } from "../kernel/remembered";
import { Desk } from "../kernel/referred/desk";
import { ErasureService } from "../kernel/retention/erasure.service";
import type { ServedCall } from "../kernel/subgraph";
import { AttendanceRepository } from "./data/attendance.repository";
import { ChildcareFileRepository, listOperators } from "./data/childcare-file.repository";
import { SlotRepository } from "./data/slot.repository";
import { ChildcareFileService } from "./domain/childcare-file.service";
import { EnrolmentService } from "./domain/enrolment.service";
import { TRADE } from "./domain/trade";
import { SlotService } from "./domain/slot.service";

/** What a resolver of this subgraph can reach. */
export interface Context {
  readonly erasure: ErasureService;
  readonly attendance: AttendanceRepository;
  readonly childcareFiles: ChildcareFileService;
  readonly slots: SlotService;
  readonly enrolments: EnrolmentService;
}

export function assemble(database: Database): (call: ServedCall) => Context {
  const operators = remembered(() => listOperators(database));
  return (call) => {
    const { viewer } = call;
    const now = new Date();
    return {
      erasure: new ErasureService(call, database),
      attendance: new AttendanceRepository(database, viewer),
      childcareFiles: new ChildcareFileService(
        call,
        new ChildcareFileRepository(database, viewer, now),
        operators,
        now,
      ),
      enrolments: new EnrolmentService(new Desk(call, database, TRADE, () => new Date())),
      slots: new SlotService(viewer, new SlotRepository(database, viewer, now), now),
    };
  };
}
