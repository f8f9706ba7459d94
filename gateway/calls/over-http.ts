import { signedText } from "../../subgraphs/kernel/call/trusted-call";
import type { Call } from "../../subgraphs/kernel/viewer";
import type { SubgraphRequest } from "../engine/subgraph-call";
import type { HubCalls, Requested } from "./calls";
import { byPost, type PostOptions } from "./post";
import type { SignCall } from "./signer";
import { SocketStreams } from "./socket-streams";
import { writeTraceparent } from "./trace";

export interface HttpOptions extends Omit<PostOptions<Call>, "headers"> {
  readonly sign: SignCall;
}

/** The hub's own subgraphs over HTTP: each call carries the viewer, signed for this service and this body. */
export function overHttp({ sign, ...options }: HttpOptions): HubCalls {
  const headers = async (service: string, body: string, call: Call & Requested) => ({
    authorization: `Bearer ${await sign(service, body, call)}`,
    "x-request-id": call.requestId,
    ...(call.trace && { traceparent: writeTraceparent(call.trace) }),
  });
  const posts = byPost<Call>({ ...options, headers });
  const present = async (request: SubgraphRequest, call: Call) => {
    const authorization = await sign(request.service, signedText(request).toString("utf8"), call);
    return { extensions: { authorization: `Bearer ${authorization}` } };
  };
  const streams = new SocketStreams<Call & Requested>({ ...options, present });
  return {
    call: posts.call,
    stream: streams.open,
    async close() {
      await streams.close();
      await posts.close();
    },
  };
}
