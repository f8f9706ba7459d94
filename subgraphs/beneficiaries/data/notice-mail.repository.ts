import type { Database, Transaction } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import type { Vault } from "../../kernel/secrets/vault";
import type { Viewer } from "../../kernel/viewer";
import type { MailWish } from "../domain/notice-mail.rules";
import { NoticePreferenceRow } from "./notice-mail.row";

/** What somebody wants, and how it went. */
export interface MailPreference extends MailWish {
  /** From then on it is forgotten. */
  readonly until: Date;
  /** When the last letter could not be delivered; null when it could. */
  readonly failedAt: Date | null;
}

type Sealed = Omit<MailPreference, "address"> & { readonly addressSealed: Buffer };

/** $1 the viewer. Of the letters only the last one matters: who was reached since has no problem. */
const PREFERENCE = statement<Sealed>(
  "notice_preference",
  `select p.address_sealed as "addressSealed", p.rhythm, p.hour, p.kinds, p.changed_at + interval '180 days' as until,
    (select case when last.state in ('REFUSED', 'GIVEN_UP') then last.settled_at end from notice_mail last
     where last.viewer_id = p.viewer_id and last.settled_at is not null order by last.settled_at desc limit 1) as "failedAt"
  from notice_preference p where p.viewer_id = $1`,
);

/** The viewer's own wish. */
export class NoticeMailRepository {
  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
    private readonly vault: Vault,
  ) {}

  async find(): Promise<MailPreference | null> {
    const [found] = await this.database.rows(this.viewer, PREFERENCE, [this.viewer.id]);
    if (!found) return null;
    const { addressSealed, ...rest } = found;
    return { ...rest, address: this.vault.open(addressSealed) };
  }

  async save(tx: Transaction, { address, kinds, ...rest }: MailWish, changedAt: Date): Promise<void> {
    const { id: viewerId, role, organisationId } = this.viewer;
    const addressSealed = this.vault.seal(address);
    const row = { ...rest, ...{ viewerId, role, organisationId, addressSealed, kinds: [...kinds], changedAt } };
    await tx.upsert(NoticePreferenceRow, row, ["viewerId"]);
  }
}
