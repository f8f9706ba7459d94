import { Pool } from "undici";
import { EmbeddedIssuer, COMMAND_LIFETIME } from "../gateway/identity/embedded-issuer";
import { personasOf, type Subject } from "./people";
import { DIRECTORY } from "./prepare";
import { FIRST, followText } from "./question";

/** Asks a listening gateway like any client: POST, bearer token, kept connections. */
export class Asker {
  private constructor(
    private readonly pool: Pool,
    private readonly requests: readonly { body: string; headers: Record<string, string> }[],
  ) {}

  static async open(url: string, subjects: readonly Subject[], connections: number): Promise<Asker> {
    const query = await followText();
    const personas = personasOf(subjects);
    const issuer = await EmbeddedIssuer.open({ directory: DIRECTORY, personas, production: false });
    const requests = await Promise.all(
      subjects.map(async ({ id, viewer }) => {
        const { token } = await issuer.issue(viewer.id, COMMAND_LIFETIME);
        const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
        return { headers, body: JSON.stringify({ query, variables: { id, referrals: FIRST } }) };
      }),
    );
    return new Asker(new Pool(url, { connections }), requests);
  }

  async ask(index: number): Promise<string> {
    const { headers, body } = this.requests[index]!;
    const response = await this.pool.request({ method: "POST", path: "/graphql", headers, body });
    const text = await response.body.text();
    if (response.statusCode !== 200) throw new Error(`The gateway answered ${response.statusCode}: ${text}`);
    return text;
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}
