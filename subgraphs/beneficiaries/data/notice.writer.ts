import type { Transaction } from "../../kernel/database/database";
import { newId } from "../../kernel/identifier";
import type { Role } from "../../kernel/policy/vocabulary";
import type { Viewer } from "../../kernel/viewer";
import type { NoticeKind } from "../domain/notice.rules";
import { NoticeRow } from "./notice.row";

/** Everybody who holds a role, in one organisation or (null) in all. */
export interface Addressee {
  readonly role: Role;
  readonly organisationId: string | null;
}

export interface Tidings {
  readonly kind: NoticeKind;
  readonly at: Date;
  readonly beneficiaryId: string | null;
  readonly subjectId: string | null;
}

/** Notices are written with what they tell of: whoever does it has told, or has not done it. */
export const noticeWriter = {
  async tell(tx: Transaction, addressees: readonly Addressee[], tidings: Tidings, viewer: Viewer): Promise<void> {
    const { id: actorId, organisationId: actorOrganisationId } = viewer;
    const notices = addressees.map(({ role, organisationId }) => ({
      ...{ id: newId(), ...tidings, actorId, actorOrganisationId },
      ...{ recipientRole: role, recipientOrganisationId: organisationId, recipientId: null },
    }));
    // Nothing is returned: who tells may not read it.
    await tx.createQueryBuilder().insert().into(NoticeRow).values(notices).updateEntity(false).execute();
  },

  /** Reading twice is reading once. */
  async markRead(tx: Transaction, noticeIds: readonly string[], viewer: Viewer): Promise<void> {
    await tx.query(
      `insert into notice_reading (notice_id, reader_id, at) select id, $2, now() from unnest($1::uuid[]) as read(id)
       on conflict (notice_id, reader_id) do nothing`,
      [noticeIds, viewer.id],
    );
  },
};
