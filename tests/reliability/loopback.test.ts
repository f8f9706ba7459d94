import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { useHub } from "../support/hub";
import { operation } from "../support/operations";
import { SHOWCASE } from "../support/people";

/** Every address this process tried to connect to. */
const reached = new Set<string>();

function note(message: unknown): void {
  const { socket } = message as { socket: Socket };
  socket.on("lookup", (_error, address, _family, host) => reached.add(`${host} ${address}`));
  socket.on("connect", () => reached.add(socket.remoteAddress ?? "closed"));
  socket.on("connectionAttempt", (address: string) => reached.add(address));
}

describe("the hub keeps to itself", () => {
  beforeAll(() => subscribe("net.client.socket", note));
  afterAll(() => unsubscribe("net.client.socket", note));
  const { as } = useHub("http");

  it("connects to nothing but this machine, also while nobody asks", async () => {
    await as("caseworker")(operation("FollowBeneficiary"), { id: SHOWCASE });
    await wait(1500);
    expect(reached.size).toBeGreaterThan(0);
    expect(
      [...reached].filter((address) => !/^(127\.0\.0\.1|::1|localhost 127\.0\.0\.1|localhost ::1)$/.test(address)),
    ).toEqual([]);
  });
});
