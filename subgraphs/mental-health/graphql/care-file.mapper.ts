import { toAccess } from "../../kernel/access.type";
import type { EpisodeRecord } from "../data/care-file.repository";
import type { OpenedCareFile } from "../domain/care-file.service";
import type { CareEpisode, CareFile } from "./care-file.type";

export const toEpisode = (record: EpisodeRecord): CareEpisode => ({
  id: record.id,
  unit: {
    id: record.unit.id,
    name: record.unit.name,
    kind: record.unit.kind,
    synthetic: record.unit.synthetic,
    service: { id: record.unit.serviceId },
    agency: { id: record.unit.organisationId },
  },
  status: record.status,
  careLevel: record.careLevel,
  openedOn: record.openedOn,
  closedOn: record.closedOn,
  closingReason: record.closingReason,
  keyworkerId: record.keyworkerId,
  referralId: record.referralId,
  appointments: record.appointments,
});

export const toCareFile = ({ decision, asOf, record }: OpenedCareFile): CareFile => ({
  access: toAccess(decision, asOf),
  episodes: record?.episodes.map(toEpisode) ?? null,
  nextAppointment: record?.nextAppointment ?? null,
});
