import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

interface Report {
  readonly asked: number;
  readonly fetches: number;
  readonly ties: number;
  readonly differences: readonly unknown[];
}

describe("a prepared document", () => {
  it("answers as graphql-js does: random questions, every fetch of the dashboards' plans, faults of every kind", async () => {
    const worker = path.join(__dirname, "prepared-documents.worker.js");
    const { stdout } = await promisify(execFile)(process.execPath, ["--unhandled-rejections=none", worker]);
    const { asked, fetches, ties, differences } = JSON.parse(stdout) as Report;
    expect(differences).toEqual([]);
    expect(asked).toBeGreaterThan(800);
    expect(fetches).toBeGreaterThan(15);
    expect(ties / asked).toBeLessThan(0.01);
  }, 120_000);
});
