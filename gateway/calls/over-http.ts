import type { Call } from "../../subgraphs/kernel/viewer";
import type { Calls } from "./calls";
import { byPost, type PostOptions } from "./post";
import type { SignCall } from "./signer";

export interface HttpOptions extends Omit<PostOptions<Call>, "headers"> {
  readonly sign: SignCall;
}

/** The hub's own subgraphs over HTTP: each call carries the viewer, signed for this service and this body. */
export function overHttp({ sign, ...options }: HttpOptions): Calls {
  const headers = async (service: string, body: string, call: Call) => ({
    authorization: `Bearer ${await sign(service, body, call)}`,
    "x-request-id": call.requestId,
  });
  return byPost<Call>({ ...options, headers });
}
