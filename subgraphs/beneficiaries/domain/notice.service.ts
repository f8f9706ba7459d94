import type { Database } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { isId } from "../../kernel/identifier";
import { checkFirst, toPage, type Page } from "../../kernel/paging/paging";
import { badInput, notFound } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import type { NoticeRecord, NoticeRepository } from "../data/notice.repository";
import { noticeWriter } from "../data/notice.writer";
import { MOST_COUNTED, MOST_NOTICES } from "./notice.rules";
import { readPosition } from "./position.rules";

export interface ReadNotices {
  readonly noticeIds: readonly string[];
  readonly idempotencyKey?: string | null;
}

export interface ReadUpTo {
  readonly upTo: string;
  readonly idempotencyKey?: string | null;
}

/** What the viewer must be told of, as themselves or as one of many. Everybody reads for themselves. */
export class NoticeService {
  constructor(
    private readonly viewer: Viewer,
    private readonly notices: NoticeRepository,
    private readonly database: Database,
  ) {}

  /** The newest first. Who is told nothing has an empty list. */
  async list(unreadOnly: boolean, first: number, after?: string | null): Promise<Page<NoticeRecord>> {
    const limit = checkFirst(first);
    return toPage(await this.notices.list(unreadOnly, limit + 1, readPosition(after)), limit);
  }

  /** Null for one that is not addressed to the viewer. */
  async find(id: string): Promise<NoticeRecord | null> {
    const [notice] = await this.notices.listByIds([id]);
    return notice ?? null;
  }

  /** How many the viewer has not read, {@link MOST_COUNTED} when there are more. */
  countUnread(): Promise<number> {
    return this.notices.countUnread(MOST_COUNTED);
  }

  /**
   * Marks as read by the viewer the notice they saw last and everything before it: what came meanwhile they have not
   * seen. NOT_FOUND when it is not theirs. Answers how many are unread now.
   */
  async markReadUpTo(input: ReadUpTo): Promise<number> {
    const last = isId(input.upTo) ? await this.find(input.upTo) : null;
    if (!last) throw notFound("notice");
    await this.database.transaction(this.viewer, (tx) =>
      once(tx, this.viewer, input.idempotencyKey, ["markAllNoticesRead", input], async () => {
        await this.notices.markReadUpTo(tx, last.id);
        return last.id;
      }),
    );
    return this.countUnread();
  }

  /** Marks them as read by the viewer; again changes nothing. One that is not theirs is NOT_FOUND, and none is marked. */
  async markRead(input: ReadNotices): Promise<NoticeRecord[]> {
    const asked = [...new Set(input.noticeIds)];
    if (asked.length === 0) throw badInput("noticeIds", "empty", "Name at least one notice.");
    if (asked.length > MOST_NOTICES) throw badInput("noticeIds", "count", `At most ${MOST_NOTICES} at once.`);
    const theirs = asked.every(isId) ? await this.notices.listByIds(asked) : [];
    if (theirs.length < asked.length) throw notFound("notice");
    await this.database.transaction(this.viewer, (tx) =>
      once(tx, this.viewer, input.idempotencyKey, ["markNoticesRead", input], async () => {
        await noticeWriter.markRead(tx, asked, this.viewer);
        return asked[0]!;
      }),
    );
    return this.notices.listByIds(asked);
  }
}
