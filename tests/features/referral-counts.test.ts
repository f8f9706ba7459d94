import { statementsSent } from "../../subgraphs/kernel/database/reader";
import { accepted, consent, GRANT, HOSTEL, register, TRAINING } from "../support/desk";
import { useHub } from "../support/hub";
import { operation } from "../support/operations";
import { serviceId, SHOWCASE } from "../support/people";
import type { Transport } from "../support/transports";

const FOLLOW = operation("FollowBeneficiary");
const SERVICES = [TRAINING, HOSTEL, serviceId("md-goods-bank/basic-goods"), serviceId("md-kyttaro/legal-information")];
const FILES = ["FINANCIAL", "EMPLOYMENT", "HOUSING", "CHILDREN"];

/** As many changes as one request may hold. */
const AT_ONCE = 20;
const referMany = (beneficiaryId: string, count: number): string => {
  const one = (_: unknown, at: number): string =>
    `r${at}: refer(input: { beneficiaryId: "${beneficiaryId}", serviceId: "${SERVICES[at % SERVICES.length]}" }) { referral { id } }`;
  return `mutation { ${Array.from({ length: count }, one).join(" ")} }`;
};

/** Those who answer, and the one who writes down that they did. */
const ASKED = [
  ...["beneficiaries", "agencies", "programmes", "oaed", "shelters", "kdap", "mental-health"],
  "accountability",
];

interface Cost {
  readonly referrals: number;
  /** Service and text of each call to a subgraph, in order. */
  readonly calls: readonly string[];
  readonly statements: readonly string[];
  /** Calls to a subgraph that was still busy with another of the same question. */
  readonly overlapping: readonly string[];
}

describe.each<Transport>(["in-process", "http"])("what following a person costs (%s)", (transport) => {
  const calls: string[] = [];
  const overlapping: string[] = [];
  const busy = new Set<string>();
  const { as } = useHub(transport, undefined, ({ service, query }, ended) => {
    calls.push(`${service} ${query}`);
    if (busy.has(service)) overlapping.push(service);
    busy.add(service);
    void ended.then(() => busy.delete(service));
  });
  const desk = as("caseworker");

  async function personWith(count: number): Promise<string> {
    const id = await register(desk);
    accepted(await desk(GRANT, { input: consent(id, FILES) }));
    for (let at = 0; at < count; at += AT_ONCE) accepted(await desk(referMany(id, Math.min(AT_ONCE, count - at))));
    return id;
  }

  async function costOf(id: string): Promise<Cost> {
    const statements: string[] = [];
    const count = (name: unknown) => void statements.push(String(name));
    [calls.length, overlapping.length] = [0, 0];
    statementsSent.subscribe(count);
    const answer = accepted(await desk(FOLLOW, { id, referrals: 100 }));
    statementsSent.unsubscribe(count);
    const { edges } = answer.beneficiary.referrals;
    for (const { node } of edges) expect(node.service.nameEl).toEqual(expect.any(String));
    return { referrals: edges.length, calls: [...calls], statements, overlapping: [...overlapping] };
  }

  it("is the same for 1, 12 and 100 referrals, and at most 40 statements", async () => {
    const people = [await personWith(1), await personWith(12), await personWith(100)];
    await costOf(SHOWCASE);
    const costs: Cost[] = [];
    for (const id of people) costs.push(await costOf(id));
    expect(costs.map(({ referrals }) => referrals)).toEqual([1, 12, 100]);
    const [one] = costs as [Cost];
    expect(one.statements.length).toBeGreaterThan(8);
    expect(one.statements.length).toBeLessThanOrEqual(40);
    for (const cost of costs) {
      expect(cost.statements.toSorted()).toEqual(one.statements.toSorted());
      expect(cost.calls.toSorted()).toEqual(one.calls.toSorted());
    }
  }, 60_000);

  it("one call for each subgraph and step: none is asked the same twice, or two things at once", async () => {
    const cost = await costOf(SHOWCASE);
    expect(cost.referrals).toBe(12);
    expect(cost.statements.length).toBeLessThanOrEqual(40);
    expect(new Set(cost.calls.map((call) => call.split(" ")[0]))).toEqual(new Set(ASKED));
    expect(new Set(cost.calls).size).toBe(cost.calls.length);
    expect(cost.overlapping).toEqual([]);
  });
});
