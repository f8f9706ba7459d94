import { readFileSync } from "node:fs";
import {
  buildASTSchema,
  buildSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  parse,
  validate,
  type ConstDirectiveNode,
  type GraphQLSchema,
} from "graphql";
import { AUDIENCES } from "../../gateway/audiences/audience";
import { readTrustedDocuments } from "../../gateway/limits/manifest";
import { ROLES } from "../../subgraphs/kernel/policy/vocabulary";

/** What the supergraph shows to nobody. */
const isHidden = (node: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined) =>
  node?.directives?.some(({ name }) => name.value === "inaccessible") ?? false;

const isPersonal = (node: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined) =>
  node?.directives?.some(
    ({ arguments: [given] = [] }) => given?.value.kind === "StringValue" && given.value.value === "personal",
  ) ?? false;

const whole = buildASTSchema(parse(readFileSync("schema/supergraph.graphql", "utf8")), { assumeValidSDL: true });
const contracts = new Map(
  AUDIENCES.map(({ name }) => [name, buildSchema(readFileSync(`schema/contracts/${name}.graphql`, "utf8"))]),
);
const rootsOf = (schema: GraphQLSchema): string[] =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).flatMap(({ name, astNode }) =>
      isHidden(astNode) ? [] : [`${type!.name}.${name}`],
    ),
  );

/** Which trusted documents whose dashboards ask; not in it: those for everybody. */
const DASHBOARDS: Readonly<Record<string, readonly string[]>> = {
  centres: [
    "AddNeed",
    "FindBeneficiary",
    "GrantConsent",
    "MarkStaff",
    "MeetNeed",
    "PrintConsentForm",
    "RecordConsent",
    "RecordVisit",
    "Refer",
    "ReferTogether",
    "RegisterBeneficiary",
    "ReviewDecline",
    "SteerReferral",
    "TransferReferral",
    "UnmarkStaff",
    "WithdrawConsent",
  ],
  agencies: [
    "Admit",
    "AgencyInbox",
    "AnswerReferral",
    "AwaitSlot",
    "BookAppointment",
    "CareDesk",
    "CloseEpisode",
    "ConfirmArrival",
    "Discharge",
    "EndEnrolment",
    "EnrolChild",
    "EnrolInCourse",
    "GroupDesk",
    "HouseDesk",
    "JoinWaitingList",
    "LeaveWaitingList",
    "MatchingVacancies",
    "OpenEpisode",
    "ProposeVacancy",
    "RecordAppointment",
    "RecordAttendance",
    "RecordTraining",
    "RegisterJobseeker",
    "SettleMatch",
  ],
  officer: ["AccessLogOfPerson", "AccessRecords", "SettleSubjectRequest", "UnusualAccess"],
  editors: ["SetLocalHolidays"],
  "centres agencies": [
    "AnswerCorrection",
    "ApplyForProgramme",
    "Corrections",
    "DecideApplication",
    "EndEmergencyAccess",
    "EndProgrammeEnrolment",
    "EnrolInProgramme",
    "OpenEmergencyAccess",
    "PostMessage",
    "ReferralChanged",
    "UpdateCapacity",
  ],
  "centres officer": [
    "AccessLog",
    "MoreAccessLog",
    "MoreSubjectRequests",
    "OpenSubjectRequest",
    "PersonExport",
    "ReviewEmergency",
    "SubjectRequest",
    "SubjectRequests",
  ],
  "centres agencies officer": [
    "Alternatives",
    "ConsentLedger",
    "Conversation",
    "FollowBeneficiary",
    "MoreCorrections",
    "MoreMessages",
    "MoreReferrals",
    "Notices",
    "Notifications",
    "RequestCorrection",
    "ReviewQueue",
  ],
  "centres agencies editors": ["ConfirmService", "SetServiceStatus", "SetServiceTerms"],
};

describe("what each audience sees of the schema", () => {
  it("each role is in one audience", () => {
    expect(AUDIENCES.flatMap(({ roles }) => roles).toSorted()).toEqual([...ROLES].toSorted());
  });

  it("who meets nobody has no type that is about a person", () => {
    const personal = Object.values(whole.getTypeMap())
      .filter(({ astNode }) => isPersonal(astNode))
      .map(({ name }) => name);
    expect(personal.length).toBeGreaterThan(30);
    for (const { name } of AUDIENCES.filter(({ meetsPersons }) => !meetsPersons))
      expect(personal.filter((type) => contracts.get(name)!.getType(type))).toEqual([]);
  });

  it("everything is somebody's, nothing more than the whole is anybody's, and nobody but the editor has all they have", () => {
    const seen = new Set([...contracts.values()].flatMap(rootsOf));
    expect([...seen].toSorted()).toEqual(rootsOf(whole).toSorted());
    for (const schema of contracts.values()) expect(rootsOf(schema).length).toBeLessThan(seen.size);
  });

  it("a contract takes whole fields and types away: plans are shared, and what stays means the same to everybody", () => {
    const partsOf = (schema: GraphQLSchema, name: string): string[] | undefined => {
      const type = schema.getType(name);
      if (isEnumType(type))
        return type.getValues().flatMap(({ name: value, astNode }) => (isHidden(astNode) ? [] : [value]));
      if (isInputObjectType(type))
        return Object.values(type.getFields()).flatMap(({ name: field, astNode }) =>
          isHidden(astNode) ? [] : [field],
        );
      if (isAbstractType(type))
        return schema
          .getPossibleTypes(type)
          .flatMap(({ name: possible, astNode }) => (isHidden(astNode) ? [] : [possible]));
      return undefined;
    };
    const argumentsOf = (schema: GraphQLSchema, name: string): string[] => {
      const type = schema.getType(name);
      if (!isObjectType(type)) return [];
      return Object.values(type.getFields()).flatMap(({ name: field, args }) =>
        args.flatMap((argument) => (isHidden(argument.astNode) ? [] : [`${field}(${argument.name}:)`])),
      );
    };
    for (const schema of contracts.values()) {
      for (const { name } of Object.values(schema.getTypeMap())) {
        if (name.startsWith("__") || !whole.getType(name)) continue;
        expect([name, partsOf(schema, name)?.toSorted()]).toEqual([name, partsOf(whole, name)?.toSorted()]);
        const fields = isObjectType(schema.getType(name))
          ? Object.keys((schema.getType(name) as { getFields(): object }).getFields())
          : [];
        const expected = argumentsOf(whole, name).filter((each) => fields.includes(each.slice(0, each.indexOf("("))));
        expect([name, argumentsOf(schema, name).toSorted()]).toEqual([name, expected.toSorted()]);
      }
    }
  });

  it("each dashboard's trusted documents fit its contract, and no other's", async () => {
    const { known } = await readTrustedDocuments("schema/trusted-documents.json");
    const fits = new Map<string, string>();
    for (const text of known.values()) {
      const document = parse(text);
      const name = /(?:query|mutation|subscription) (\w+)/.exec(text)![1]!;
      const whose = [...contracts].filter(([, schema]) => validate(schema, document).length === 0);
      fits.set(name, whose.map(([audience]) => audience).join(" "));
    }
    const expected = new Map(
      Object.entries(DASHBOARDS).flatMap(([whose, names]) => names.map((name) => [name, whose] as const)),
    );
    const everybody = AUDIENCES.map(({ name }) => name).join(" ");
    expect(Object.fromEntries(fits)).toEqual(
      Object.fromEntries([...fits.keys()].map((name) => [name, expected.get(name) ?? everybody])),
    );
    expect([...expected.keys()].filter((name) => !fits.has(name))).toEqual([]);
  });
});
