import { newId } from "../../subgraphs/kernel/identifier";
import {
  accepted,
  ADD_NEED,
  answer,
  consent,
  dayIn,
  GRANT,
  REFER,
  refer,
  register,
  WITHDRAW,
  TRAINING,
} from "../support/desk";
import { recordOldPaper } from "../support/consents";
import { useHub } from "../support/hub";
import { informedOf, openRequest } from "../support/officer";
import { operation, operationOf } from "../support/operations";
import { agencyId, serviceId } from "../support/people";

const REFUGE = serviceId("md-house-of-woman/women-shelter");
const POST = operationOf("Conversation", "PostMessage");
const EVERYTHING = `id access { category granted reason basis } restrictedSince
  needs { id domain severity } visits { id channel } consents { id categories state history { edges { node { kind } } } }
  referrals(first: 1) { edges { cursor node { id state messages { edges { node { id } } } } } pageInfo { hasNextPage endCursor } }
  messages { edges { node { id text } } pageInfo { hasNextPage } } corrections { edges { node { id } } }
  subjectRequests { edges { node { kind informed { kind } } } }
  employment { access { granted reason } } housing { access { granted reason } stays { id } waitingList { id } }
  childcare { access { granted reason } } mentalHealth { access { granted reason } episodes { id } }
  enrolments { access { granted reason } withheld { category reason } enrolments { id } }`;
const PERSON = `query ($id: ID!) { beneficiary(id: $id) { ${EVERYTHING} } }`;
const IN_PARTS = `query ($id: ID!) { beneficiary(id: $id) { id ... @defer { ${EVERYTHING} } } }`;
const NEXT = `query ($id: ID!, $after: String) { beneficiary(id: $id) { referrals(first: 1, after: $after) {
  edges { node { state } } pageInfo { hasNextPage } } } }`;
const LOG = "query ($id: ID!) { beneficiary(id: $id) { accessLog(first: 100) { edges { node { sentence } } } } }";

const PARTS = "multipart/mixed;deferSpec=20220824, application/json";

/** What anybody sees of the world without naming a person. */
const AROUND = [
  ["{ notices(first: 100) { edges { node { kind personId } } } unreadNotices }", {}],
  [operation("FindService"), { need: "SAFETY", municipality: "0902" }],
  [operation("FindService"), { need: "HOUSING", municipality: "0902" }],
  [operation("RegionProfile"), { code: "EL52", region: "EL52" }],
  ["query ($id: ID!) { service(id: $id) { nameEl status capacity { available } sites { address } } }", { id: REFUGE }],
  ["{ services(filter: { domain: SAFETY }, first: 100) { edges { cursor node { id } } } }", {}],
] as const;

/** Every change that names a referral, at every owner that has one, and who may try it. */
const WITH_REFERRAL: Readonly<
  Record<string, { readonly personas: readonly string[]; readonly input: (beneficiaryId: string) => object }>
> = {
  answerReferral: { personas: ["oaed", "hostel", "colleague", "dpo"], input: () => ({ answer: "ACCEPT" }) },
  steerReferral: { personas: ["colleague", "head", "oaed"], input: () => ({ command: "HOLD" }) },
  reviewDecline: { personas: ["head", "colleague"], input: () => ({ verdict: "UPHOLD", note: "Σωστά." }) },
  transferReferral: {
    personas: ["colleague", "head", "oaed"],
    input: () => ({ serviceId: TRAINING, reason: "NO_CAPACITY" }),
  },
  postMessage: { personas: ["colleague", "head", "oaed", "hostel"], input: () => ({ text: "Γιατί;" }) },
  registerJobseeker: { personas: ["oaed", "colleague"], input: (id) => ({ beneficiaryId: id, officeId: REFUGE }) },
  enrolInCourse: { personas: ["oaed", "colleague"], input: (id) => ({ beneficiaryId: id, courseId: REFUGE }) },
  applyForProgramme: {
    personas: ["oaed", "goods-bank", "colleague"],
    input: (id) => ({ beneficiaryId: id, programmeId: REFUGE }),
  },
  joinWaitingList: {
    personas: ["hostel", "oaed", "colleague"],
    input: (id) => ({ beneficiaryId: id, facilityId: REFUGE, priority: "URGENT" }),
  },
  admit: {
    personas: ["hostel", "oaed", "colleague"],
    input: (id) => ({ beneficiaryId: id, facilityId: REFUGE, from: dayIn(0), until: dayIn(9) }),
  },
  enrolChild: {
    personas: ["kdap", "oaed", "colleague"],
    input: (id) => ({ beneficiaryId: id, slotId: REFUGE, birthDate: "2019-05-05", from: dayIn(0) }),
  },
  awaitSlot: {
    personas: ["kdap", "oaed", "colleague"],
    input: (id) => ({ beneficiaryId: id, slotId: REFUGE, birthDate: "2019-05-05", from: dayIn(0) }),
  },
  openEpisode: {
    personas: ["family-support", "oaed", "colleague"],
    input: (id) => ({ beneficiaryId: id, unitId: REFUGE, careLevel: 1 }),
  },
};

/**
 * Three people who came to the centre on one day and were referred alike; one of them to a refuge too, with all that goes
 * with it, and one agreed that a refuge may know, when a consent still named one. Whoever is no insider asks everything there is to ask, of all, and of the world before and after.
 */
describe("of people alike, one of whom a refuge knows,", () => {
  const using = useHub();
  const { as } = using;
  const author = as("caseworker");
  const OUTSIDERS = ["colleague", "head", "caseworker-dirfys", "oaed", "hostel", "dpo", "analyst-central-macedonia"];
  let hidden: string;
  let plain: string;
  let named: string;
  let paper: string;
  let declined: string;
  let cursor: string;
  const around: [before: unknown[], after: unknown[]] = [[], []];

  const lookAround = async (into: unknown[]) => {
    for (const persona of [...OUTSIDERS, "directory-editor"]) {
      for (const [query, variables] of AROUND) into.push([persona, await as(persona)(query, variables)]);
    }
  };

  beforeAll(async () => {
    [hidden, plain, named] = [await register(author), await register(author), await register(author)];
    for (const id of [hidden, plain, named]) {
      await refer(author, id);
      await openRequest(author, id, "ACCESS");
    }
    await lookAround(around[0]);
    const { needs } = accepted(
      await author(ADD_NEED, { input: { beneficiaryId: hidden, domain: "SAFETY", severity: 4 } }),
    ).addNeed.beneficiary;
    declined = await refer(author, hidden, { serviceId: REFUGE, needId: needs[0].id });
    accepted(await answer(as("house-of-woman"), declined, "DECLINE", { reason: "UNSUITABLE" }));
    for (const id of [hidden, plain, named]) await author(PERSON, { id });
    paper = await recordOldPaper(using.hub, named, agencyId("md-house-of-woman"));
    const given = accepted(await author(GRANT, { input: consent(hidden, ["SAFETY"]) })).grantConsent.beneficiary
      .consents;
    accepted(await author(WITHDRAW, { input: { consentId: given[0].id } }));
    accepted(await author(GRANT, { input: consent(hidden, ["MENTAL_HEALTH"]) }));
    accepted(await author(POST, { input: { referralId: declined, text: "Γιατί;" } }));
    cursor = accepted(await author(PERSON, { id: hidden })).beneficiary.referrals.pageInfo.endCursor;
    for (const id of [plain, named]) await author(PERSON, { id });
    await lookAround(around[1]);
  }, 60_000);

  it("nothing in the world tells that something happened", () => {
    expect(JSON.stringify(around)).not.toMatch(MISASKED);
    expect(around[1]).toEqual(around[0]);
  });

  it.each(OUTSIDERS)("%s is answered the same, byte for byte, what it cost and in parts", async (persona) => {
    const purposes = persona === "head" ? ["CARE", "OVERSIGHT"] : [persona === "dpo" ? "OVERSIGHT" : "CARE"];
    for (const purpose of purposes) {
      for (const [query, variables] of [
        [PERSON, {}],
        [operation("FollowBeneficiary"), {}],
        [operationOf("PersonExport", "PersonExport"), {}],
        [NEXT, { after: cursor }],
        [LOG, {}],
      ] as const) {
        const said = (id: string) => raw(persona, purpose, { query, variables: { ...variables, id } }, id);
        const [one, other] = [await said(hidden), await said(plain)];
        expect(one.text).not.toMatch(MISASKED);
        expect(one.text).toMatch(/"cost":\{/);
        expect({ persona, purpose, query, ...one }).toEqual({ persona, purpose, query, ...other });
        // Nothing but their consents is different of who is named.
        if (query !== PERSON) continue;
        expect({ persona, purpose, query, ...(await said(named)) }).toEqual({ persona, purpose, query, ...other });
      }
      const parts = (id: string) => raw(persona, purpose, { query: IN_PARTS, variables: { id } }, id, PARTS);
      expect(await parts(hidden)).toEqual(await parts(plain));
    }
  });

  it("a consent that names a refuge is withdrawn by nobody who does not see it", async () => {
    const ended = (persona: string, consentId: string) => as(persona)(WITHDRAW, { input: { consentId } });
    const unknown = await ended("colleague", newId());
    for (const persona of OUTSIDERS) expect(await ended(persona, paper)).toEqual(unknown);
  });

  it.each(Object.entries(WITH_REFERRAL))(
    "%s: its id from a colleague's referral to a refuge is no other than an id there is not",
    async (field, { personas, input }) => {
      const type = field === "awaitSlot" ? "EnrolChild" : field.charAt(0).toUpperCase() + field.slice(1);
      const query = `mutation ($input: ${type}Input!) { ${field}(input: $input) { __typename } }`;
      for (const persona of personas) {
        const said = (referralId: string) =>
          raw(persona, "CARE", { query, variables: { input: { referralId, ...input(hidden) } } }, referralId);
        const one = await said(declined);
        expect(one.text).not.toMatch(/GRAPHQL_VALIDATION_FAILED|invalid value/);
        expect(one.text).toMatch(/"code":/);
        expect({ persona, ...one }).toEqual({ persona, ...(await said(newId())) });
      }
    },
  );

  it("what a colleague does is done alike: the need, the consent, the referral, the claim", async () => {
    const colleague = as("colleague");
    const done = async (id: string) => [
      await colleague(ADD_NEED, { input: { beneficiaryId: id, domain: "SAFETY", severity: 2 } }),
      await colleague(GRANT, { input: consent(id, ["MENTAL_HEALTH"]) }),
      await colleague(REFER, { input: { beneficiaryId: id, serviceId: REFUGE } }),
    ];
    const expected = (await done(plain)).map((each) => alike(JSON.stringify(each), plain));
    for (const id of [hidden, named]) {
      expect((await done(id)).map((each) => alike(JSON.stringify(each), id))).toEqual(expected);
    }
  });

  it("of an objection the refuge is told that a consent names, and the supervisor alone reads that it was", async () => {
    const [known, alike] = [await register(author), await register(author)];
    const consentId = await recordOldPaper(using.hub, known, agencyId("md-house-of-woman"));
    const informed: string[] = [];
    for (const id of [known, alike]) {
      await refer(author, id);
      const requestId = await openRequest(author, id, "OBJECTION");
      for (const persona of ["caseworker", "head", "colleague", "dpo"]) {
        const told = await informedOf(as(persona), requestId);
        informed.push(
          `${persona}: ${told
            .map(([agency]) => agency)
            .sort()
            .join()}`,
        );
      }
    }
    const outsiders = ["head: oaed", "colleague: oaed", "dpo: oaed"];
    expect(informed.slice(0, 4)).toEqual(["caseworker: md-house-of-woman,oaed", ...outsiders]);
    expect(informed.slice(4)).toEqual(["caseworker: oaed", ...outsiders]);
    const { consents } = accepted(await author(WITHDRAW, { input: { consentId } })).withdrawConsent.beneficiary;
    expect(consents).toMatchObject([{ id: consentId, inForce: false }]);
  });

  /** Everything that comes back over the line but the time of day, how long it is, and what is left to chance. */
  async function raw(persona: string, purpose: string, body: object, id: string, accept = "application/json") {
    const { token } = await using.hub.issuer.issue(persona);
    const response = await fetch(using.hub.url, {
      method: "POST",
      headers: {
        ...{ "content-type": "application/json", authorization: `Bearer ${token}`, accept },
        ...{ "x-purpose-of-use": purpose, "apollo-require-preflight": "1" },
        ...(accept === "application/json" && { "x-explain": "1" }),
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    const own = ["date", "x-request-id", "etag", "content-length", "x-padding"];
    const headers = [...response.headers].filter(([name]) => !own.includes(name) && !name.startsWith("ratelimit"));
    const isWhole = accept === "application/json";
    return { status: response.status, headers, text: isWhole ? alike(told(text), id) : linesOf(alike(text, id)) };
  }
});

/** A comparison of two refusals of a question that makes no sense would say nothing. */
const MISASKED = /GRAPHQL_VALIDATION_FAILED|OPERATION_RESOLUTION_FAILURE|GRAPHQL_PARSE_FAILED|"BAD_USER_INPUT"/;

/** Ids, instants and cursors are each their own; that they are there, and how many, is not. */
const alike = (text: string, id: string): string =>
  text
    .replaceAll(id, "<id>")
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<other>")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<at>")
    .replace(/"(cursor|endCursor|after)":"[^"]+"/g, '"$1":"<cursor>"')
    .replace(/(ώρα|at) \d\d:\d\d/g, "<at>");

/** What is answered and what it cost; how long each fetch took is another matter (npm run timing). */
const told = (text: string): string => {
  const { data, errors, extensions } = JSON.parse(text) as Record<string, Record<string, unknown> | undefined>;
  return JSON.stringify({ data, errors, cost: extensions?.["cost"] });
};

/** How parts are cut is chance; what they say is not. */
const linesOf = (text: string): string[] =>
  text
    .split("\r\n")
    .filter((line) => line.startsWith("{"))
    .sort();
