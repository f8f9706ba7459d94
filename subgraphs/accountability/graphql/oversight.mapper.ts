import { toConnection } from "../../kernel/paging/connection.type";
import type { Page } from "../../kernel/paging/paging";
import type { Finding } from "../data/record.statements";
import type { ShownRecord } from "../domain/oversight.service";
import type { AccessRecord, UnusualAccess } from "./oversight.type";

const toAgency = (id: string | null) => (id === null ? null : { id });

function toRecord({ seq, record, disclosures }: ShownRecord): AccessRecord {
  const { viewer, kind, ...rest } = record;
  const { id: viewerId, role, organisationId, purpose } = viewer;
  const organisation = toAgency(organisationId);
  return {
    ...rest,
    seq,
    viewerId,
    role,
    purpose,
    organisation,
    kind: kind.toUpperCase(),
    disclosures: [...disclosures],
  };
}

export const toRecords = (page: Page<ShownRecord>) =>
  toConnection(page, toRecord, ({ record, seq }) => [record.at, String(seq)]);

const toUnusual = ({ organisationId, ...finding }: Finding): UnusualAccess => ({
  ...finding,
  organisation: toAgency(organisationId),
});

export const toUnusualPage = (page: Page<Finding>) =>
  toConnection(page, toUnusual, ({ day, kind, viewerId }) => [day, kind, viewerId]);
