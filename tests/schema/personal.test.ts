import { readFileSync } from "node:fs";
import {
  buildASTSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  parse,
  type ConstDirectiveNode,
  type GraphQLObjectType,
} from "graphql";

/**
 * What can be reached without passing a type that is marked as being about a person, and says something itself. A type
 * that is neither marked nor listed fails the test: mark it (`@Directive(PERSONAL)`), or list it here when it is about
 * nobody.
 */
const ABOUT_NOBODY = [
  ...["Agency", "AgencyBudget", "AgencyEdge", "AgencyKindCount", "DomainSupply", "Site", "SiteHours"],
  ...["Municipality", "MunicipalityEdge", "Region", "RegionalUnit", "ServiceArea", "LocalHoliday"],
  ...["Service", "ServiceCapacity", "ServiceEdge", "ServiceTerms", "FoundService", "FoundServiceEdge"],
  ...["EligibilityRule", "Programme", "ProgrammeEdge"],
  ...["Bed", "BedAvailability", "Facility", "Room"],
  ...["ChildcareActivity", "ChildcareCentre", "ChildcareSlot", "ChildcareSlotEdge", "ChildcareTerm"],
  ...["SlotAvailability", "Notice", "NoticeEdge", "NoticeMail", "NoticesReadPayload"],
  // Whom a record is about is marked: `AccessDisclosure.people`.
  ...["AccessRecord", "AccessRecordEdge", "AccessDisclosure", "UnusualAccess", "UnusualAccessEdge", "Organisation"],
  ...["BedsEvent", "CapacityEvent", "PlacesEvent", "NoticeEvent", "ReferralEvent"],
  ...["PageInfo", "Query.unreadNotices"],
  ...["Mutation.recordAccess", "Mutation.noteErasure"],
];

const schema = buildASTSchema(parse(readFileSync("schema/supergraph.graphql", "utf8")), { assumeValidSDL: true });

const isMarked = ({ name, arguments: given }: ConstDirectiveNode): boolean =>
  name.value === "tag" && given?.[0]?.value.kind === "StringValue" && given[0].value.value === "personal";

const isPersonal = ({ astNode }: GraphQLObjectType): boolean => astNode?.directives?.some(isMarked) ?? false;

/** From the roots on, stopping at what is personal. */
function reachWithoutPersons(): ReadonlySet<GraphQLObjectType> {
  const reached = new Set<GraphQLObjectType>();
  const walk = (type: GraphQLObjectType): void => {
    if (reached.has(type) || isPersonal(type)) return;
    reached.add(type);
    for (const field of Object.values(type.getFields())) {
      if (field.astNode?.directives?.some(isMarked)) continue;
      const next = getNamedType(field.type);
      if (isObjectType(next)) walk(next);
    }
  };
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    if (root) walk(root);
  return reached;
}

/** The type, if it says something and does not only lead on, as a page does; of the roots the fields that do. */
function wordsOf(type: GraphQLObjectType): string[] {
  const saying = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)));
  if (!["Query", "Mutation", "Subscription"].includes(type.name)) return saying.length > 0 ? [type.name] : [];
  return saying.filter((field) => !field.astNode?.directives?.some(isMarked)).map(({ name }) => `${type.name}.${name}`);
}

describe("what is about persons", () => {
  it("is marked, or it is about nobody", () => {
    expect([...reachWithoutPersons()].flatMap(wordsOf).sort()).toEqual([...ABOUT_NOBODY].sort());
  });
});
