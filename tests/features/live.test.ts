import { WebSocket } from "ws";
import type { AccessRecord } from "../../subgraphs/kernel/disclosure/access-record";
import { newId, NOBODY } from "../../subgraphs/kernel/identifier";
import { linesOf, peopleOf, recordsOf } from "../support/access-log";
import { accepted, answer, consent, dayIn, GRANT, HOSTEL, refer, register, steer, WITHDRAW } from "../support/desk";
import { TestHub } from "../support/hub";
import { useClients, type Told } from "../support/live";
import { operationOf } from "../support/operations";
import { agencyId, serviceId } from "../support/people";
import type { Tamper, Transport } from "../support/transports";
import { testVault } from "../support/vault";

const REFERRALS = operationOf("Live", "ReferralChanged");
const CAPACITY = operationOf("Live", "CapacityChanged");
const EMPLOYMENT = `subscription ($after: ID) { referralChanged(after: $after) { id referral { id
  beneficiary { employment { access { granted reason } registration { status } } } } } }`;
const CONFIDENTIAL = serviceId("md-house-of-woman/women-counselling");

const referralIn = ({ data }: Told) => data.referralChanged.referral as { id: string; state: string } | null;
const eventIn = ({ data }: Told) => data.referralChanged.id as string;
const codesIn = (refused: unknown) =>
  (refused as { extensions: { code: string } }[]).map((each) => each.extensions.code);

describe.each<Transport>(["in-process", "http"])("what happens is told at once (%s)", (transport) => {
  let hub: TestHub;
  let tamper: Tamper = (_, send) => send();
  beforeAll(async () => {
    const between: Tamper = (request, send) => tamper(request, send);
    const options = { tamper: between, recordTimeoutMs: 2000 };
    hub = await TestHub.open(transport, undefined, undefined, testVault, options);
  }, 60_000);
  afterEach(() => void (tamper = (_, send) => send()));
  afterAll(() => hub?.close());

  const desk = (...question: Parameters<ReturnType<TestHub["as"]>>) => hub.as("caseworker")(...question);
  const oaed = (...question: Parameters<ReturnType<TestHub["as"]>>) => hub.as("oaed")(...question);
  const { as, closeAll } = useClients(() => hub);
  const feedOf = (owner: string) => hub.embedded.subgraphs.get(owner)!.feed;

  describe("to nobody", () => {
    it("who does not say who they are, or says it badly", async () => {
      const refusals = [
        {},
        { authorization: "Bearer nonsense" },
        { authorization: "" },
        { authorization: 7 },
        undefined,
      ];
      for (const connectionParams of refusals) {
        const following = as("caseworker", { connectionParams }).follow(REFERRALS);
        expect(await following.ended()).toMatchObject({ code: 4401 });
      }
      const stated = as("caseworker", { purpose: "CURIOSITY" }).follow(REFERRALS);
      expect(await stated.ended()).toMatchObject({ code: 4400 });
    });

    it("whose page comes from somewhere else, at another path, or who speaks something else", async () => {
      const open = (path: string, protocol: string, headers: Record<string, string>): Promise<number | string> =>
        new Promise((resolve) => {
          const socket = new WebSocket(`${hub.url.replace("http", "ws").replace("/graphql", path)}`, protocol, {
            headers,
          });
          socket.on("unexpected-response", (_, response) => resolve(response.statusCode!));
          socket.on("open", () => socket.close());
          socket.on("error", () => undefined).on("close", (code) => resolve(code));
        });
      const transportWs = "graphql-transport-ws";
      expect(await open("/graphql", transportWs, { origin: "https://elsewhere.example" })).toBe(403);
      expect(await open("/graphql", transportWs, { origin: "null" })).toBe(403);
      expect(await open("/elsewhere", transportWs, {})).toBe(404);
      expect(await open("/graphql", transportWs, { origin: new URL(hub.url).origin })).toBe(1005);
      expect(await open("/graphql", "graphql-ws", {})).toBeGreaterThan(1000);
    });

    it("who asks what is no subscription, does not fit, or is not theirs to follow", async () => {
      const client = as("caseworker");
      const refused = async (query: string, variables: object, code: string) =>
        expect([query, codesIn(await client.follow(query, variables).ended())]).toEqual([query, [code]]);
      await refused("{ __typename }", {}, "OPERATION_NOT_SUPPORTED");
      await refused("subscription {", {}, "GRAPHQL_PARSE_FAILED");
      await refused("subscription { secrets }", {}, "GRAPHQL_VALIDATION_FAILED");
      await refused(REFERRALS, { of: "EVERYBODY" }, "BAD_USER_INPUT");
      await refused(REFERRALS, { after: newId() }, "NOT_FOUND");
      await refused(REFERRALS, { after: "Ω".repeat(50) }, "NOT_FOUND");
      await refused(CAPACITY, { area: "Αθήνα" }, "BAD_USER_INPUT");
      await refused(CAPACITY, { area: "9999" }, "BAD_USER_INPUT");
      for (const persona of ["dpo", "analyst-attica", "directory-editor"]) {
        expect(codesIn(await as(persona).follow(REFERRALS).ended())).toEqual(["FORBIDDEN"]);
      }
      expect(hub.embedded.hub.live.subscriptions.size).toBe(0);
    });

    it("of another centre or agency: their first event is their own", async () => {
      const stranger = await as("caseworker-dirfys").open(REFERRALS);
      const agency = await as("hostel").open(REFERRALS);
      const person = await register(desk);
      await answer(oaed, await refer(desk, person), "ACCEPT");
      const theirs = await refer(hub.as("caseworker-dirfys"), await register(hub.as("caseworker-dirfys")), {
        serviceId: HOSTEL,
      });
      expect(referralIn(await stranger.at(1))?.id).toBe(theirs);
      expect(referralIn(await agency.at(1))?.id).toBe(theirs);
    });

    it("who may not know of a confidential referral: not even that something happened", async () => {
      const [author, colleague] = [await as("caseworker").open(REFERRALS), await as("colleague").open(REFERRALS)];
      const house = await as("house-of-woman").open(REFERRALS);
      const person = await register(desk);
      const hidden = await refer(desk, person, { serviceId: CONFIDENTIAL });
      const open = await refer(desk, person);
      expect(referralIn(await author.at(1))?.id).toBe(hidden);
      expect(referralIn(await house.at(1))?.id).toBe(hidden);
      expect(referralIn(await author.at(2))?.id).toBe(open);
      expect(referralIn(await colleague.at(1))?.id).toBe(open);
      // An id of it, from somebody else, opens nothing: it is like one that never was.
      const after = eventIn(await author.at(1));
      expect(codesIn(await as("colleague").follow(REFERRALS, { after }).ended())).toEqual(["NOT_FOUND"]);
    });

    it("who would go on after what was told to somebody else, at any door: it is like what never was", async () => {
      const author = await as("caseworker").open(REFERRALS);
      await refer(desk, await register(desk), { serviceId: CONFIDENTIAL });
      const told = eventIn(await author.at(1));
      const { token } = await hub.issuer.issue("colleague");
      const said = async (after: string, accept: string, more: Record<string, string> = {}) => {
        const response = await fetch(hub.url, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json", accept, ...more },
          body: JSON.stringify({ query: REFERRALS, variables: { after } }),
        });
        const headers = [...response.headers].filter(([name]) => !/^(date|x-request-id|ratelimit.*)$/.test(name));
        return [response.status, headers, await response.text()];
      };
      for (const accept of ["text/event-stream", 'multipart/mixed;subscriptionSpec="1.0"']) {
        const never = await said(newId(), accept);
        expect(never[2]).toContain('"NOT_FOUND"');
        for (const after of [told, told.toUpperCase(), "", "x", "Ω".repeat(5000), NOBODY, "\u0000"]) {
          expect([after, await said(after, accept)]).toEqual([after, never]);
        }
        expect(await said(newId(), accept, { "last-event-id": told })).toEqual(never);
      }
    });

    it("whose look cannot be recorded; told afterwards, from where they were", async () => {
      const following = await as("caseworker").open(REFERRALS);
      const person = await register(desk);
      tamper = ({ service, variables }, send) =>
        service === "accountability" && JSON.stringify(variables).includes('"subscription"')
          ? Promise.reject(new Error("full"))
          : send();
      const id = await refer(desk, person);
      expect(codesIn(await following.ended())).toEqual(["ACCESS_NOT_RECORDED"]);
      expect(following.all).toHaveLength(1);
      tamper = (_, send) => send();
      const again = as("caseworker").follow(REFERRALS, { after: eventIn(following.all[0]!) });
      expect(referralIn(await again.at(0))?.id).toBe(id);
    });
  });

  it("to the centre and the agency, whole across their owners, with a record of every look", async () => {
    const [centre, agency] = [await as("caseworker").open(REFERRALS), await as("oaed").open(REFERRALS, { of: "MINE" })];
    const person = await register(desk);
    // An event shows what is true when it is read, so each is waited for before the next thing happens.
    const bothSee = async (number: number, state: string): Promise<void> => {
      const told = await Promise.all([centre.at(number), agency.at(number)]);
      expect(told.map((each) => referralIn(each)?.state)).toEqual([state, state]);
    };
    const id = await refer(desk, person);
    await bothSee(1, "SENT");
    await answer(oaed, id, "ACCEPT");
    await bothSee(2, "ACCEPTED");
    await steer(desk, id, "HOLD");
    await bothSee(3, "ON_HOLD");
    for (const following of [centre, agency]) {
      const seen = [await following.at(1), await following.at(2)] as const;
      expect(seen[0].data.referralChanged.referral).toMatchObject({
        ...{ id, agency: { id: agencyId("oaed") }, beneficiary: { id: person, name: { surname: "Δοκιμίδου" } } },
        service: { nameEl: expect.stringContaining("κατάρτισης") },
      });
      const records = await recordsOf(hub, seen[1].extensions!.requestId!);
      expect(records.map(({ kind, operationName, outcome }) => [kind, operationName, outcome])).toEqual([
        ["subscription", "ReferralChanged", "ANSWERED"],
      ]);
      expect(peopleOf(records[0] as AccessRecord)).toEqual([person]);
      expect(linesOf(records[0] as AccessRecord)).toContain("beneficiaries referral:read REFERRAL: PUBLIC_TASK");
      // The first event is about nobody.
      expect(await recordsOf(hub, following.all[0]!.extensions!.requestId!)).toEqual([]);
    }
  });

  it("of one's own only, when that is wanted", async () => {
    const own = await as("colleague").open(REFERRALS, { of: "MINE" });
    await refer(desk, await register(desk));
    const colleague = hub.as("colleague");
    const id = await refer(colleague, await register(colleague));
    expect(referralIn(await own.at(1))?.id).toBe(id);
  });

  it("as the consent stands when it happens: withdrawn, the next event shows nothing of it", async () => {
    const person = await register(desk);
    const id = await refer(desk, person, { serviceId: HOSTEL });
    const input = {
      ...consent(person, ["EMPLOYMENT"]),
      recipientId: agencyId("md-homeless-hostels"),
      until: dayIn(30),
    };
    const given = accepted(await desk(GRANT, { input })).grantConsent.beneficiary.consents[0].id;
    const hostel = await as("hostel").open(EMPLOYMENT);
    await steer(desk, id, "HOLD");
    const file = ({ data }: Told) => data.referralChanged.referral.beneficiary.employment;
    expect(file(await hostel.at(1)).access).toEqual({ granted: true, reason: null });
    accepted(await desk(WITHDRAW, { input: { consentId: given } }));
    await steer(desk, id, "RESUME");
    expect(file(await hostel.at(2))).toEqual({
      access: { granted: false, reason: "CONSENT_REQUIRED" },
      registration: null,
    });
  });

  it("again after a break, from the last event, without loss; the library comes back by itself", async () => {
    const [person, sockets] = [await register(desk), [] as WebSocket[]];
    const client = as("caseworker", {
      retryAttempts: 5,
      retryWait: () => Promise.resolve(),
      on: { connected: (socket) => void sockets.push(socket as WebSocket) },
    });
    let last: string | undefined;
    // Read anew with every subscription, also those of the library's own.
    const variables = {
      get after() {
        return last;
      },
    };
    const following = client.follow(REFERRALS, variables);
    last = eventIn(await following.at(0));
    sockets[0]!.terminate();
    const ids: string[] = [];
    for (let number = 0; number < 3; number++) ids.push(await refer(desk, person));
    // What happened in the very moment of the break may come again, with the same id (decision 0023).
    const seen = new Map<string, Told>();
    for (let number = 1; seen.size < ids.length; number++) {
      const told = await following.at(number);
      seen.set(eventIn(told), told);
    }
    expect([...seen.values()].map((told) => referralIn(told)?.id)).toEqual(ids);
    const before = following.all.length;
    last = [...seen.keys()][1];
    sockets[1]?.terminate();
    for (let number = before; referralIn(await following.at(number))?.id !== ids[2]; number++);
    // Somebody else's place to continue from is nobody's.
    expect(codesIn(await as("caseworker-dirfys").follow(REFERRALS, { after: last }).ended())).toEqual(["NOT_FOUND"]);
  });

  it("over one stream at the owner for each identity, and nothing stays behind", async () => {
    const { subscriptions, sockets } = hub.embedded.hub.live;
    const pair = [await as("caseworker").open(REFERRALS), await as("caseworker").open(REFERRALS)];
    expect([subscriptions.size, feedOf("beneficiaries").size]).toEqual([1, 1]);
    const other = await as("colleague").open(REFERRALS);
    const oversight = await as("caseworker", { purpose: "OVERSIGHT" }).open(REFERRALS);
    expect([subscriptions.size, feedOf("beneficiaries").size, sockets.size]).toEqual([3, 3, 4]);
    const id = await refer(desk, await register(desk));
    for (const each of [...pair, other, oversight]) expect(referralIn(await each.at(1))?.id).toBe(id);
    const requests = pair.map(({ all }) => all[1]!.extensions!.requestId);
    expect(requests[0]).toBe(requests[1]);
    pair[0]!.leave();
    expect(await pair[0]!.ended()).toBeUndefined();
    await refer(desk, await register(desk));
    await pair[1]!.at(2);
    closeAll();
    const isQuiet = () => subscriptions.size + sockets.size + feedOf("beneficiaries").size === 0;
    while (!isQuiet() || feedOf("beneficiaries").isOpen) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});
