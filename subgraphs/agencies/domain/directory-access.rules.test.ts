import { PURPOSES, ROLES, type Purpose, type Role } from "../../kernel/policy/vocabulary";
import { mayWriteDirectory, sightOf } from "./directory-access.rules";

const OURS = "019b76da-a800-784b-927b-5bcb5b77b01f";
const THEIRS = "019b76da-a800-713c-86b9-eb6d373f3693";
const SUBJECT = { agencyId: OURS, regionCodes: ["EL52"] };

const viewer = (role: Role, organisationId: string | null, area: string | null, purpose: Purpose = "CARE") => ({
  id: "w",
  role,
  organisationId,
  area,
  purpose,
});

const rolesThat = (action: "capacity:write" | "directory:write", organisationId: string | null, area: string | null) =>
  ROLES.filter((role) => mayWriteDirectory(viewer(role, organisationId, area), action, SUBJECT));

describe("who may change the directory", () => {
  it("whoever works for the agency says what is free", () => {
    expect(rolesThat("capacity:write", OURS, null)).toEqual([
      "CASEWORKER",
      "CENTRE_HEAD",
      "AGENCY_WORKER",
      "AGENCY_HEAD",
      "SERVICE",
    ]);
  });

  it("nobody of another agency does, whatever the role", () => {
    expect(rolesThat("capacity:write", THEIRS, "EL52")).toEqual([]);
    expect(rolesThat("capacity:write", null, null)).toEqual([]);
  });

  it("heads change their own entries, editors those of their region", () => {
    expect(rolesThat("directory:write", OURS, null)).toEqual(["CENTRE_HEAD", "AGENCY_HEAD"]);
    expect(rolesThat("directory:write", null, "EL52")).toEqual(["DIRECTORY_EDITOR"]);
    expect(rolesThat("directory:write", null, "EL30")).toEqual([]);
    expect(rolesThat("directory:write", null, null)).toEqual([]);
  });

  it("nothing is written for statistics", () => {
    const allowed = PURPOSES.filter((purpose) =>
      ROLES.some((role) =>
        (["capacity:write", "directory:write"] as const).some((action) =>
          mayWriteDirectory(viewer(role, OURS, "EL52", purpose), action, SUBJECT),
        ),
      ),
    );
    expect(allowed).not.toContain("STATISTICS");
  });
});

describe("who knows of a confidential service", () => {
  it("whole: only those who work for its agency", () => {
    const insiders = ROLES.filter((role) => sightOf(viewer(role, OURS, "EL52")).inside === OURS);
    expect(insiders).toEqual(["AGENCY_WORKER", "AGENCY_HEAD", "SERVICE"]);
    expect(sightOf(viewer("AGENCY_WORKER", null, null)).inside).toBeNull();
    expect(sightOf(viewer("AGENCY_WORKER", "not an id", null)).inside).toBeNull();
  });

  it("by name: only those who refer to it, for whatever purpose", () => {
    for (const purpose of PURPOSES) {
      const known = ROLES.filter((role) => sightOf(viewer(role, OURS, "EL52", purpose)).byName);
      expect(known).toEqual(["CASEWORKER", "CENTRE_HEAD"]);
    }
  });
});
