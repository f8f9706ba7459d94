import type { Database } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import type { Postman } from "../../kernel/mail/postman";
import { badInput } from "../../kernel/refusal";
import type { Vault } from "../../kernel/secrets/vault";
import type { Viewer } from "../../kernel/viewer";
import type { MailPreference, NoticeMailRepository } from "../data/notice-mail.repository";
import { checkMailWish, USUAL_HOUR, type MailWish } from "./notice-mail.rules";
import { NOTICE_KINDS } from "./notice.rules";

export interface NewMailWish extends MailWish {
  readonly idempotencyKey?: string | null;
}

/** How it stands with somebody's letters. */
export interface MailStanding extends Omit<MailPreference, "address" | "until"> {
  /** Whether this hub writes to anybody. */
  readonly available: boolean;
  /** Null for who has said nothing, or longer than half a year ago. */
  readonly address: string | null;
  readonly until: Date | null;
}

const UNSAID = {
  address: null,
  rhythm: "OFF",
  hour: USUAL_HOUR,
  kinds: NOTICE_KINDS,
  until: null,
  failedAt: null,
} as const;

/** Whether and how the viewer is told by e-mail that there is something new. Nobody sees or sets it for another. */
export class NoticeMailService {
  constructor(
    private readonly viewer: Viewer,
    private readonly preferences: NoticeMailRepository,
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly postman: Postman | undefined,
  ) {}

  async get(): Promise<MailStanding> {
    const wish = await this.preferences.find();
    return { available: this.postman !== undefined, ...(wish ?? UNSAID) };
  }

  /**
   * For half a year, in the viewer's present role. BAD_USER_INPUT for an address that is none or that this hub does not
   * write to, and for letters where it writes none.
   */
  async set({ idempotencyKey, ...input }: NewMailWish): Promise<MailStanding> {
    const wish = checkMailWish(input);
    if (wish.rhythm !== "OFF" && !this.postman) throw badInput("rhythm", "unavailable", "This hub sends no e-mail.");
    if (this.postman?.reaches(wish.address) === false) {
      throw badInput("address", "domain", "This hub writes to addresses of the agencies only.");
    }
    const { address, ...rest } = wish;
    const request = ["setNoticeMail", { ...rest, address: this.vault.fingerprint(address) }] as const;
    await this.database.transaction(this.viewer, (tx) =>
      once(tx, this.viewer, idempotencyKey, request, async () => {
        await this.preferences.save(tx, wish, new Date());
        return this.viewer.id;
      }),
    );
    return this.get();
  }
}
