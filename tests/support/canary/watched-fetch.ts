import { cage, type Recipient } from "./cage";

/** Of a client's token, or of a call that a test signed as the gateway does. */
interface Claims {
  readonly sub?: string;
  readonly organisation?: string | null;
  readonly viewer?: Recipient;
}

/** Whose token a request carries, unverified; null without one, or with one that is none. */
function bearerOf(headers: RequestInit["headers"]): Recipient | null {
  const claims = new Headers(headers).get("authorization")?.split(".")[1] ?? "";
  try {
    const { sub, organisation, viewer } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as Claims;
    return viewer ?? { id: sub ?? "", organisationId: organisation ?? null };
  } catch {
    return null;
  }
}

/** `fetch` that looks through every response, headers included, before the test sees it. */
export const watchedFetch =
  (send: typeof fetch): typeof fetch =>
  async (input, init) => {
    const response = await send(input, init);
    const headers = JSON.stringify([...response.headers]);
    const isStream = response.headers.get("content-type")?.includes("event-stream");
    if (response.body === null || isStream) return response;
    const bytes = await response.arrayBuffer();
    const url = input instanceof Request ? input.url : String(input);
    const where = `the answer of ${new URL(url).pathname}`;
    cage.look(where, `${headers}${Buffer.from(bytes).toString("utf8")}`, bearerOf(init?.headers));
    return new Response(bytes, { status: response.status, statusText: response.statusText, headers: response.headers });
  };
