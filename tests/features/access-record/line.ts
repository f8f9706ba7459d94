import type { Purpose } from "../../../subgraphs/kernel/policy/vocabulary";
import type { Answer, TestHub } from "../../support/hub";

export type Fields = Record<string, unknown>;

/** One story, told line by line: its hub, and what it has come to know so far. */
export interface Story {
  readonly hub: TestHub;
  /** Whom it is about, as soon as they are registered. */
  person: string;
  /** Whatever a later line needs of an earlier one, by a name of its own. */
  readonly ids: Record<string, string>;
}

/** Somebody asks or changes something, and this stands in the access record. */
export interface Line {
  /** An operation of schema/operations by its name, or any other document. */
  readonly ask: string;
  /** The persona who asks. */
  readonly by: string;
  /** Why; the usual purpose of their role when not given. */
  readonly purpose?: Purpose;
  readonly with?: (story: Story) => Fields | Promise<Fields>;
  /**
   * What was decided, as `linesOf` tells it, no line more; none at all for what is about nobody, which leaves no
   * record.
   */
  readonly says: readonly string[];
  /** There are more lines and people in it, which depend on the caseload. */
  readonly amongOthers?: true;
  /** Whom it names; the person of the story when not given. */
  readonly names?: (story: Story) => readonly string[];
  readonly then?: (data: Answer["data"], story: Story) => void;
}

/** The usual words of records. */
export const does = (action: string, category = "IDENTITY") => `beneficiaries ${action} ${category}: PUBLIC_TASK`;
export const officer = (action: string, category = "IDENTITY") =>
  `beneficiaries ${action} ${category}: LEGAL_OBLIGATION`;
export const IDENTITY = does("person:read");
export const CONTACT = does("person:read", "CONTACT");
export const LOOP = does("referral:read", "REFERRAL");
export const CONSENTS = does("consent:read");
