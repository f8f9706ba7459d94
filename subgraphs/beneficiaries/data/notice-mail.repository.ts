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
  /** When they showed that they read what comes there; null: they have not yet. */
  readonly provenAt: Date | null;
}

type Sealed = Omit<MailPreference, "address"> & { readonly addressSealed: Buffer };

/** $1 the viewer. Of the letters only the last one matters: who was reached since has no problem. */
const PREFERENCE = statement<Sealed>(
  "notice_preference",
  `select p.address_sealed as "addressSealed", p.rhythm, p.hour, p.kinds, p.proven_at as "provenAt",
    p.changed_at + interval '180 days' as until,
    (select case when last.state in ('REFUSED', 'GIVEN_UP') then last.settled_at end from notice_mail last
     where last.viewer_id = p.viewer_id and last.settled_at is not null order by last.settled_at desc limit 1) as "failedAt"
  from notice_preference p where p.viewer_id = $1`,
);

/** Letters with a code to $1 since $2 that have left, or wait to. */
const CODES = statement<{ id: string }>(
  "notice_mail_codes",
  `select id from notice_mail where viewer_id = $1 and purpose = 'CODE' and state in ('PENDING', 'SENT')
     and uuid_extract_timestamp(id) > $2 order by id desc`,
);
const TRY = `
  update notice_preference set code_tries = code_tries + 1 where viewer_id = $1 and code_tries < $2 returning viewer_id`;
const PROVE = "update notice_preference set proven_at = $2 where viewer_id = $1 and proven_at is null";

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

  /** Letters that brought a code, the last one first. Their ids are what the codes are made of. */
  async listCodes(since: Date): Promise<string[]> {
    return (await this.database.rows(this.viewer, CODES, [this.viewer.id, since])).map(({ id }) => id);
  }

  /** Counts a try, also of tries at once; false when there were as many as may be. */
  async takeTry(tx: Transaction, most: number): Promise<boolean> {
    const [taken] = await tx.query<[object[], number]>(TRY, [this.viewer.id, most]);
    return taken.length > 0;
  }

  async prove(tx: Transaction, now: Date): Promise<void> {
    await tx.query(PROVE, [this.viewer.id, now]);
  }

  /** `provenAt`: of an address that was said before; null sends a code there, and begins to count its tries. */
  async save(tx: Transaction, wish: MailWish, provenAt: Date | null, changedAt: Date): Promise<void> {
    const { address, kinds, ...rest } = wish;
    const { id: viewerId, role, organisationId } = this.viewer;
    const addressSealed = this.vault.seal(address);
    const said = { viewerId, role, organisationId, addressSealed, kinds: [...kinds], changedAt };
    const row = { ...rest, ...said, provenAt, codeTries: 0 };
    await tx.upsert(NoticePreferenceRow, row, ["viewerId"]);
  }
}
