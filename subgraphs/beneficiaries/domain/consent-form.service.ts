import { createHash } from "node:crypto";
import { badInput } from "../../kernel/refusal";
import type { DirectoryClient } from "../data/directory.client";
import { renderConsentForm, type FormFacts } from "./consent-form";
import { FORM_VERSION } from "./consent-form.words";
import type { CheckedTerms, ConsentTermsService } from "./consent-terms.service";
import { checkSignedOn, type ConsentTerms, type NewConsent } from "./consent.rules";

/** A form to print, and what the ledger keeps of it. */
export interface PrintedForm {
  readonly html: string;
  readonly version: string;
  /** SHA-256 of the HTML, hexadecimal. */
  readonly hash: string;
}

/** What of a signed form is kept with its consent; nothing where another paper was signed. */
export interface KeptForm {
  readonly formVersion: string | null;
  readonly formHash: Buffer | null;
  readonly signedOn: string | null;
}

/** Prints the consent form before it is signed, and recognises it when it comes back. */
export class ConsentFormService {
  constructor(
    private readonly terms: ConsentTermsService,
    private readonly directory: DirectoryClient,
  ) {}

  /** Refuses what {@link ConsentTermsService.check} refuses: what could not be recorded is not printed. */
  async print(terms: ConsentTerms): Promise<PrintedForm> {
    return this.render(await this.terms.check(terms, new Date()), terms.until);
  }

  /** Refuses a form that says something else than what is being recorded: it was changed, or is of another person. */
  async recognise(form: NewConsent["form"], checked: CheckedTerms, until: string, now: Date): Promise<KeptForm> {
    if (!form) return { formVersion: null, formHash: null, signedOn: null };
    const signedOn = checkSignedOn(form.signedOn, now);
    const { version, hash } = await this.render(checked, until);
    if (form.version !== version) throw badInput("form.version", "unknown", "This version of the form is not in use.");
    if (form.hash !== hash) throw badInput("form.hash", "mismatch", "The signed form says something else than this.");
    return { formVersion: version, formHash: Buffer.from(hash, "hex"), signedOn };
  }

  private async render(checked: CheckedTerms, until: string): Promise<PrintedForm> {
    const { seen, recipient, agency, categories, giver } = checked;
    const centre = (await this.directory.findAgency(seen.record.centreId)) ?? UNKNOWN_CENTRE;
    const named = recipient.kind === "AGENCY" ? { kind: recipient.kind, nameEl: agency?.nameEl ?? "" } : recipient;
    const html = renderConsentForm({ person: seen.record, centre, recipient: named, categories, giver, until });
    return { html, version: FORM_VERSION, hash: createHash("sha256").update(html).digest("hex") };
  }
}

/** A centre the directory does not list yet still asks for consent; its stamp says the rest. */
const UNKNOWN_CENTRE: FormFacts["centre"] = { nameEl: "Κέντρο Κοινότητας", address: null, phones: [] };
