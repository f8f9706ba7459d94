import { setTimeout as delay } from "node:timers/promises";
import { GraphQLError, parse, printSchema } from "graphql";
import { SupergraphEngine } from "./supergraph-engine.js";
import { compose } from "./fixtures/in-memory-subgraphs.js";
import { modelBeside, modelOf, schemaUnder } from "../planning/supergraph-model.js";
import { PlannerThread, type PlannerBounds } from "../planning/planner/planner-thread.js";

/** Every field can be had in five places, and every way to it as well: what is asked deeply takes many seconds to plan. */
const PLACES = 5;
const supergraph = compose(
  Object.fromEntries(
    Array.from({ length: PLACES }, (_, at) => [
      `place${at}`,
      {
        typeDefs: `type Query { t: T @shareable }
          type T @key(fields: "id") @key(fields: "id${at % 2}") { id: ID! id0: ID! @shareable id1: ID! @shareable
            a: T @shareable b: T @shareable v: V @shareable own${at}: Int }
          type V @shareable { x: Int v: V }`,
      },
    ]),
  ),
);
const own = Array.from({ length: PLACES }, (_, at) => `own${at}`).join(" ");
const nested = (depth: number): string =>
  depth === 0 ? own : `a { ${nested(depth - 1)} } b { ${nested(depth - 1)} v { x v { x } } }`;
const INTRICATE = parse(`{ t { ${nested(4)} } }`);
const EASY = parse("{ t { own0 own1 } }");

describe("planning in a thread", () => {
  const threads: PlannerThread[] = [];
  afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.close())));

  function engineWith(bounds: Partial<PlannerBounds> = {}): SupergraphEngine<undefined> {
    const thread = new PlannerThread(supergraph, bounds);
    threads.push(thread);
    return new SupergraphEngine<undefined>(supergraph, () => Promise.resolve({}), { planner: thread });
  }
  const codeOf = (asked: Promise<unknown>) =>
    asked.then(
      () => "planned",
      (error: GraphQLError) => {
        const { code, details } = error.extensions as { code: string; details?: { check: string } };
        return details ? `${code} ${details.check}` : `${code}: ${error.originalError?.message}`;
      },
    );

  it("gives the plan that is made here, once for all who wait for it; turns away too many; ends when it has rest", async () => {
    const engine = engineWith({ waiting: 2, idleMs: 20 });
    const [one, other, next, tooMany] = [EASY, EASY, parse("{ t { own2 } }"), parse("{ t { own3 } }")].map((document) =>
      engine.prepareBeside(document),
    );
    expect(await codeOf(tooMany!)).toBe("OPERATION_NOT_PLANNED busy");
    expect(await one).toBe(await other);
    expect(engine.prepare(EASY)).toBe(await one);
    const here = new SupergraphEngine<undefined>(supergraph, () => Promise.resolve({})).prepare(EASY);
    expect(JSON.stringify((await one!).plan)).toBe(JSON.stringify(here.plan));
    expect(await codeOf(next!)).toBe("planned");
    while (threads[0]!.isAwake) await delay(5);
  });

  it("ends what takes too long, keeps nobody else waiting, and plans the next", async () => {
    const engine = engineWith({ planMs: 1500 });
    let turns = 0;
    const ticking = setInterval(() => turns++, 5);
    const asked = codeOf(engine.prepareBeside(INTRICATE));
    // It waits its turn behind the intricate one, and gets a thread of its own.
    const after = codeOf(engine.prepareBeside(EASY));
    expect(await asked).toBe("OPERATION_NOT_PLANNED time");
    clearInterval(ticking);
    // Planned here, the event loop would have turned once.
    expect(turns).toBeGreaterThan(50);
    expect(await codeOf(engine.prepareBeside(INTRICATE))).toBe("OPERATION_NOT_PLANNED time");
    expect(await after).toBe("planned");
  });

  it("says to operators only when there is no thread to be had, and asks for one again", async () => {
    const engine = engineWith({ memoryMb: 2 });
    for (let time = 0; time < 2; time++)
      expect(await codeOf(engine.prepareBeside(EASY))).toBe(
        "OPERATION_NOT_PLANNED: The planner's thread did not start.",
      );
  });

  it("reads a supergraph for a server that goes on, which takes it in by steps; of what is none it says nothing", async () => {
    const another = `${supergraph}\n# another`;
    const [thread, astray] = [new PlannerThread(another), new PlannerThread("type Query { a: Int }")];
    threads.push(thread, astray);
    let turns = 0;
    const turn = (): void => void (turning = setImmediate(() => (turns++, turn())));
    let turning: NodeJS.Immediate | undefined;
    await modelBeside(another, [], async () => {
      const facts = await thread.read();
      turn();
      return facts;
    });
    clearImmediate(turning);
    expect(turns).toBeGreaterThanOrEqual(4);
    const { schema, addresses } = modelOf(another);
    expect(printSchema(schema)).toBe(printSchema(modelOf(supergraph).schema));
    expect(addresses).toEqual(modelOf(supergraph).addresses);
    await expect(astray.read()).rejects.toThrow("supergraph");
  });

  it("works out what a contract takes away, which the server only leaves out; of one under which nothing is left it says so", async () => {
    const tagged = compose({
      one: { typeDefs: `type Query { open: Int shut: Int @tag(name: "shut") also: Int @tag(name: "open") }` },
    });
    const thread = new PlannerThread(tagged);
    threads.push(thread);
    const all = { include: new Set<string>(), exclude: new Set<string>() };
    const [one, other] = [
      { ...all, exclude: new Set(["shut"]) },
      { ...all, include: new Set(["open"]) },
    ];
    await modelBeside(tagged, [one, other], async (contracts) => {
      const { facts, cuts } = await thread.read(contracts);
      expect(cuts).toEqual([new Set(["Query.shut"]), new Set(["Query.open", "Query.shut"])]);
      // What the server has of a contract is what the thread said, whatever that was.
      return { facts, cuts: [cuts[0]!, new Set(["Query.open"])] };
    });
    const fieldsUnder = (contract: typeof all): string[] =>
      Object.keys(schemaUnder(contract, modelOf(tagged)).getQueryType()?.getFields() ?? {});
    expect([fieldsUnder(one), fieldsUnder(other)]).toEqual([
      ["open", "also"],
      ["shut", "also"],
    ]);
    expect(fieldsUnder({ ...other })).toEqual(["also"]);
    await expect(thread.read([{ ...all, include: new Set(["nobody"]) }])).rejects.toThrow("Query");
    expect((await thread.read([one])).cuts).toHaveLength(1);
  });
});
