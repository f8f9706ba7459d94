import { toAccess } from "../../kernel/access.type";
import { toConnection } from "../../kernel/paging/connection.type";
import type { Viewer } from "../../kernel/viewer";
import type { LogEntry } from "../domain/access-log.rules";
import { sentenceOf, type Language } from "../domain/access-log.sentences";
import type { OpenedLog } from "../domain/access-log.service";
import type { AccessLogConnection, AccessLogEntry } from "./access-log.type";

/** Who it was by name is the officer's to know; to others it is a role of an organisation. */
const toEntry = (entry: LogEntry, { role }: Viewer, language: Language): AccessLogEntry => ({
  ...entry,
  sentence: sentenceOf(entry, language),
  organisation: entry.organisationId === null ? null : { id: entry.organisationId },
  viewerId: role === "DPO" ? entry.viewerId : null,
  items: entry.items.map((item) => ({ ...item, categories: [...item.categories] })),
});

export const toAccessLog =
  (viewer: Viewer, language: Language) =>
  ({ decision, page }: OpenedLog): AccessLogConnection => ({
    access: toAccess(decision, new Date()),
    ...toConnection(
      page,
      (entry) => toEntry(entry, viewer, language),
      ({ at, id }) => [at, id],
    ),
  });
