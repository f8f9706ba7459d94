import { codeOf } from "../../support/answers";
import { accepted } from "../../support/desk";
import type { TestHub } from "../../support/hub";
import { operation } from "../../support/operations";
import { asOwnerRole } from "../../support/owner-role";
import { serviceId } from "../../support/people";

const TERMS = "mutation ($input: SetServiceTermsInput!) { setServiceTerms(input: $input) { service { id } } }";
const TOLD = "mutation ($input: UpdateCapacityInput!) { updateCapacity(input: $input) { service { id } } }";

/** Where somebody can be referred, asked without any personal data. */
export const findingServices = (using: { readonly hub: TestHub; as: TestHub["as"] }): void =>
  describe("findService", () => {
    const FIND = operation("FindService");
    const ASKED = { need: "HOUSING", municipality: "0902", first: 100 };
    interface Found {
      readonly suits: string | null;
      readonly unmet: readonly string[];
      readonly unasked: readonly string[];
      readonly takesResidents: boolean;
      readonly distance: string;
      readonly openThen: boolean | null;
      readonly stale: boolean;
      readonly service: { readonly id: string };
    }
    const DISTANCES = ["SAME_MUNICIPALITY", "SAME_REGIONAL_UNIT", "SAME_REGION", "ELSEWHERE"];
    const foundBy = async (persona: string, variables: object = {}): Promise<Found[]> =>
      accepted(await using.as(persona)(FIND, { ...ASKED, ...variables })).findService.edges.map(
        ({ node }: { node: Found }) => node,
      );
    const idsOf = (found: readonly Found[]) => found.map(({ service }) => service.id);

    it("who takes the residents first, then the nearest; pages keep the order and repeat nothing", async () => {
      const found = await foundBy("caseworker");
      const ranks = found.map(
        ({ takesResidents, distance }) => Number(!takesResidents) * 10 + DISTANCES.indexOf(distance),
      );
      expect(found.length).toBeGreaterThan(3);
      expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
      const ids: string[] = [];
      for (let after: string | null = null; ;) {
        const { edges, pageInfo }: { edges: { node: Found }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } =
          accepted(await using.as("caseworker")(FIND, { ...ASKED, first: 2, after })).findService;
        ids.push(...edges.map(({ node }) => node.service.id));
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      expect(ids).toEqual(idsOf(found));
    });

    it("what is full goes after what has a place; what is told old is marked and goes after what is fresh", async () => {
      const hostel = serviceId("md-homeless-hostels/homeless-hostel");
      const say = (available: number, status: string) =>
        using.as("hostel")(TOLD, { input: { serviceId: hostel, unit: "BED", available, maximum: 60, status } });
      accepted(await say(5, "CAPACITY"));
      const free = await foundBy("caseworker");
      expect(free.find(({ service }) => service.id === hostel)).toMatchObject({ stale: false });
      accepted(await say(0, "NO_CAPACITY"));
      const full = await foundBy("caseworker");
      expect(idsOf(full).indexOf(hostel)).toBeGreaterThanOrEqual(idsOf(free).indexOf(hostel));
      await asOwnerRole(using.hub, "agencies", (client) =>
        client.query("update service_capacity set updated_at = now() - interval '9 days' where service_id = $1", [
          hostel,
        ]),
      );
      expect((await foundBy("caseworker")).find(({ service }) => service.id === hostel)).toMatchObject({ stale: true });
    });

    it("a confidential service is not found by who may not know it, and its place tells others nothing", async () => {
      const refuge = serviceId("md-house-of-woman/women-shelter");
      const asked = { need: "SAFETY" };
      for (const persona of ["analyst-central-macedonia", "hostel", "dpo"]) {
        expect(idsOf(await foundBy(persona, asked))).not.toContain(refuge);
      }
      const before = await using.as("caseworker")(FIND, { ...ASKED, ...asked });
      const node = accepted(before).findService.edges.find(
        (edge: { node: Found }) => edge.node.service.id === refuge,
      ).node;
      expect(node).toMatchObject({ distance: "ELSEWHERE", stale: false, service: { capacity: [], bedsTonight: null } });
      const told = { serviceId: refuge, unit: "BED", available: 7, maximum: 7, status: "CAPACITY" };
      accepted(await using.as("house-of-woman")(TOLD, { input: told }));
      expect(await using.as("caseworker")(FIND, { ...ASKED, ...asked })).toEqual(before);
      accepted(await using.as("house-of-woman")(TOLD, { input: { ...told, available: 0, status: "NO_CAPACITY" } }));
      expect(await using.as("caseworker")(FIND, { ...ASKED, ...asked })).toEqual(before);
    });

    it("for whom it suits first, then what asks what was not said, then what is not for them; and says why", async () => {
      const set = (serviceId: string, terms: object) =>
        using.as("directory-editor")(TERMS, { input: { serviceId, ...terms } });
      const all = idsOf(await foundBy("caseworker"));
      const [families, young] = [
        serviceId("md-homeless-hostels/homeless-hostel"),
        serviceId("md-homeless-hostels/night-shelter"),
      ];
      accepted(await set(families, { households: ["WITH_CHILDREN"] }));
      accepted(await set(young, { agesFrom: 18, agesTo: 25, sexes: ["MALE"] }));
      const of = async (who: object) => {
        const found = await foundBy("caseworker", { who });
        const order = ["SUITS", "ASK_FIRST", "DOES_NOT_SUIT"];
        const places = found.map(({ suits }) => order.indexOf(suits!));
        expect(places).toEqual(places.toSorted());
        expect(idsOf(found).toSorted()).toEqual(all.toSorted());
        const told = (id: string) => {
          const { suits, unmet, unasked } = found.find(({ service }) => service.id === id)!;
          return [suits, unmet.join(" "), unasked.join(" ")].join("/");
        };
        return [told(families), told(young)];
      };
      expect(await of({ age: 34, sex: "FEMALE", household: "WITH_CHILDREN" })).toEqual([
        "SUITS//",
        "DOES_NOT_SUIT/AGE SEX/",
      ]);
      expect(await of({ age: 18, sex: "MALE", household: "ALONE" })).toEqual(["DOES_NOT_SUIT/HOUSEHOLD/", "SUITS//"]);
      expect(await of({ age: 25, sex: "OTHER" })).toEqual(["ASK_FIRST//HOUSEHOLD", "ASK_FIRST//SEX"]);
      const untold = await foundBy("caseworker");
      expect([idsOf(untold), new Set(untold.map(({ suits }) => suits))]).toEqual([all, new Set([null])]);
      for (const id of [families, young]) accepted(await set(id, {}));
    });

    it("its terms are the agency's and its editor's to say, and must be such that somebody fulfils them", async () => {
      const hostel = serviceId("md-homeless-hostels/homeless-hostel");
      const set = (persona: string, terms: object) =>
        using.as(persona)(TERMS, { input: { serviceId: hostel, ...terms } });
      for (const persona of ["caseworker", "hostel", "kdap", "dpo"])
        expect(codeOf(await set(persona, {}))).toBe("FORBIDDEN");
      const bad = [
        { agesFrom: -1 },
        { agesTo: 121 },
        { agesFrom: 9, agesTo: 8 },
        { sexes: ["OTHER"] },
        { households: ["ΟΛΟΙ"] },
      ];
      for (const terms of bad)
        expect([terms, codeOf(await set("directory-editor", terms))]).toEqual([terms, "BAD_USER_INPUT"]);
      expect(codeOf(await using.as("directory-editor")(TERMS, { input: { serviceId: "x" } }))).toBe("NOT_FOUND");
    });

    it("open at the moment asked for goes first; on a public holiday nothing says it is", async () => {
      await asOwnerRole(using.hub, "agencies", (client) =>
        client.query(
          `update site set hours = '[{"days":["MO"],"opensAt":"09:00","closesAt":"14:00"}]' where id in
             (select site_id from service_site where service_id = $1) and not confidential`,
          [serviceId("md-homeless-hostels/homeless-hostel")],
        ),
      );
      const open = async (fields: object) =>
        (await foundBy("caseworker", fields)).find(
          ({ service }) => service.id === serviceId("md-homeless-hostels/homeless-hostel"),
        )!.openThen;
      // Monday in winter time: Athens is two hours ahead.
      expect(await open({ at: "2026-11-23T06:59:59Z" })).toBe(false);
      expect(await open({ at: "2026-11-23T07:00:00Z" })).toBe(true);
      expect(await open({ at: "2026-11-23T12:00:00Z" })).toBe(false);
      expect(await open({ at: "2026-11-24T08:00:00Z" })).toBe(false);
      expect(await open({ on: "2026-11-23" })).toBe(true);
      expect(await open({ on: "2026-12-28" })).toBe(true);
      expect([await open({ on: "2026-06-01" }), await open({ on: "2026-02-23" })]).toEqual([false, false]);
    });

    it("refuses what is no place, day, language or cursor", async () => {
      const bad = [
        { municipality: "Παιονία" },
        { municipality: "" },
        { on: "2026-02-30" },
        { languages: ["Ελληνικά"] },
        { languages: Array.from({ length: 11 }, () => "el") },
        { after: "zzz" },
        { after: Buffer.from(JSON.stringify(["0", "0", "0", "0", "0", "0", "0", "x"])).toString("base64url") },
        { first: 0 },
        { first: 101 },
        { who: { age: -1 } },
        { who: { age: 121 } },
        { who: { sex: "Γ" } },
        { at: "αύριο" },
        { on: "2026-11-23", at: "2026-11-23T07:00:00Z" },
        { need: "BED" },
      ];
      for (const fields of bad) {
        expect([fields, codeOf(await using.as("caseworker")(FIND, { ...ASKED, ...fields }))]).toEqual([
          fields,
          "BAD_USER_INPUT",
        ]);
      }
      expect(await foundBy("caseworker", { languages: ["zz"] })).toEqual([]);
      expect((await foundBy("caseworker", { on: "2026-11-23" })).every(({ openThen }) => openThen !== null)).toBe(true);
    });
  });
