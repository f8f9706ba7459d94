import { newId } from "../../subgraphs/kernel/identifier";
import { codeOf, refusalOf } from "../support/answers";
import { accepted, refer, register } from "../support/desk";
import { useHub } from "../support/hub";
import { operationOf } from "../support/operations";
import { agencyId, serviceId } from "../support/people";

const CLAIM = operationOf("Corrections", "RequestCorrection");
const ANSWER = operationOf("Corrections", "AnswerCorrection");
const LIST = operationOf("Corrections", "Corrections");
const UNKNOWN = "019b7673-ffff-7000-8000-000000000009";

describe("something recorded of a person is wrong", () => {
  const { as } = useHub();
  const desk = as("caseworker");
  const centre = agencyId("cc-paionia");
  const claim = (beneficiaryId: string, fields: object = {}) => ({
    ...{ beneficiaryId, holderId: centre, category: "IDENTITY", field: "birthDate" },
    ...{ wrong: "1980-01-01", right: "1981-01-01", evidence: "Ληξιαρχική πράξη γέννησης" },
    ...fields,
  });
  const idOf = async (input: object): Promise<string> =>
    accepted(await desk(CLAIM, { input })).requestCorrection.correction.id;

  it("is taken down by the person's own centre only", async () => {
    const id = await register(desk);
    for (const persona of ["caseworker-dirfys", "oaed", "dpo"]) {
      expect(await as(persona)(CLAIM, { input: claim(id) })).toEqual(
        await as(persona)(CLAIM, { input: claim(UNKNOWN) }),
      );
    }
  });

  it.each([
    ["to who never had the person", { holderId: agencyId("oaed") }, "holderId unknown"],
    ["to nobody", { holderId: "ΟΑΕΔ" }, "holderId unknown"],
    ["of a confidential service", { category: "MENTAL_HEALTH" }, "category confidential"],
    ["of no field", { field: "ημερομηνία" }, "field format"],
    ["without a word", { wrong: "  " }, "wrong empty"],
    ["with a novel", { evidence: "α".repeat(4001) }, "evidence length"],
    ["that changes nothing", { right: "1980-01-01" }, "right same"],
  ])("%s is no claim", async (_, fields, expected) => {
    const id = await register(desk);
    expect(refusalOf(await desk(CLAIM, { input: claim(id, fields) }))).toBe(`BAD_USER_INPUT ${expected}`);
  });

  it("to a refuge the person was sent to is answered as to one that never had them", async () => {
    const id = await register(desk);
    const refuge = { holderId: agencyId("md-house-of-woman") };
    const before = await as("colleague")(CLAIM, { input: claim(id, refuge) });
    await refer(desk, id, { serviceId: serviceId("md-house-of-woman/women-shelter") });
    expect(await as("colleague")(CLAIM, { input: claim(id, refuge) })).toEqual(before);
  });

  it("is answered by who recorded it, once, and says whom to tell", async () => {
    const id = await register(desk);
    await refer(desk, id);
    const input = claim(id, { holderId: agencyId("oaed"), category: "EMPLOYMENT", idempotencyKey: newId() });
    const correctionId = await idOf(input);
    expect(await idOf(input)).toBe(correctionId);
    const answer = (persona: string, fields: object = {}) =>
      as(persona)(ANSWER, { input: { correctionId, applied: true, ...fields } });
    expect(codeOf(await answer("caseworker"))).toBe("FORBIDDEN");
    for (const persona of ["caseworker-dirfys", "kdap", "dpo"]) expect(codeOf(await answer(persona))).toBe("NOT_FOUND");
    expect(refusalOf(await answer("oaed", { applied: false }))).toBe("BAD_USER_INPUT reason reason");
    expect(refusalOf(await answer("oaed", { reason: "NO_EVIDENCE" }))).toBe("BAD_USER_INPUT reason superfluous");
    const mine = accepted(await as("oaed")(LIST, { state: "OPEN" })).corrections.edges;
    expect(mine.map(({ node }: { node: { id: string } }) => node.id)).toEqual([correctionId]);
    const answers = await Promise.all([answer("oaed"), answer("oaed", { applied: false, reason: "NOT_INCORRECT" })]);
    expect(answers.map(codeOf).sort()).toEqual(["CONFLICT", null]);
    expect(codeOf(await answer("oaed"))).toBe("CONFLICT");

    const own = accepted(await desk(CLAIM, { input: claim(id) })).requestCorrection.correction;
    expect(own).toMatchObject({ state: "OPEN", recipients: [{ id: agencyId("oaed") }] });
  });
});
