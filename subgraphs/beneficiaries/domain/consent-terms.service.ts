import { isConfidential, type Category } from "../../kernel/policy/vocabulary";
import type { AgencyFacts, DirectoryClient } from "../data/directory.client";
import { decideGiver, type Consenter, type ConsentGiver } from "./consent-giver.rules";
import {
  checkAgencyKind,
  checkHoldable,
  checkMayBeNamed,
  readRecipient,
  type ConsentRecipient,
} from "./consent-recipient.rules";
import { checkCategories, checkPurpose, checkUntil, type ConsentTerms } from "./consent.rules";
import type { PersonService } from "./person.service";
import type { SeenPerson } from "./seen-person";

/** Terms that may be agreed to: everything looked up and checked. */
export interface CheckedTerms {
  readonly seen: SeenPerson;
  readonly recipient: ConsentRecipient;
  /** The directory's facts of the recipient; null for the own centre and for a domain. */
  readonly agency: AgencyFacts | null;
  readonly giver: ConsentGiver;
  readonly categories: readonly Category[];
  readonly untilAt: Date;
}

/** One way to check what a person is asked to agree to: before the form is printed, and when it is recorded. */
export class ConsentTermsService {
  constructor(
    private readonly people: PersonService,
    private readonly directory: DirectoryClient,
  ) {}

  /** NOT_FOUND or FORBIDDEN for the person as for every change of the record; BAD_USER_INPUT names the wrong field. */
  async check(terms: ConsentTerms, now: Date): Promise<CheckedTerms> {
    const untilAt = checkUntil(terms.until, now);
    const categories = checkCategories(terms.categories);
    checkPurpose(terms.purpose);
    const seen = await this.people.getFor("consent:write", terms.beneficiaryId);
    const recipient = readRecipient(terms, seen.record.centreId);
    if ([...categories, terms.recipientDomain ?? ""].some(isConfidential)) seen.confide();
    checkHoldable(recipient, categories);
    const giver = decideGiver(terms, asConsenter(seen), await this.findGuardian(terms.guardianId), now);
    const agency = recipient.kind === "AGENCY" ? await this.directory.findAgency(recipient.id) : null;
    if (recipient.kind === "AGENCY") checkAgencyKind(agency?.kind ?? null);
    checkMayBeNamed(agency?.confidentialDomains ?? []);
    return { seen, recipient, agency, giver, categories, untilAt };
  }

  private async findGuardian(id: string | null | undefined): Promise<Consenter | null> {
    const guardian = id ? await this.people.find(id) : null;
    return guardian && asConsenter(guardian);
  }
}

const asConsenter = ({ record }: SeenPerson): Consenter => record;
