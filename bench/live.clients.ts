import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { z } from "zod";

const order = z.object({ url: z.string(), tokens: z.array(z.string()), query: z.string() });

/** When one was told of a referral, in milliseconds of this machine's clock. */
export interface Sighting {
  readonly reader: number;
  readonly referral: string;
  readonly state: string;
  readonly at: number;
}

interface Event {
  readonly referralChanged: { readonly referral: { readonly id: string; readonly state: string } | null };
}

const now = (): number => performance.timeOrigin + performance.now();
/** A hub that is gone is told nothing: what is on its way then is no fault of the clients. */
const tell = (message: unknown): void => {
  if (process.connected) process.send!(message, undefined, undefined, () => undefined);
};

// Whoever started them has ended, well or badly.
process.on("disconnect", () => process.exit());

/** The clients of the bench, apart from the hub whose memory is measured: one socket and one subscription each. */
process.on("message", (message) => {
  const { url, tokens, query } = order.parse(message);
  let open = 0;
  tokens.forEach((token, reader) => {
    const client = createClient({
      url,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    client.subscribe<Event>(
      { query },
      {
        next: ({ data }) => {
          const referral = data?.referralChanged.referral;
          if (referral) tell({ reader, referral: referral.id, state: referral.state, at: now() } satisfies Sighting);
          else if (++open === tokens.length) tell("open");
        },
        error: (fault) => tell({ fault: JSON.stringify(fault) }),
        complete: () => undefined,
      },
    );
  });
});
