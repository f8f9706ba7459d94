/** For tests: an OpenID Connect issuer as it is reached over HTTP, which goes down and withdraws its key when told to. */
import type { JWTPayload } from "jose";
import type { Servers } from "../calls/subgraph.fixture";
import { TestIssuer } from "./token.fixture";

export class PublishedIssuer {
  /** The addresses that were asked for. */
  readonly asked: string[] = [];
  isDown = false;
  private origin = "";
  private published;

  private constructor(
    private readonly key: TestIssuer,
    private readonly named: string | undefined,
  ) {
    this.published = [key.publicKey];
  }

  /** `named` is what its discovery document says it is; itself, when not given. */
  static async start(servers: Servers, named?: string): Promise<PublishedIssuer> {
    const issuer = new PublishedIssuer(await TestIssuer.create("ES256"), named);
    issuer.origin = await servers.start(({ url = "" }, response) => {
      issuer.asked.push(url);
      const answer = issuer.isDown ? undefined : issuer.documents()[url];
      response.writeHead(answer ? 200 : 500, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
    return issuer;
  }

  get url(): string {
    return `${this.origin}/realm`;
  }

  token(claims: JWTPayload = {}): Promise<string> {
    return this.key.token({ iss: this.url, ...claims });
  }

  /** From now on it names another key, and no longer the one it signs with. */
  async withdraw(): Promise<void> {
    this.published = [(await TestIssuer.create("ES256")).publicKey];
  }

  private documents(): Record<string, object> {
    return {
      "/realm/.well-known/openid-configuration": { issuer: this.named ?? this.url, jwks_uri: `${this.origin}/keys` },
      "/keys": { keys: this.published },
    };
  }
}
