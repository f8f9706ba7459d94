import fc from "fast-check";
import { served } from "../../kernel/disclosure/served-call.fixture";
import type { Viewer } from "../../kernel/viewer";
import type { CareFileRepository } from "../data/care-file.repository";
import { CareFileService } from "./care-file.service";

const NOW = new Date("2026-11-20T10:00:00Z");
const UNIT = "agency-of-the-unit";

const worker = (role: Viewer["role"], organisationId: string): Viewer => ({
  id: "worker",
  role,
  organisationId,
  area: null,
  purpose: "CARE",
});

function openAs(viewer: Viewer, grants: unknown) {
  const asked: [string, string][] = [];
  const files = {
    find: (id: string, scope: string) => {
      asked.push([id, scope]);
      return Promise.resolve(null);
    },
  } as unknown as CareFileRepository;
  const service = new CareFileService(served(viewer), files, () => Promise.resolve(new Set([UNIT])), NOW);
  return service.open("person", grants).then((opened) => ({ opened, asked }));
}

describe("a file of mental-health care", () => {
  it.each([
    ["a caseworker who is no insider", worker("CASEWORKER", "centre"), { relation: "OWN_CENTRE", insider: false }],
    ["another centre's caseworker", worker("CASEWORKER", "other"), { relation: "NONE", insider: false }],
    ["another agency's worker", worker("AGENCY_WORKER", "oaed"), { relation: "ADDRESSEE", insider: false }],
    ["a unit the person was not referred to", worker("AGENCY_WORKER", UNIT), { relation: "NONE", insider: false }],
  ])("hides from %s whether there is one, and reads nothing", async (_who, viewer, grants) => {
    const consents = [{ category: "MENTAL_HEALTH", until: "2027-01-01T00:00:00Z" }];
    const { opened, asked } = await openAs(viewer, { ...grants, consents });
    expect(opened).toEqual({ decision: { granted: false, reason: "CONFIDENTIAL" }, asOf: NOW, record: null });
    expect(asked).toEqual([]);
  });

  it("asks the insider at the centre for the person's consent", async () => {
    const insider = { relation: "OWN_CENTRE", insider: true, consents: [] };
    const { opened, asked } = await openAs(worker("CASEWORKER", "centre"), insider);
    expect(opened.decision).toEqual({ granted: false, reason: "CONSENT_REQUIRED" });
    expect(asked).toEqual([]);
  });

  it("opens to the insider with consent, whole", async () => {
    const consents = [{ category: "MENTAL_HEALTH", until: "2027-01-01T00:00:00Z" }];
    const { opened, asked } = await openAs(worker("CASEWORKER", "centre"), {
      relation: "OWN_CENTRE",
      insider: true,
      consents,
    });
    expect(opened.decision).toMatchObject({ granted: true, basis: "CONSENT" });
    expect(asked).toEqual([["person", "ALL"]]);
  });

  it("opens to the unit the person was referred to, its own rows only", async () => {
    const addressee = { relation: "ADDRESSEE", insider: false, consents: [] };
    const { opened, asked } = await openAs(worker("AGENCY_WORKER", UNIT), addressee);
    expect(opened.decision).toMatchObject({ granted: true, basis: "PUBLIC_TASK", scope: "OWN" });
    expect(asked).toEqual([["person", "OWN"]]);
  });

  it("stays closed for whatever is not an attestation", async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (junk) => {
        const { opened, asked } = await openAs(worker("AGENCY_WORKER", UNIT), junk);
        expect(opened.decision).toEqual({ granted: false, reason: "CONFIDENTIAL" });
        expect(asked).toEqual([]);
      }),
    );
  });
});
