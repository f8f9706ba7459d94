import { EmbeddedIssuer } from "../../gateway/identity/embedded-issuer";
import { codeOf, detailsOf } from "../support/answers";
import { accepted, ADD_NEED, consent, GRANT, refer, REFER, register, REGISTER, somebody } from "../support/desk";
import { answer, HOSTEL, TRAINING } from "../support/desk";
import { END, opened, stating } from "../support/emergency";
import { operationOf } from "../support/operations";
import { agencyId, serviceId } from "../support/people";
import { useHub } from "../support/hub";
import { asOwnerRole } from "../support/owner-role";
import { TEST_PERSONAS } from "../support/personas";
import { newId } from "../../subgraphs/kernel/identifier";

const MEET = "mutation ($input: MeetNeedInput!) { meetNeed(input: $input) { beneficiary { needs { id metOn } } } }";
const MARK = "mutation ($input: MarkStaffInput!) { markStaff(input: $input) { beneficiary { id } } }";
const UNMARK = "mutation ($input: StaffMarkInput!) { unmarkStaff(input: $input) { beneficiary { id } } }";
const POST = operationOf("Conversation", "PostMessage");
const REFUGE = serviceId("md-house-of-woman/women-shelter");
const COUNTS = `query ($id: ID!) { beneficiary(id: $id) {
  needs { id } consents { id } referrals { edges { node { id history { number } } } }
} }`;

describe("a worker whose connection broke sends again with the same key", () => {
  const using = useHub();
  const desk = using.as("caseworker");
  const countsOf = async (id: string) => {
    const { needs, consents, referrals } = accepted(await desk(COUNTS, { id })).beneficiary;
    return { needs: needs.length, consents: consents.length, referrals: referrals.edges.length };
  };

  it.each([7, 101])("a key of %i characters is none", async (length) => {
    const answered = await desk(REGISTER, { input: somebody({ idempotencyKey: "k".repeat(length) }) });
    expect([codeOf(answered), detailsOf(answered)]).toEqual([
      "BAD_USER_INPUT",
      { field: "idempotencyKey", check: "length" },
    ]);
  });

  it("the person is registered once, and the answer is the same", async () => {
    const input = somebody({ idempotencyKey: newId() });
    const first = await desk(REGISTER, { input });
    expect(codeOf(first)).toBeNull();
    expect(await desk(REGISTER, { input })).toEqual(first);
  });

  it("a need, a consent and a referral are recorded once", async () => {
    const beneficiaryId = await register(desk);
    const keyed = { idempotencyKey: newId() };
    const need = { beneficiaryId, domain: "HOUSING", severity: 3, ...keyed };
    const sent = { beneficiaryId, serviceId: TRAINING, idempotencyKey: newId() };
    const paper = consent(beneficiaryId, ["HOUSING"], { idempotencyKey: newId() });
    for (const [mutation, input] of [
      [ADD_NEED, need],
      [GRANT, paper],
      [REFER, sent],
    ] as const) {
      const first = await desk(mutation, { input });
      expect(codeOf(first)).toBeNull();
      expect(await desk(mutation, { input })).toEqual(first);
    }
    expect(await countsOf(beneficiaryId)).toEqual({ needs: 1, consents: 1, referrals: 1 });
  });

  it("a referral is answered again also when the service has closed meanwhile", async () => {
    const beneficiaryId = await register(desk);
    const input = { beneficiaryId, serviceId: TRAINING, idempotencyKey: newId() };
    const first = await desk(REFER, { input });
    expect(codeOf(first)).toBeNull();
    const setStatus = (status: string) =>
      asOwnerRole(using.hub, "agencies", (client) =>
        client.query("update service set status = $1 where id = $2", [status, TRAINING]),
      );
    await setStatus("DEFUNCT");
    const [again, anew] = [
      await desk(REFER, { input }),
      await desk(REFER, { input: { ...input, idempotencyKey: newId() } }),
    ];
    await setStatus("ACTIVE");
    expect(again.data.refer.referral.id).toBe(first.data.refer.referral.id);
    expect(codeOf(anew)).toBe("CONFLICT");
  });

  it("the key with another input is a CONFLICT, and nothing is written", async () => {
    const beneficiaryId = await register(desk);
    const idempotencyKey = newId();
    await refer(desk, beneficiaryId, { idempotencyKey });
    const other = await desk(REFER, { input: { beneficiaryId, serviceId: HOSTEL, idempotencyKey } });
    expect([codeOf(other), detailsOf(other)]).toEqual(["CONFLICT", { field: "idempotencyKey" }]);
    const need = { beneficiaryId, domain: "HOUSING", severity: 3, idempotencyKey };
    expect(codeOf(await desk(ADD_NEED, { input: need }))).toBe("CONFLICT");
    expect(await countsOf(beneficiaryId)).toEqual({ needs: 0, consents: 0, referrals: 1 });
  });

  it("a key belongs to the worker who chose it", async () => {
    const idempotencyKey = newId();
    const first = await register(desk, { idempotencyKey });
    expect(await register(using.as("colleague"), { idempotencyKey })).not.toBe(first);
  });

  it("a key of a colleague tells nobody that it was used, also for a person both may see, while it is held or after", async () => {
    const colleague = using.as("colleague");
    const [hidden, plain] = [await register(desk), await register(desk)];
    const key = newId();
    const sent = (beneficiaryId: string, idempotencyKey: string, fields: object = {}) => ({
      input: { beneficiaryId, serviceId: TRAINING, idempotencyKey, ...fields },
    });
    accepted(await desk(REFER, sent(hidden, key, { serviceId: REFUGE })));
    const alike = (given: object, id: string) =>
      JSON.stringify(given)
        .replaceAll(id, "<id>")
        .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<other>")
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<at>");
    for (const fields of [{ note: "Άλλο" }, {}, { serviceId: REFUGE }]) {
      const theirs = await colleague(REFER, sent(hidden, key, fields));
      // The colleague's own first use of it is what counts for them: every later one is another request.
      expect(alike(theirs, hidden)).toBe(alike(await colleague(REFER, sent(plain, `${key}-2`, fields)), plain));
    }
    const elsewhere = using.as("caseworker-dirfys");
    expect(await elsewhere(REFER, sent(hidden, key, { serviceId: REFUGE }))).toEqual(
      await elsewhere(REFER, sent(newId(), newId(), { serviceId: REFUGE })),
    );
    const { id: viewerId } = TEST_PERSONAS.find(({ name }) => name === "caseworker")!.viewer;
    await asOwnerRole(using.hub, "beneficiaries", async (client) => {
      const held = newId();
      await client.query("begin");
      await client.query("select set_config('app.viewer', $1, true)", [viewerId]);
      await client.query("insert into idempotency values ($1, $2, '', null, now())", [viewerId, held]);
      // Whoever waited for it would wait for ever.
      accepted(await colleague(REFER, sent(plain, held)));
      await client.query("rollback");
    });
  });

  it("a key tells nothing to the same worker at another organisation, and in another role no more than the role sees", async () => {
    const person = await register(desk);
    const referralId = await refer(desk, person, { serviceId: REFUGE });
    const { viewer } = TEST_PERSONAS.find(({ name }) => name === "caseworker")!;
    const elsewhere = [
      { role: "CASEWORKER", organisationId: agencyId("cc-dirfys-messapia") },
      { role: "AGENCY_WORKER", organisationId: agencyId("oaed") },
      { role: "DPO", organisationId: null },
    ] as const;
    const personas = elsewhere.map((moved) => ({ name: moved.role, description: "", viewer: { ...viewer, ...moved } }));
    const issuer = await EmbeddedIssuer.open({ directory: using.hub.directory, personas, production: false });
    for (const [mutation, input] of [
      [ADD_NEED, { beneficiaryId: person, domain: "SAFETY", severity: 3 }],
      [GRANT, consent(person, ["MENTAL_HEALTH"])],
      [REFER, { beneficiaryId: person, serviceId: TRAINING }],
      [POST, { referralId, text: "Πότε;" }],
    ] as const) {
      const keyed = { input: { ...input, idempotencyKey: newId() } };
      accepted(await desk(mutation, keyed));
      for (const { name } of personas) {
        const { token } = await issuer.issue(name);
        const asMoved = (variables: object) =>
          using.hub.post({ query: mutation, variables }, { authorization: `Bearer ${token}` });
        const again = await asMoved(keyed);
        expect(codeOf(again)).not.toBeNull();
        expect(again).toEqual(await asMoved({ input: { ...input, idempotencyKey: newId() } }));
      }
    }
    const registered = { input: somebody({ idempotencyKey: newId() }) };
    accepted(await desk(REGISTER, registered));
    const { token } = await issuer.issue("CASEWORKER");
    const again = await using.hub.post(
      { query: REGISTER, variables: registered },
      { authorization: `Bearer ${token}` },
    );
    expect(codeOf(again)).toBe("NOT_FOUND");
  });

  it("after a day the key is a new one: the same and another request are carried out", async () => {
    const input = somebody({ idempotencyKey: newId() });
    const first = await register(desk, input);
    for (const given of [input, somebody({ ...input, surname: "Άλλου" })]) {
      const viewerId = TEST_PERSONAS.find(({ name }) => name === "caseworker")!.viewer.id;
      await asOwnerRole(using.hub, "beneficiaries", async (client) => {
        await client.query("select set_config('app.viewer', $1, false)", [viewerId]);
        const aged = "update idempotency set at = at - interval '25 hours' where key = $1";
        expect((await client.query(aged, [input["idempotencyKey"]])).rowCount).toBe(1);
      });
      expect(await register(desk, given)).not.toBe(first);
    }
  });

  it("ten times at once is one person", async () => {
    const input = somebody({ idempotencyKey: newId() });
    const answers = await Promise.all(Array.from({ length: 10 }, () => desk(REGISTER, { input })));
    expect(answers.map(codeOf)).toEqual(Array.from({ length: 10 }, () => null));
    expect(new Set(answers.map(({ data }) => data.registerBeneficiary.beneficiary.id)).size).toBe(1);
  });

  it("a step of a referral is taken once, also when the answer is asked for after the next step", async () => {
    const beneficiaryId = await register(desk);
    const referralId = await refer(desk, beneficiaryId);
    const agency = using.as("oaed");
    const keyed = { idempotencyKey: newId() };
    expect(codeOf(await answer(agency, referralId, "ACCEPT", keyed))).toBeNull();
    expect(codeOf(await answer(agency, referralId, "START"))).toBeNull();
    const again = accepted(await answer(agency, referralId, "ACCEPT", keyed)).answerReferral.referral;
    expect(again.history).toHaveLength(3);
    expect(again.state).toBe("IN_PROGRESS");
  });

  it("a need is met, an emergency ended and a mark taken away once, and the answer is the same", async () => {
    const beneficiaryId = await register(desk);
    accepted(await desk(ADD_NEED, { input: { beneficiaryId, domain: "HOUSING", severity: 3 } }));
    const [need] = accepted(await desk(COUNTS, { id: beneficiaryId })).beneficiary.needs;
    const head = using.as("head");
    const organisationId = agencyId("oaed");
    accepted(await head(MARK, { input: { beneficiaryId, organisationId } }));
    const emergencyAccessId = await opened(desk, { beneficiaryId });
    for (const [ask, mutation, input] of [
      [desk, MEET, { needId: need.id }],
      [stating(desk, "EMERGENCY"), END, { emergencyAccessId }],
      [head, UNMARK, { beneficiaryId, organisationId }],
    ] as const) {
      const keyed = { ...input, idempotencyKey: newId() };
      const first = await ask(mutation, { input: keyed });
      expect(codeOf(first)).toBeNull();
      expect(await ask(mutation, { input: keyed })).toEqual(first);
      expect(codeOf(await ask(mutation, { input: { ...keyed, idempotencyKey: newId() } }))).not.toBeNull();
    }
  });

  it("what was refused may be put right under the same key", async () => {
    const idempotencyKey = newId();
    const wrong = await desk(REGISTER, { input: somebody({ idempotencyKey, surname: " " }) });
    expect(codeOf(wrong)).toBe("BAD_USER_INPUT");
    expect(codeOf(await desk(REGISTER, { input: somebody({ idempotencyKey }) }))).toBeNull();
  });
});
