import { Supergraph } from "@apollo/federation-internals";
import { readFileSync } from "node:fs";
import {
  getNamedType,
  isEnumType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLEnumType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { greekTerm } from "../../gateway/export/values.el";
import { wordFor } from "../../gateway/export/words.el";
import { operation } from "../support/operations";

/** Types that hold no one's personal data: the directory and the registry. Exports name them and go no further. */
const PUBLIC: ReadonlySet<string> = new Set([
  "Agency",
  "Service",
  "Programme",
  "Municipality",
  "ChildcareCentre",
  "ChildcareActivity",
  "ChildcareTerm",
]);

/** What a person's export leaves out, and why. A new field is here or in PersonExport.graphql, or this test fails. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "CareFile.episodes": "confidential: the service answers the person itself",
  "CareFile.nextAppointment": "confidential: the service answers the person itself",
  "HouseholdMember.beneficiary": "another person (GDPR art. 15(4))",
  "ChildcareEnrolment.guardian": "another person (GDPR art. 15(4)); known to the family",
  "Consent.guardianId": "another person (GDPR art. 15(4)); known to the family",
  "AccessLogEntry.viewerId": "a worker of the organisation named beside it, not data of the person (CJEU C-579/21)",
  "Referral.beneficiary": "the person themselves",
  "Referral.messages": "among the messages of the person",
  "Referral.alternatives": "services of the directory, not data of the person",
  "Stay.beneficiary": "the person themselves",
  "WaitingListEntry.beneficiary": "the person themselves",
  "Referral.bedPlace":
    "a place in the queue of this minute, which tells of others; the stay and the wait are in the housing file",
  "Referral.childcarePlace":
    "a place in the queue of this minute, which tells of others; the place itself is in the childcare file",
  "SubjectRequest.beneficiary": "the person themselves",
  "SubjectRequest.beneficiaryId": "the person themselves",
  "SubjectRequest.erasure": "what became of the data, when there is none left to copy",
  "SubjectRequest.allowed": "what the officer can click, not data of the person",
  "HousingFile.currentStay": "one of the stays",
  "EmploymentFile.registration": "one of the registrations",
  "Stay.facilityNameEn": "a translation of a name that is there",
  "WaitingListEntry.facilityNameEn": "a translation of a name that is there",
};

/** Carriers of pages: the export follows them to the end. */
const isPaging = (type: string): boolean => /(Connection|Edge)$|^PageInfo$/.test(type);

describe("the export of a person", () => {
  const schema: GraphQLSchema = Supergraph.build(readFileSync("schema/supergraph.graphql", "utf8"))
    .apiSchema()
    .toGraphQLJSSchema();
  const asked = new Set<string>();
  const enums = new Set<GraphQLEnumType>();
  const info = new TypeInfo(schema);
  visit(
    parse(operation("PersonExport")),
    visitWithTypeInfo(info, {
      Field() {
        const parent = info.getParentType()!;
        asked.add(`${parent.name}.${info.getFieldDef()!.name}`);
        const type = getNamedType(info.getType()!);
        if (isEnumType(type) && !/^Access/.test(type.name)) enums.add(type);
      },
    }),
  );

  /** Every field of every type a person leads to, but through what is left out or public. */
  function reachable(): string[] {
    const fields: string[] = [];
    const open = ["Beneficiary"];
    for (let name = open.pop(), seen = new Set<string>(); name; name = open.pop()) {
      const type = schema.getType(name);
      if (seen.has(name) || !isObjectType(type) || PUBLIC.has(name)) continue;
      seen.add(name);
      for (const field of Object.values(type.getFields())) {
        fields.push(`${name}.${field.name}`);
        if (!(`${name}.${field.name}` in LEFT_OUT)) open.push(getNamedType(field.type).name);
      }
    }
    return fields.filter((field) => !isPaging(field.split(".")[0]!));
  }

  it("asks for every field a person leads to, or says why not", () => {
    const fields = reachable();
    expect(fields.length).toBeGreaterThan(120);
    expect(fields.filter((field) => !asked.has(field) && !(field in LEFT_OUT))).toEqual([]);
  });

  it("leaves nothing out that it asks for, or that is not there", () => {
    const fields = new Set(reachable());
    expect(Object.keys(LEFT_OUT).filter((field) => asked.has(field) || !fields.has(field))).toEqual([]);
  });

  it("follows every connection with a question of its own", () => {
    const names = [...operation("PersonExport").matchAll(/^query (\w+)/gm)].map(([, name]) => name);
    const person = schema.getType("Beneficiary") as GraphQLObjectType;
    const connections = Object.values(person.getFields())
      .filter(
        ({ name, type }) => getNamedType(type).name.endsWith("Connection") && !(`Beneficiary.${name}` in LEFT_OUT),
      )
      .map(({ name }) => `More${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    expect(connections.length).toBeGreaterThan(1);
    expect(names).toEqual(expect.arrayContaining(connections));
  });

  it("has a Greek word for everything on paper", () => {
    const printed = [...asked].filter((field) => {
      const [type = "", name = ""] = field.split(".");
      const unprinted =
        isPaging(type) || ["Query", "Access", "CategoryAccess", "WithheldCategory", "AccessLogItem"].includes(type);
      const leaf = schema.getType(type);
      const isId = isObjectType(leaf) && getNamedType(leaf.getFields()[name]!.type).name === "ID";
      return !unprinted && !isId && !["access", "withheld", "mentalHealth", "items"].includes(name);
    });
    expect(printed.filter((field) => !wordFor(...(field.split(".") as [string, string])))).toEqual([]);
    const terms = [...enums].flatMap((type) =>
      type.getValues().map((value) => [value.name, greekTerm(value.description)]),
    );
    expect(terms.filter(([, term]) => !term)).toEqual([]);
  });
});
