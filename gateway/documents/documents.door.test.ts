import type { IncomingMessage, ServerResponse } from "node:http";
import { PassThrough } from "node:stream";
import { ClientLeft } from "../../subgraphs/kernel/call/body";
import { Turns } from "../calls/turns";
import type { Exchange } from "../front/exchange";
import { answerDocuments, Uploads, type DocumentParts } from "./documents.door";
import { Room } from "./room";

/** The door while nobody else can be handed on, and how many were handed on all the same. */
function busyDoor(uploads = new Uploads(new Turns(0, 0)), headers: Record<string, string> = {}) {
  let handedOn = 0;
  const parts = {
    identify: () => Promise.resolve({ viewer: {} }),
    call: () => Promise.reject(new Error(`${++handedOn}`)),
    uploads,
  } as unknown as DocumentParts;
  const request = Object.assign(new PassThrough(), { method: "POST", url: "/documents", headers });
  const answered = answerDocuments(
    parts,
    {} as Exchange,
    request as unknown as IncomingMessage,
    {} as unknown as ServerResponse,
  );
  return { request, answered, handedOn: () => handedOn };
}

describe("the door for documents", () => {
  it("tells who finds too many waiting to come again, and stores nothing", async () => {
    const { request, answered, handedOn } = busyDoor();
    request.end("%PDF-");
    await expect(answered).rejects.toMatchObject({
      code: "SERVICE_UNAVAILABLE",
      extensions: { details: { check: "busy", retryAfterSeconds: 1 } },
    });
    expect(handedOn()).toBe(0);
  });

  it("reads nothing of who finds no room, and tells them to come again; what is too large is told so at once", async () => {
    const room = new Room({ bytes: 1, bytesEach: 1, waiting: 0, patienceMs: 1000 });
    const uploads = new Uploads(new Turns(1, 1), room);
    let leave = (): void => undefined;
    const held = room.hold("somebody", 1, () => new Promise<void>((resolve) => (leave = resolve)));
    const { request, answered } = busyDoor(uploads);
    request.write("%PDF-");
    await expect(answered).rejects.toMatchObject({ extensions: { details: { check: "busy" } } });
    expect(request.readableLength).toBe(5);
    const large = busyDoor(uploads, { "content-length": "10485761" });
    await expect(large.answered).rejects.toMatchObject({ code: "PAYLOAD_TOO_LARGE" });
    leave();
    await held;
  });

  it("knows who left half-way from a fault, and keeps no turn for them", async () => {
    const { request, answered, handedOn } = busyDoor();
    request.write("%PDF-");
    await new Promise(setImmediate); // until it is known who they are, and their document is read
    request.destroy(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
    await expect(answered).rejects.toBeInstanceOf(ClientLeft);
    expect(handedOn()).toBe(0);
  });
});
