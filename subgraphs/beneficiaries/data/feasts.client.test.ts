import type { CallPeer } from "../../kernel/call/peer";
import { CLOCK, keeperOf } from "../../kernel/viewer";
import { FeastsClient } from "./feasts.client";

const [CENTRE, AGENCY] = ["centre", "agency"];
const call = { viewer: keeperOf(CENTRE), requestId: "r" };
const feast = (monthDay: string) => ({ localHolidays: [{ monthDay, daysFromEaster: null }] });
const site = (monthDay: string, kind: string, confidential: boolean) => ({
  ...{ kind, confidential, municipality: feast(monthDay) },
});

/** A directory that knows these agencies, and counts how often it is asked. */
function directory(agencies: Readonly<Record<string, object | null>>) {
  const asked: string[] = [];
  const callPeer: CallPeer = (_subgraph, { variables }) => {
    const id = String(variables?.["id"]);
    asked.push(id);
    return Promise.resolve({ data: { agency: agencies[id] ?? null } });
  };
  return { asked, feasts: new FeastsClient(callPeer) };
}

describe("when the two sides of a referral rest", () => {
  it("is by their municipalities, asked once for everybody", async () => {
    const { asked, feasts } = directory({
      [CENTRE]: { municipality: feast("11-30"), sites: [] },
      [AGENCY]: { municipality: feast("10-26"), sites: [site("12-12", "SEAT", false)] },
    });
    const { sender, agency } = await feasts.of({ centreId: CENTRE, agencyId: AGENCY }, call);
    expect([...sender.in(2026), ...agency.in(2026)]).toEqual(["11-30", "10-26"]);
    await feasts.of({ centreId: CENTRE, agencyId: AGENCY }, { ...call, viewer: keeperOf(AGENCY) });
    expect(asked).toEqual([CENTRE, AGENCY]);
  });

  it("is by the seat of who belongs to no municipality, never by a site nobody may find", async () => {
    const sites = [site("01-17", "SEAT", true), site("05-15", "BRANCH", false), site("02-21", "SEAT", false)];
    const hidden = { municipality: null, sites: [sites[0]!] };
    const { feasts } = directory({ [AGENCY]: { municipality: null, sites }, [CENTRE]: hidden });
    const { sender, agency } = await feasts.of({ centreId: CENTRE, agencyId: AGENCY }, call);
    expect([...agency.in(2026)]).toEqual(["02-21"]);
    expect([...sender.in(2026)]).toEqual([]);
  });

  it.each([
    ["does not answer", () => Promise.reject(new Error("down"))],
    ["answers with errors", () => Promise.resolve({ data: { agency: null }, errors: [{ message: "busy" }] })],
    ["talks nonsense", () => Promise.resolve({ data: { agency: { municipality: 7 } } })],
  ])("nobody has a feast while the directory %s, and it is not asked at every step", async (_what, answer) => {
    let asked = 0;
    const feasts = new FeastsClient(() => {
      asked++;
      return answer();
    });
    for (let step = 0; step < 3; step++) {
      const { sender, agency } = await feasts.of(
        { centreId: CENTRE, agencyId: CENTRE },
        { ...call, requestId: CLOCK.id },
      );
      expect([...sender.in(2026), ...agency.in(2026)]).toEqual([]);
    }
    expect(asked).toBeLessThanOrEqual(2);
  });
});
