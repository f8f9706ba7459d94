import { loadAgenciesReference } from "../../../subgraphs/agencies/data/agencies.import";
import { Importer } from "../../../subgraphs/kernel/database/copy";
import type { useDatabase } from "../../support/database";
import { as } from "./cast";

/** On which days a municipality rests, in the directory's own database. */
export const feastsOfMunicipalities = (directory: ReturnType<typeof useDatabase>): void =>
  describe("feasts of municipalities", () => {
    const SET = `mutation ($input: SetLocalHolidaysInput!) { setLocalHolidays(input: $input) { municipality {
      localHolidays { nameEl monthDay daysFromEaster } } } }`;
    const READ = "query ($code: String!) { municipality(code: $code) { localHolidays { nameEl monthDay } } }";
    const [THESSALONIKI, KALAMARIA, RHODES] = ["0701", "0707", "6901"];
    const editor = as("DIRECTORY_EDITOR", null, "EL52");
    const patron = { nameEl: "Αγίου Δημητρίου", monthDay: "10-26" };
    const set = (holidays: readonly object[], fields: object = {}, viewer = editor) =>
      directory.ask(viewer, SET, { input: { municipalityCode: THESSALONIKI, holidays, ...fields } });
    const refusalOf = async (answer: ReturnType<typeof set>) => {
      const { code, details } = (await answer).errors![0]!.extensions!;
      return [code, (details as { check?: string } | undefined)?.check];
    };
    const read = async (code: string) => (await directory.ask(editor, READ, { code })).data?.["municipality"];

    it.each([
      ["the editor of another region", as("DIRECTORY_EDITOR", null, "EL43")],
      ["an editor of nowhere", as("DIRECTORY_EDITOR")],
      ["the head of a centre there", as("CENTRE_HEAD", "cc-paionia")],
      ["a head of no organisation", as("AGENCY_HEAD")],
    ])("are not %s's to say", async (_who, viewer) => {
      expect((await refusalOf(set([patron], {}, viewer)))[0]).toBe("FORBIDDEN");
    });

    it.each([
      ["a day that is none", [{ ...patron, monthDay: "02-30" }], "format"],
      ["a date with a year", [{ ...patron, monthDay: "2026-10-26" }], "format"],
      ["neither day nor distance", [{ nameEl: "Πολιούχου" }], "one"],
      ["both", [{ ...patron, daysFromEaster: 1 }], "one"],
      ["no name", [{ ...patron, nameEl: "  " }], "length"],
      ["a name without end", [{ ...patron, nameEl: "Α".repeat(101) }], "length"],
      ["far from Easter", [{ nameEl: "Πολιούχου", daysFromEaster: 57 }], "range"],
      ["the same day twice", [patron, { ...patron, nameEl: "Απελευθέρωση" }], "repeated"],
      ["eleven", Array.from({ length: 11 }, (_, day) => ({ nameEl: "Εορτή", daysFromEaster: day })), "length"],
    ])("are refused: %s", async (_what, holidays, check) => {
      expect(await refusalOf(set(holidays))).toEqual(["BAD_USER_INPUT", check]);
    });

    it("a municipality that is none is not found", async () => {
      expect((await refusalOf(set([], { municipalityCode: "9999" })))[0]).toBe("NOT_FOUND");
      expect((await refusalOf(set([], { municipalityCode: "δήμος" })))[0]).toBe("NOT_FOUND");
    });

    it("what is certain is there from the start, and what nobody has said is null", async () => {
      expect(await read(KALAMARIA)).toMatchObject({ localHolidays: [{ monthDay: "10-26" }] });
      expect(await read(RHODES)).toMatchObject({ localHolidays: [{ monthDay: "03-07" }] });
      expect(await read("0902")).toEqual({ localHolidays: null });
    });

    it("are what the editor said last; a word sent again under its key undoes nothing", async () => {
      const key = { idempotencyKey: "feasts of this year" };
      const both = [patron, { nameEl: "Αναλήψεως", daysFromEaster: 39 }];
      expect((await set(both, key)).data).toEqual({
        setLocalHolidays: {
          municipality: {
            localHolidays: [
              { ...patron, daysFromEaster: null },
              { nameEl: "Αναλήψεως", monthDay: null, daysFromEaster: 39 },
            ],
          },
        },
      });
      await set([]);
      expect((await set(both, key)).data).toEqual({ setLocalHolidays: { municipality: { localHolidays: [] } } });
      expect((await refusalOf(set([patron], key)))[0]).toBe("CONFLICT");
    });

    it("what an editor has said, none included, stays when the reference data are loaded again", async () => {
      await set([]);
      const importer = await Importer.open(directory.database.migrationUrl);
      await loadAgenciesReference(importer);
      await importer.close();
      expect(await read(THESSALONIKI)).toEqual({ localHolidays: [] });
    });
  });
