import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair } from "jose";
import { createLogger } from "../logger";
import { Refusal } from "../refusal";
import type { EventConsumer } from "./consumer";
import { deliverOverHttp, type Signer } from "./deliver-over-http";
import type { DomainEvent, Receipt } from "./domain-event";
import { receiveEvents } from "./event-door";
import { EventVerifier, readPublisherKeys, signEvents } from "./signed-events";

async function owner(publisher: string): Promise<{ signer: Signer; keys: unknown }> {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: publisher };
  return { signer: { publisher, key: privateKey, keyId: publisher }, keys: { keys: [jwk] } };
}

describe("the door for events", () => {
  const heard: [publisher: string, count: number][] = [];
  let server: Server;
  let url: string;
  let shelters: Signer;
  let oaed: Signer;

  beforeAll(async () => {
    const [one, other] = await Promise.all([owner("shelters"), owner("oaed")]);
    [shelters, oaed] = [one.signer, other.signer];
    const keys = readPublisherKeys(JSON.stringify({ shelters: one.keys, oaed: other.keys }));
    const consumer = {
      receive: async (publisher: string, events: readonly { id: string }[]): Promise<Receipt[]> => {
        heard.push([publisher, events.length]);
        return events.map(({ id }) => ({ id, outcome: "TAKEN" }));
      },
    } as unknown as EventConsumer;
    const door = { consumer, verifier: new EventVerifier("beneficiaries", keys) };
    server = createServer((request, response) => {
      receiveEvents(door, request, createLogger("test", "silent")).then(
        (answer) => response.end(JSON.stringify(answer)),
        (error: unknown) => response.writeHead(error instanceof Refusal ? 401 : 500).end(),
      );
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  });
  afterAll(() => void server.close());
  beforeEach(() => void heard.splice(0));

  const events = [{ id: "a" }, { id: "b" }] as unknown as DomainEvent[];
  const signal = new AbortController().signal;
  const post = (authorization: string | undefined, body: string) =>
    fetch(url, { method: "POST", headers: authorization ? { authorization } : {}, body });

  it("hears an owner by its own key", async () => {
    const receipts = await deliverOverHttp(shelters, "beneficiaries", url)(events, signal);
    expect(receipts).toEqual([
      { id: "a", outcome: "TAKEN" },
      { id: "b", outcome: "TAKEN" },
    ]);
    expect(heard).toEqual([["shelters", 2]]);
  });

  it("is closed to who signs as another owner, and to strangers", async () => {
    const stranger = (await owner("shelters")).signer;
    for (const forger of [{ ...oaed, publisher: "shelters" }, stranger, { ...stranger, publisher: "kdap" }]) {
      await expect(deliverOverHttp(forger, "beneficiaries", url)(events, signal)).rejects.toThrow("401");
    }
    expect(heard).toEqual([]);
  });

  it("is closed to what was signed for another door, another body, or not at all", async () => {
    await expect(deliverOverHttp(shelters, "insights", url)(events, signal)).rejects.toThrow("401");
    const body = JSON.stringify({ events });
    const token = await signEvents(shelters.key, shelters.keyId, "shelters", "beneficiaries", body);
    expect((await post(`Bearer ${token}`, `${body} `)).status).toBe(401);
    for (const authorization of [undefined, "Bearer", "Bearer a.b.c", `Basic ${token}`]) {
      expect((await post(authorization, body)).status).toBe(401);
    }
    expect(heard).toEqual([]);
  });

  it("refuses keys that are none, and says which setting", () => {
    for (const text of ["", "{", "[]", '{"shelters":{}}', '{"Shelters":{"keys":[]}}']) {
      expect(() => readPublisherKeys(text)).toThrow(/EVENT_KEYS/);
    }
  });
});
