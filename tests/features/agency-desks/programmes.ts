import { newId } from "../../../subgraphs/kernel/identifier";
import { APPLY, DECIDE, END_PROGRAMME, ENROL_IN_PROGRAMME, reaches } from "../../support/agency-desk";
import { codeOf } from "../../support/answers";
import { accepted, dayIn } from "../../support/desk";
import { asOwnerRole } from "../../support/owner-role";
import { refusesStrangers, type Desks } from "./desks";

/** What an agency that runs a programme records of those who were referred to it. */
export const programmes = (desks: Desks): void =>
  describe("an agency that runs a programme", () => {
    const bank = desks.as("goods-bank");
    const SERVICE = "md-goods-bank/basic-goods";
    let programmeId: string;
    beforeAll(async () => {
      programmeId = await asOwnerRole(desks.hub, "programmes", async (client) => {
        const { rows } = await client.query<{ id: string }>("select id from programme where slug = 'basic-goods'");
        return rows[0]!.id;
      });
    });
    const applying = (beneficiaryId: string) => ({ beneficiaryId, programmeId });
    const decide = (applicationId: string, verdict: string, reason?: string) =>
      bank(DECIDE, { input: { applicationId, verdict, reason } });

    it("refuses who was not referred, documents that are none, and a second application", async () => {
      const to = await desks.sent("programmes", SERVICE);
      await refusesStrangers(desks, bank, APPLY, applying, to);
      for (const missingDocuments of [[""], Array.from({ length: 31 }, () => "έντυπο"), ["x".repeat(501)]]) {
        expect(codeOf(await bank(APPLY, { input: { ...applying(to.person), missingDocuments } }))).toBe(
          "BAD_USER_INPUT",
        );
      }
      expect(codeOf(await bank(APPLY, { input: { ...applying(to.person), programmeId: newId() } }))).toBe("NOT_FOUND");
      const both = await Promise.all([1, 2].map(() => bank(APPLY, { input: applying(to.person) })));
      expect(both.map(codeOf).toSorted()).toEqual(["CONFLICT", null]);
    });

    it("approved with a place, ended: the loop is closed as ENROLLED", async () => {
      const { person } = await desks.sent("programmes", SERVICE);
      const { application } = accepted(await bank(APPLY, { input: applying(person) })).applyForProgramme;
      expect((await reaches(desks.centre, person, "ACCEPTED")).steps).toBe("SENT ACCEPTED");
      const enrol = (fields = {}) =>
        bank(ENROL_IN_PROGRAMME, {
          input: { applicationId: application.id, from: dayIn(0), inKind: "Τρόφιμα", ...fields },
        });
      expect(codeOf(await enrol())).toBe("ILLEGAL_TRANSITION");
      accepted(await decide(application.id, "UNDER_REVIEW"));
      accepted(await decide(application.id, "APPROVED"));
      expect(codeOf(await decide(application.id, "REJECTED", "όχι"))).toBe("ILLEGAL_TRANSITION");
      for (const fields of [
        { amountMinor: 100 },
        { until: dayIn(-1) },
        { amountMinor: -1, currency: "EUR", period: "ONCE" },
      ]) {
        expect([fields, codeOf(await enrol(fields))]).toEqual([fields, "BAD_USER_INPUT"]);
      }
      const { enrolment } = accepted(
        await enrol({ amountMinor: 5000, currency: "EUR", period: "ONCE" }),
      ).enrolInProgramme;
      expect(codeOf(await enrol())).toBe("CONFLICT");
      expect((await reaches(desks.centre, person, "IN_PROGRESS")).state).toBe("IN_PROGRESS");
      const end = (on: string) => bank(END_PROGRAMME, { input: { enrolmentId: enrolment.id, on } });
      expect(codeOf(await end(dayIn(2)))).toBe("BAD_USER_INPUT");
      accepted(await end(dayIn(0)));
      expect(codeOf(await end(dayIn(0)))).toBe("ILLEGAL_TRANSITION");
      expect(await reaches(desks.centre, person, "COMPLETED")).toMatchObject({ outcome: "ENROLLED" });
    });

    it("rejected, with a reason: the loop says NOT_ELIGIBLE; what is missing holds an approval up", async () => {
      const { person } = await desks.sent("programmes", SERVICE);
      const input = { ...applying(person), missingDocuments: ["Εκκαθαριστικό"] };
      const { application } = accepted(await bank(APPLY, { input })).applyForProgramme;
      expect(codeOf(await decide(application.id, "APPROVED"))).toBe("BAD_USER_INPUT");
      expect(codeOf(await decide(application.id, "REJECTED"))).toBe("BAD_USER_INPUT");
      expect(codeOf(await decide(newId(), "REJECTED", "όχι"))).toBe("NOT_FOUND");
      const decided = accepted(await decide(application.id, "REJECTED", "Εισόδημα πάνω από το όριο")).decideApplication;
      expect(decided.application.statusHistory.map(({ status }: { status: string }) => status)).toEqual([
        "SUBMITTED",
        "REJECTED",
      ]);
      expect(await reaches(desks.centre, person, "COMPLETED")).toMatchObject({ outcome: "NOT_ELIGIBLE" });
    });
  });
