import { Pool } from "pg";
import { TestHub, type HubAnswer } from "../front/hub.fixture";
import { CostBudget } from "./cost/budget";
import { Demand } from "./cost/demand";
import { RATES, Rates } from "./rates";
import type { Viewer } from "../../subgraphs/kernel/viewer";

const viewer = (id: string, organisationId: string | null = "centre"): Viewer => ({
  ...{ id, organisationId, role: "CASEWORKER", area: null, purpose: "CARE" },
});
const asked = (rates: Rates, who: Viewer) =>
  rates.spend(who).then(
    () => "yes",
    (refusal: { extensions: { code: string; details: { check: string } } }) =>
      `${refusal.extensions.code} ${refusal.extensions.details.check}`,
  );

describe("rates", () => {
  it("stop one user, and not the colleague", async () => {
    const rates = new Rates({ user: 2, organisation: 100 });
    const maria = viewer("maria");
    expect([await asked(rates, maria), await asked(rates, maria), await asked(rates, maria)]).toEqual([
      "yes",
      "yes",
      "RATE_LIMITED user",
    ]);
    expect(await asked(rates, viewer("eleni"))).toBe("yes");
  });

  it("stop one organisation, and not another, nor who has none", async () => {
    const rates = new Rates({ user: 100, organisation: 3 });
    const all = await Promise.all(["a", "b", "c", "d"].map((id) => asked(rates, viewer(id))));
    expect(all.filter((each) => each === "yes")).toHaveLength(3);
    expect(all).toContain("RATE_LIMITED organisation");
    expect(await asked(rates, viewer("d", "shelter"))).toBe("yes");
    expect(await asked(rates, viewer("officer", null))).toBe("yes");
  });

  it("where the shared count is away, each gateway counts alone", async () => {
    const shared = new Pool({ connectionString: "postgres://nobody@127.0.0.1:9/rates", connectionTimeoutMillis: 500 });
    const rates = new Rates({ user: 1, shared });
    expect([await asked(rates, viewer("maria")), await asked(rates, viewer("maria"))]).toEqual([
      "yes",
      "RATE_LIMITED user",
    ]);
    await shared.end();
  });

  it("leave room for the quickest of people", () => {
    expect(RATES.user).toBeGreaterThanOrEqual(5 * 60);
    expect(RATES.organisation).toBeGreaterThanOrEqual(1.5 * 30 * 60);
  });
});

describe("a hub in which questions cost", () => {
  const test = new TestHub();
  const person = (alias: string): string => `${alias}: person(id: "7") { name }`;
  beforeAll(() => test.start({ demand: new Demand({ question: 5, listSize: 10 }, new CostBudget({ user: 9 })) }));
  afterAll(() => test.hub.stop());

  it("refuses what is too dear before anything is asked, with the estimate and the limit", async () => {
    let isAsked = false;
    test.slow = () => Promise.resolve(((isAsked = true), "done"));
    const dear = `{ slow ${["a", "b", "c", "d", "e", "f"].map(person).join(" ")} }`;
    const { status, data, errors } = await test.ask(dear);
    expect([status, data, isAsked]).toEqual([400, undefined, false]);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: "COST_ESTIMATED_TOO_EXPENSIVE", details: { check: "cost", estimated: 6, limit: 5 } },
    ]);
  });

  it("shows developers what a question cost, and takes from the budget what it really did", async () => {
    const explained = await test.post({ query: `{ ${person("a")} }` }, { "x-explain": "1" });
    const { extensions } = (await explained.json()) as { extensions: { cost: object; plan: object } };
    expect(extensions).toMatchObject({ cost: { estimated: 1, actual: 1, limit: 5 }, plan: {} });
    const nobody = '{ a: person(id: "unknown") { name } b: person(id: "unknown") { name } }';
    const quiet = await test.post({ query: nobody });
    expect(Object.keys((await quiet.json()) as object)).toEqual(["errors", "data"]);
    // One was spent; of the two nothing, because nobody was there.
    const five = `{ ${["a", "b", "c", "d", "e"].map(person).join(" ")} }`;
    expect((await test.post({ query: five })).status).toBe(200);
    const refused = await test.post({ query: five });
    const wait = Number(refused.headers.get("retry-after"));
    expect([refused.status, wait > 0 && wait <= 60]).toEqual([429, true]);
    const details = { check: "cost of user", limit: 9, cost: 5, retryAfterSeconds: wait };
    expect(((await refused.json()) as HubAnswer).errors![0]!.extensions).toEqual({ code: "RATE_LIMITED", details });
    expect((await test.post({ query: `{ ${person("a")} }` })).status).toBe(200);
  });
});

describe("a hub with rates", () => {
  const test = new TestHub();
  beforeAll(() => test.start({ rates: new Rates({ user: 2 }) }));
  afterAll(() => test.hub.stop());

  it("says when to ask again; nothing is planned or asked meanwhile", async () => {
    const post = () => test.post({ query: '{ person(id: "7") { name } }' });
    expect([(await post()).status, (await post()).status]).toEqual([200, 200]);
    const refused = await post();
    const wait = Number(refused.headers.get("retry-after"));
    expect([refused.status, wait > 0 && wait <= 60]).toEqual([429, true]);
    const { errors, data } = (await refused.json()) as HubAnswer;
    expect(data).toBeUndefined();
    expect(errors![0]!.extensions).toEqual({
      code: "RATE_LIMITED",
      details: { check: "user", limit: 2, retryAfterSeconds: wait },
    });
    expect(JSON.stringify(errors)).not.toContain("019b7673");
  });
});
