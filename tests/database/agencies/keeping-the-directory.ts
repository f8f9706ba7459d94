import { seededId } from "../../../subgraphs/kernel/identifier";
import type { useDatabase } from "../../support/database";
import { as, serviceId } from "./cast";

/** Free places, confirmation, opening and closing, in the directory's own database. */
export const keepingTheDirectory = (directory: ReturnType<typeof useDatabase>): void =>
  describe("keeping the directory", () => {
    const HOSTEL = serviceId("rc-hostel/homeless-hostel");
    const UPDATE = `mutation ($input: UpdateCapacityInput!) { updateCapacity(input: $input) {
    service { capacity { unit available maximum status stale } } } }`;
    const STATUS = `mutation ($input: SetServiceStatusInput!) { setServiceStatus(input: $input) {
    service { status reopensOn } } }`;
    const beds = { serviceId: HOSTEL, unit: "BED", available: 4, maximum: 60, status: "CAPACITY" };
    const codeOf = async (...question: Parameters<typeof directory.ask>) =>
      (await directory.ask(...question)).errors?.[0]?.extensions?.code;

    it("another agency's capacity is not yours to tell", async () => {
      expect(await codeOf(as("AGENCY_HEAD", "md-kyttaro"), UPDATE, { input: beds })).toBe("FORBIDDEN");
      expect(await codeOf(as("DIRECTORY_EDITOR", null, "EL30"), UPDATE, { input: beds })).toBe("FORBIDDEN");
    });

    it("a service that is not there is not found", async () => {
      const input = { ...beds, serviceId: seededId("service", "none") };
      expect(await codeOf(as("AGENCY_WORKER", "rc-hostel"), UPDATE, { input })).toBe("NOT_FOUND");
    });

    it("a worker tells the free beds, and everybody reads them at once", async () => {
      const answer = await directory.ask(as("AGENCY_WORKER", "rc-hostel"), UPDATE, { input: beds });
      const told = { unit: "BED", available: 4, maximum: 60, status: "CAPACITY", stale: false };
      expect(answer).toEqual({ data: { updateCapacity: { service: { capacity: [told] } } } });
      const read = await directory.ask(
        as("CASEWORKER", "cc-paionia"),
        `{ service(id: "${HOSTEL}") { capacity { available } } }`,
      );
      expect(read).toEqual({ data: { service: { capacity: [{ available: 4 }] } } });
    });

    it("figures sent again late, under their key, do not undo newer ones; other figures under it are a CONFLICT", async () => {
      const worker = as("AGENCY_WORKER", "rc-hostel");
      const keyed = { ...beds, available: 9, idempotencyKey: "evening count" };
      expect(await codeOf(worker, UPDATE, { input: keyed })).toBeUndefined();
      expect(await codeOf(worker, UPDATE, { input: { ...beds, available: 2 } })).toBeUndefined();
      expect(await directory.ask(worker, UPDATE, { input: keyed })).toMatchObject({
        data: { updateCapacity: { service: { capacity: [{ available: 2 }] } } },
      });
      expect(await codeOf(worker, UPDATE, { input: { ...keyed, available: 10 } })).toBe("CONFLICT");
    });

    it("an opening sent again under its key is answered, and does not open what was closed since", async () => {
      const head = as("AGENCY_HEAD", "rc-hostel");
      const closing = { serviceId: HOSTEL, status: "INACTIVE", idempotencyKey: "closing for works" };
      expect(await codeOf(head, STATUS, { input: closing })).toBeUndefined();
      expect(await codeOf(head, STATUS, { input: { serviceId: HOSTEL, status: "ACTIVE" } })).toBeUndefined();
      expect(await directory.ask(head, STATUS, { input: closing })).toMatchObject({
        data: { setServiceStatus: { service: { status: "ACTIVE" } } },
      });
    });

    it("the editor of another region does not close a service", async () => {
      const input = { serviceId: HOSTEL, status: "TEMPORARILY_CLOSED" };
      expect(await codeOf(as("DIRECTORY_EDITOR", null, "EL43"), STATUS, { input })).toBe("FORBIDDEN");
    });

    it("of three who change a status at once one wins and the others are told", async () => {
      const head = as("AGENCY_HEAD", "md-hah");
      const change = (status: string) => ({ input: { serviceId: serviceId("md-hah/help-at-home"), status } });
      const codes = await Promise.all(
        ["INACTIVE", "TEMPORARILY_CLOSED", "DEFUNCT"].map((status) => codeOf(head, STATUS, change(status))),
      );
      expect(codes.filter((code) => code === undefined).length).toBeGreaterThanOrEqual(1);
      expect(
        codes.filter((code) => code !== undefined && !["CONFLICT", "ILLEGAL_TRANSITION"].includes(code as string)),
      ).toEqual([]);
    });

    it("what has ended does not begin again", async () => {
      const input = { serviceId: serviceId("md-goods-bank/teba"), status: "ACTIVE" };
      expect(await codeOf(as("AGENCY_HEAD", "md-goods-bank"), STATUS, { input })).toBe("ILLEGAL_TRANSITION");
    });
  });
