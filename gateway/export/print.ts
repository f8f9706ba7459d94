import { getNamedType, isObjectType, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema } from "graphql";
import { html, Html } from "./html";
import type { PersonExport } from "./person-export";
import { sayValue } from "./values.el";
import { CONFIDENTIAL_SERVICES } from "./withheld";
import { wordFor } from "./words.el";

/**
 * How access was decided has its own section, confidential services have the same words for everybody, and what was seen
 * (the items of the access log) stands in the sentence beside it.
 */
const NOT_PRINTED: ReadonlySet<string> = new Set(["access", "withheld", "mentalHealth", "items"]);

/** The export as one page for A4 paper, in Greek. It loads nothing, and every value in it is escaped. */
export function printExport(document: PersonExport, schema: GraphQLSchema): string {
  const person = schema.getType("Beneficiary") as GraphQLObjectType;
  const [facts, sections] = split(document.person, person);
  return html`<!doctype html>
    <html lang="el">
      <head>
        <meta charset="utf-8" />
        <title>Αντίγραφο προσωπικών δεδομένων</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <h1>Αντίγραφο προσωπικών δεδομένων</h1>
        <p>${document.about.says}</p>
        <p>Ημερομηνία: ${sayValue(document.about.madeAt, schema.getType("DateTime")!)}</p>
        <h2>Τα στοιχεία σας</h2>
        ${printFields(facts, person)} ${sections.map(([field, value]) => printSection(field, value, person))}
        ${printWithheld(document)}
        <h2>Υπηρεσίες ειδικής εμπιστευτικότητας</h2>
        <p>${CONFIDENTIAL_SERVICES}</p>
        <p class="foot">
          Οι τεχνικοί κωδικοί των εγγραφών περιλαμβάνονται στο μηχαναγνώσιμο αντίγραφο (JSON). Έχετε δικαίωμα διόρθωσης
          και διαγραφής, και δικαίωμα καταγγελίας στην Αρχή Προστασίας Δεδομένων Προσωπικού Χαρακτήρα.
        </p>
      </body>
    </html> `.text;
}

const STYLE = new Html(
  [
    "@page { size: A4; margin: 18mm; }",
    'body { font: 10.5pt/1.4 "DejaVu Sans", Arial, sans-serif; color: #000; }',
    "h1 { font-size: 16pt; }",
    "h2 { font-size: 13pt; border-bottom: 1px solid #000; break-after: avoid; }",
    "dl { display: grid; grid-template-columns: 14em 1fr; gap: 2px 8px; margin: 0 0 8px; break-inside: avoid; }",
    "dt { font-weight: bold; }",
    "dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }",
    "article { border-left: 2px solid #999; padding-left: 8px; margin-bottom: 8px; }",
    ".foot { font-size: 9pt; margin-top: 16px; }",
  ].join("\n"),
);

type Field = readonly [name: string, value: unknown];

/** Files and long lists are sections; what is left is the person's own page. */
function split(person: Readonly<Record<string, unknown>>, type: GraphQLObjectType): [Field[], Field[]] {
  const isSection = ([, value]: Field): boolean =>
    isPlain(value) ? "access" in value : Array.isArray(value) && isPlain(value[0]);
  const fields = Object.entries(person).filter(([field]) => !NOT_PRINTED.has(field) && field in type.getFields());
  return [fields.filter((field) => !isSection(field)), fields.filter(isSection)];
}

function printSection(field: string, value: unknown, parent: GraphQLObjectType): Html {
  return html`<h2>${wordFor(parent.name, field) ?? field}</h2>
    ${printValue(value, typeOf(field, parent))}`;
}

function printFields(fields: readonly Field[], type: GraphQLObjectType): Html {
  const shown = fields.filter(([field, value]) => isShown(field, value, type));
  return html`<dl>
    ${shown.map(
      ([field, value]) =>
        html`<dt>${wordFor(type.name, field) ?? field}</dt>
          <dd>${printValue(value, typeOf(field, type))}</dd>`,
    )}
  </dl>`;
}

/** The type of what a field holds; of a connection, which the export has made a plain list, that of its nodes. */
function typeOf(field: string, parent: GraphQLObjectType): GraphQLNamedType {
  const type = getNamedType(parent.getFields()[field]!.type);
  if (!isObjectType(type) || !type.getFields()["edges"]) return type;
  return typeOf("node", typeOf("edges", type) as GraphQLObjectType);
}

function isShown(field: string, value: unknown, type: GraphQLObjectType): boolean {
  if (NOT_PRINTED.has(field) || value === null || value === undefined) return false;
  return typeOf(field, type).name !== "ID";
}

function printValue(value: unknown, type: GraphQLNamedType): Html {
  if (Array.isArray(value)) return printList(value, type);
  if (isPlain(value) && isObjectType(type)) return printFields(Object.entries(value), type);
  return html`${value === null ? "—" : sayValue(value as string | number | boolean, type)}`;
}

function printList(values: readonly unknown[], type: GraphQLNamedType): Html {
  if (values.length === 0) return html`—`;
  if (values.every(isPlain)) return html`${values.map((value) => html`<article>${printValue(value, type)}</article>`)}`;
  return html`${values.map((value) => sayValue(value as string | number | boolean, type)).join(", ")}`;
}

function printWithheld({ withheld }: PersonExport): Html {
  if (withheld.length === 0) return html``;
  return html`<h2>Τι δεν περιλαμβάνεται</h2>
    <dl>
      ${withheld.map(
        ({ part, explanation }) =>
          html`<dt>${wordFor("Beneficiary", part) ?? part}</dt>
            <dd>${explanation}</dd>`,
      )}
    </dl>`;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
