import { NOBODY } from "../../kernel/identifier";
import type { Viewer } from "../../kernel/viewer";

/** Who appends to the chain: no person, and nobody any token can name. Row-level security lets nobody else. */
export const RECORDER: Viewer = {
  id: NOBODY,
  role: "SERVICE",
  organisationId: null,
  area: null,
  purpose: "OVERSIGHT",
};
