import { newId } from "../../../subgraphs/kernel/identifier";
import { accessRecordOf, disclosed, OFFICER, refused } from "../../support/access-records";
import { codeOf } from "../../support/answers";
import { accepted } from "../../support/desk";
import type { Answer } from "../../support/hub";
import { DAY, RECORDS, type AuditDesk } from "./audit-desk";

/** The same records, for the officer's own tools. */
export const recordsAsFile = (desk: AuditDesk): void =>
  describe("as a CSV file", () => {
    const download = async (persona: string, body: unknown, headers: Record<string, string> = {}) => {
      const { token } = await desk.hub.issuer.issue(persona);
      return fetch(desk.hub.url.replace("/graphql", "/audit.csv"), {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      });
    };

    it("hold every record of the filter, in Excel's own form, with a line for each decision", async () => {
      const personId = newId();
      await desk.record(
        ...Array.from({ length: 120 }, () =>
          accessRecordOf({ disclosures: [disclosed([personId]), refused([personId], { category: "HOUSING" })] }),
        ),
      );
      const response = await download("dpo", { filter: { personId } });
      expect([response.status, response.headers.get("content-type")]).toEqual([
        200,
        "text/csv; charset=utf-8; header=present",
      ]);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      const lines = bytes.toString("utf8").trimEnd().split("\r\n");
      expect(lines).toHaveLength(1 + 240);
      expect(lines[0]).toContain('"Worker (Χρήστης)"');
      expect(lines[1]).toMatch(
        /^"\d+","[0-9a-f-]{36}","\d{4}-\d\d-\d\d","\d\d:\d\d:\d\d",.*"Κέντρο Κοινότητας [^"]*",/,
      );
      expect(lines.slice(1).every((line) => line.includes(personId))).toBe(true);
      const pages = accepted(await desk.dpo(RECORDS, { filter: { personId, viewerId: OFFICER.id } })).accessRecords;
      const own = pages.edges.filter(
        ({ node }: { node: { operationName: string } }) => node.operationName === "AccessRecordsForCsv",
      );
      expect(own).toHaveLength(2);
    });

    it("are cut by semicolons on request, as a Greek Excel wants them", async () => {
      const [record] = await desk.record(accessRecordOf({ disclosures: [disclosed([newId()])] }));
      const [personId] = record!.disclosures[0]!.people;
      const text = await (await download("dpo", { filter: { personId }, separator: ";" })).text();
      const [head, line] = text.split("\r\n");
      expect([head, line].map((each) => each!.split('";"').length)).toEqual([21, 21]);
    });

    it("say what of the filter is wrong", async () => {
      const response = await download("dpo", { filter: { from: "2025-02-30" } });
      const { errors } = (await response.json()) as Answer;
      expect(errors?.[0]).toMatchObject({ extensions: { details: { field: "filter.from", check: "type" } } });
    });

    it.each([
      ["caseworker", {}, {}, 403, "FORBIDDEN"],
      ["dpo", {}, { "x-purpose-of-use": "CARE" }, 403, "FORBIDDEN"],
      ["dpo", { filter: { from: DAY, to: "2025-02-02" } }, {}, 400, "BAD_USER_INPUT"],
      ["dpo", { filter: { nonsense: 1 } }, {}, 400, "BAD_USER_INPUT"],
      ["dpo", { fields: [] }, {}, 400, "BAD_USER_INPUT"],
      ["dpo", { separator: "=" }, {}, 400, "BAD_USER_INPUT"],
    ])("are refused to %s asking %j", async (persona, body, headers, status, code) => {
      const response = await download(persona, body, headers);
      expect([response.status, codeOf((await response.json()) as Answer)]).toEqual([status, code]);
    });

    it("are not given by GET, nor without a token", async () => {
      const url = desk.hub.url.replace("/graphql", "/audit.csv");
      expect((await fetch(url)).status).toBe(405);
      expect((await fetch(url, { method: "POST" })).status).toBe(401);
    });
  });
