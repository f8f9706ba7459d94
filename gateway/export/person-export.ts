import { collectPerson, type AskExport, type Person } from "./collect";
import { CONFIDENTIAL_SERVICES, listWithheld, type Withheld } from "./withheld";

/** What the hub's owners hold on one person, as the person gets it (GDPR art. 15(3) and 20). */
export interface PersonExport {
  readonly about: {
    readonly says: string;
    readonly madeAt: string;
    /** Changes when the form of the document changes so that a reader of the old one would misread it. */
    readonly format: "syndesmos-person-export/1";
    readonly confidentialServices: string;
  };
  readonly person: Person;
  readonly withheld: readonly Withheld[];
}

const SAYS =
  "Όλα όσα τηρούν για εσάς οι φορείς που συνδέονται στον Σύνδεσμο, όπως τα έδωσε ο καθένας για αυτό το αίτημα " +
  "(Γενικός Κανονισμός Προστασίας Δεδομένων, άρθρα 15 και 20).";

/** Null for who is not there or not the viewer's to see. */
export async function exportPerson(ask: AskExport, id: string): Promise<PersonExport | null> {
  const person = await collectPerson(ask, id);
  if (!person) return null;
  const about = { says: SAYS, madeAt: new Date().toISOString(), format: "syndesmos-person-export/1" as const };
  return {
    about: { ...about, confidentialServices: CONFIDENTIAL_SERVICES },
    person,
    withheld: listWithheld(person),
  };
}
