import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { EmbeddedIssuer } from "../identity/embedded-issuer";
import { identifyByToken } from "../identity/bearer";
import { TestHub } from "../front/hub.fixture";
import { openPage, type Page } from "./page";

describe("the page at /", () => {
  const test = new TestHub();
  let directory: string;
  let page: Page;
  beforeAll(async () => {
    page = openPage(["query Purpose { purpose }"])!;
    directory = await mkdtemp(path.join(tmpdir(), "page-"));
    const personas = await EmbeddedIssuer.open({ directory, personas: [], production: false });
    await test.start({ personas, page, identify: identifyByToken(personas.trust(), test.log.log) });
  });
  afterAll(async () => {
    await test.hub.stop();
    await rm(directory, { recursive: true });
  });
  const get = (url: string, accept: string) => fetch(`${test.origin}${url}`, { headers: { accept } });

  it("is not there in production, nor where it is not opened", async () => {
    await expect(new TestHub().start({ production: true, page })).rejects.toThrow("production");
    const plain = new TestHub();
    await plain.start();
    const answer = await fetch(plain.origin, { headers: { accept: "text/html" } });
    expect(answer.headers.get("content-type")).toContain("text/plain");
    expect((await fetch(`${plain.origin}/page/graphiql.js`)).status).toBe(404);
    await plain.hub.stop();
  });

  it("is for browsers; others get the words", async () => {
    expect((await get("/", "text/html,*/*")).headers.get("content-type")).toContain("text/html");
    expect(await (await get("/", "*/*")).text()).toContain("POST /graphql");
    expect((await get("/page/../config.ts", "*/*")).status).toBe(404);
    expect((await fetch(`${test.origin}/page/page.js`, { method: "POST" })).status).toBe(405);
  });

  it("loads everything from here, and forbids everything else", async () => {
    const answer = await get("/", "text/html");
    const html = await answer.text();
    const policy = answer.headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(html).not.toMatch(/https?:|<script>|<style|\son\w+=/);
    const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url!);
    expect(parts).toHaveLength(6);
    for (const part of parts) {
      const loaded = await get(part, "*/*");
      expect([loaded.status, loaded.headers.get("x-content-type-options")]).toEqual([200, "nosniff"]);
      expect(loaded.headers.get("content-type")).toMatch(part.endsWith(".css") ? "text/css" : "text/javascript");
    }
  });

  it("offers the questions of the dashboards by name", async () => {
    expect(await (await get("/page/documents", "*/*")).json()).toEqual({
      documents: { Purpose: "query Purpose { purpose }" },
    });
  });
});
