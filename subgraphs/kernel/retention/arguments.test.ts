import { readRetentionArguments as read } from "./arguments";

describe("what retention is told", () => {
  it("is an owner or none, and whether it only counts", () => {
    expect(read([])).toEqual({ isDryRun: false, owner: undefined });
    expect(read(["--dry-run"])).toEqual({ isDryRun: true, owner: undefined });
    expect(read(["kdap", "--dry-run"])).toEqual({ isDryRun: true, owner: "kdap" });
  });

  it.each([["--dryrun"], ["--dry"], ["-n"], ["--dry-run=no"], ["kdap", "shelters"], ["kdap", "dry-run"]])(
    "is nothing else: %s %s",
    (...words) => {
      expect(() => read(words)).toThrow(/Unknown option|does not take an argument|One owner at a time/);
    },
  );
});
