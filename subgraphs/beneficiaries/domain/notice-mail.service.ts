import type { Database } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import type { Postman } from "../../kernel/mail/postman";
import { badInput, Refusal } from "../../kernel/refusal";
import type { Vault } from "../../kernel/secrets/vault";
import type { Viewer } from "../../kernel/viewer";
import type { MailPreference, NoticeMailRepository } from "../data/notice-mail.repository";
import { checkMailWish, CODE_LASTS_MS, CODE_TRIES, codeOf, CODES_A_DAY, DAY_MS, USUAL_HOUR } from "./notice-mail.rules";
import type { MailWish } from "./notice-mail.rules";
import { NOTICE_KINDS } from "./notice.rules";

export interface NewMailWish extends MailWish {
  readonly idempotencyKey?: string | null;
}

/** How it stands with somebody's letters. */
export interface MailStanding extends Omit<MailPreference, "address" | "until" | "provenAt"> {
  /** Whether this hub writes to anybody. */
  readonly available: boolean;
  /** Null for who has said nothing, or longer than half a year ago. */
  readonly address: string | null;
  readonly until: Date | null;
  /** Whether the address was proven: nobody is written to before, but with the code. */
  readonly proven: boolean;
}

export interface Proof {
  readonly code: string;
  readonly idempotencyKey?: string | null;
}

const UNSAID = {
  address: null,
  rhythm: "OFF",
  hour: USUAL_HOUR,
  kinds: NOTICE_KINDS,
  until: null,
  failedAt: null,
  provenAt: null,
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
    const { provenAt, ...wish } = (await this.preferences.find()) ?? UNSAID;
    return { available: this.postman !== undefined, proven: provenAt !== null, ...wish };
  }

  /**
   * For half a year, in the viewer's present role. An address that is new, or was never proven, is sent a code.
   * BAD_USER_INPUT for an address that is none or that this hub does not write to, and for letters where it writes none;
   * LIMIT_REACHED for a fourth code in a day.
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
        const before = await this.preferences.find();
        const provenAt = before?.address === address ? before.provenAt : null;
        if (!provenAt && wish.rhythm !== "OFF") await this.refuseManyCodes();
        await this.preferences.save(tx, wish, provenAt, new Date());
        return this.viewer.id;
      }),
    );
    return this.get();
  }

  /**
   * The code from the letter came back: from now on there may be others. BAD_USER_INPUT for a code that is wrong or older
   * than three hours, LIMIT_REACHED after five tries: to say the address again sends another.
   */
  async prove({ code, idempotencyKey }: Proof): Promise<MailStanding> {
    const wish = await this.preferences.find();
    if (!wish) throw badInput("code", "unasked", "Say first where you want to be written to.");
    if (!wish.provenAt) await this.checkCode(wish.address, code.replaceAll(/\s/g, ""));
    const request = ["proveNoticeMail", { code: this.vault.fingerprint(code) }] as const;
    await this.database.transaction(this.viewer, (tx) =>
      once(tx, this.viewer, idempotencyKey, request, async () => {
        await this.preferences.prove(tx, new Date());
        return this.viewer.id;
      }),
    );
    return this.get();
  }

  /** The try is counted whatever becomes of it, so in a transaction of its own. */
  private async checkCode(address: string, code: string): Promise<void> {
    if (!(await this.database.transaction(this.viewer, (tx) => this.preferences.takeTry(tx, CODE_TRIES)))) {
      throw new Refusal("LIMIT_REACHED", "Too many wrong codes. Say your address again to get another.");
    }
    const [letter] = await this.preferences.listCodes(new Date(Date.now() - CODE_LASTS_MS));
    if (letter && code === codeOf((text) => this.vault.fingerprint(text), letter, address)) return;
    throw badInput("code", "wrong", "This is not the code of the last letter, or it is older than three hours.");
  }

  private async refuseManyCodes(): Promise<void> {
    const codes = await this.preferences.listCodes(new Date(Date.now() - DAY_MS));
    if (codes.length < CODES_A_DAY) return;
    throw new Refusal("LIMIT_REACHED", `At most ${CODES_A_DAY} codes are sent in a day. Try again tomorrow.`);
  }
}
