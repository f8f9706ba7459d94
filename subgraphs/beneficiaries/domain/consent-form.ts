import type { Category } from "../../kernel/policy/vocabulary";
import type { NeedDomain } from "../../kernel/need-domain.enum";
import type { ConsentGiver } from "./consent-giver.rules";
import * as words from "./consent-form.words";

/** Everything a form says that differs from one person to the next. */
export interface FormFacts {
  readonly person: {
    readonly givenName: string;
    readonly surname: string;
    readonly fatherName: string | null;
    readonly birthDate: string | null;
  };
  readonly centre: { readonly nameEl: string; readonly address: string | null; readonly phones: readonly string[] };
  readonly recipient:
    | { readonly kind: "CENTRE" }
    | { readonly kind: "AGENCY"; readonly nameEl: string }
    | { readonly kind: "DOMAIN"; readonly domain: `${NeedDomain}` };
  readonly categories: readonly Category[];
  readonly giver: ConsentGiver;
  /** Last day, YYYY-MM-DD. */
  readonly until: string;
}

/**
 * The form as a page of HTML: complete in itself, ready to print on A4, in Greek. The same facts give the same bytes,
 * so that its hash tells what was signed; nothing of the moment is on it. Every fact is escaped.
 */
export function renderConsentForm(facts: FormFacts): string {
  const body = [
    `<header><h1>${words.TITLE}</h1><p>για την ανταλλαγή δεδομένων προσωπικού χαρακτήρα</p>`,
    `<p class="small">${words.LAW}. Έκδοση εντύπου ${words.FORM_VERSION}.</p></header>`,
    section("Ποιον αφορά", table(personRows(facts))),
    section("Ποιος είναι υπεύθυνος", table(centreRows(facts.centre))),
    section("Ποιος θα βλέπει τα στοιχεία", paragraph(recipientWords(facts))),
    section("Ποια στοιχεία", list(facts.categories.map((category) => words.CATEGORY_WORDS[category]))),
    section("Για ποιον σκοπό", paragraph(words.PURPOSE)),
    section("Για πόσο χρόνο", paragraph(durationWords(facts.until))),
    section("Είστε ελεύθεροι να αρνηθείτε", paragraph(words.FREEDOM)),
    section("Πώς ανακαλείτε τη συγκατάθεση", paragraph(words.WITHDRAWAL)),
    section("Τα δικαιώματά σας", list(words.RIGHTS) + paragraph(words.KEEPING)),
    section("Δήλωση", paragraph(words.DECLARATION) + signatures(facts.giver)),
  ];
  return page(body.join("\n"));
}

function personRows({ person, giver }: FormFacts): [string, string][] {
  const rows: [string, string][] = [["Ονοματεπώνυμο", `${person.surname} ${person.givenName}`]];
  if (person.fatherName) rows.push(["Όνομα πατέρα", person.fatherName]);
  if (person.birthDate) rows.push(["Ημερομηνία γέννησης", greekDay(person.birthDate)]);
  if (giver.givenBy === "GUARDIAN") rows.push(["Συγκατατίθεται, ως ασκών τη γονική μέριμνα ή επιμέλεια", giver.name]);
  if ("courtDecision" in giver) {
    const capacity = giver.givenBy === "SUPPORTER" ? "δικαστικός συμπαραστάτης" : "επίτροπος του ανηλίκου";
    rows.push([`Συγκατατίθεται, ως ${capacity}`, giver.name], ["Δικαστική απόφαση", giver.courtDecision]);
  }
  return rows;
}

const centreRows = ({ nameEl, address, phones }: FormFacts["centre"]): [string, string][] => [
  ["Υπεύθυνος επεξεργασίας: ο Δήμος, μέσω της δομής του", nameEl],
  ["Διεύθυνση", address ?? BLANK],
  ["Τηλέφωνα", phones.join(", ") || BLANK],
  ["Υπεύθυνος προστασίας δεδομένων (DPO)", BLANK],
];

function recipientWords({ recipient, centre }: FormFacts): string {
  if (recipient.kind === "AGENCY") return `Ο φορέας «${recipient.nameEl}», και κανένας άλλος.`;
  if (recipient.kind === "CENTRE") {
    return `Το «${centre.nameEl}»: θα βλέπει όσα τηρούν για εσάς οι συνεργαζόμενες υπηρεσίες. Κανένας άλλος.`;
  }
  return (
    `Κάθε υπηρεσία του τομέα «${words.DOMAIN_WORDS[recipient.domain]}» στην οποία σας παραπέμπει το Κέντρο, για όσο ` +
    "διαρκεί η παραπομπή και έως τριάντα (30) ημέρες μετά το τέλος της. Καμία άλλη."
  );
}

const durationWords = (until: string): string =>
  `Η συγκατάθεση ισχύει από την καταχώριση του εντύπου έως και τις ${greekDay(until)}. Μετά παύει να ισχύει χωρίς άλλη ` +
  "ενέργεια. Καμία συγκατάθεση δεν ισχύει περισσότερο από είκοσι τέσσερις (24) μήνες.";

function signatures({ givenBy }: ConsentGiver): string {
  const who = SIGNATORIES[givenBy];
  const places = [
    `${who} (υπογραφή)`,
    "Τόπος και ημερομηνία",
    "Μάρτυρας, αν η δήλωση είναι προφορική",
    "Για το Κέντρο",
  ];
  return `<div class="signatures">${places.map((place) => `<div>${place}</div>`).join("")}</div>`;
}

const SIGNATORIES: Readonly<Record<ConsentGiver["givenBy"], string>> = {
  PERSON: "Ο/Η δηλών/ούσα",
  GUARDIAN: "Ο γονέας ή κηδεμόνας",
  SUPPORTER: "Ο/Η συμπαραστάτης",
  APPOINTED_GUARDIAN: "Ο/Η επίτροπος",
};

/** Filled in by hand or stamp: the directory does not say it. */
const BLANK = "…………………………………………………";

const greekDay = (day: string): string => day.split("-").reverse().join("/");

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;
const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`;
const table = (rows: readonly [string, string][]): string =>
  `<table>${rows.map(([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join("")}</table>`;
const section = (title: string, content: string): string => `<section><h2>${escaped(title)}</h2>${content}</section>`;

/** Nothing is loaded and nothing runs, whatever a name says. */
const page = (body: string): string => `<!doctype html>
<html lang="el">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${words.TITLE}</title>
<style>
@page { size: A4; margin: 16mm 18mm; }
body { font: 10.5pt/1.4 "Noto Serif", "Times New Roman", serif; color: #000; max-width: 174mm; margin: 0 auto; }
h1 { font-size: 16pt; margin: 0; } h2 { font-size: 11pt; margin: 3.5mm 0 1mm; } p, ul { margin: 0 0 1.5mm; }
header { border-bottom: 0.4mm solid #000; padding-bottom: 2mm; } .small { font-size: 8.5pt; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: 0.8mm 2mm 0.8mm 0; }
th { font-weight: normal; width: 62mm; } section { break-inside: avoid; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 14mm 10mm; margin-top: 14mm; }
.signatures div { border-top: 0.2mm solid #000; padding-top: 1mm; font-size: 9pt; }
</style>
</head>
<body>
${body}
</body>
</html>
`;
