import { newId } from "../../../subgraphs/kernel/identifier";
import { AWAIT_SLOT, END_ENROLMENT, ENROL_CHILD, reaches, RECORD_ATTENDANCE } from "../../support/agency-desk";
import { codeOf } from "../../support/answers";
import { accepted, dayIn } from "../../support/desk";
import { asOwnerRole } from "../../support/owner-role";
import { refusesStrangers, type Desks } from "./desks";

/** What a children's centre records of those who were referred to it. */
export const childrensCentre = (desks: Desks): void =>
  describe("a children's centre", () => {
    const centre = desks.as("kdap");
    let slot: {
      id: string;
      ages_from: number;
      starts_on: string;
      weekdays: string[];
      starts_at: string;
      term_id: string;
    };
    beforeAll(async () => {
      slot = await asOwnerRole(desks.hub, "kdap", async (client) => {
        const { rows } = await client.query(
          `select s.id, a.ages_from, t.starts_on, s.weekdays, s.starts_at, s.term_id from slot s
           join activity a on a.id = s.activity_id join term t on t.id = s.term_id
         where current_date between t.starts_on and t.ends_on and s.taken = 0 order by s.id limit 1`,
        );
        await client.query("update slot set places = 1 where id = $1", [rows[0].id]);
        return rows[0];
      });
    });

    const years = (count: number) => `${Number(dayIn(0).slice(0, 4)) - count}-01-01`;
    const place = (beneficiaryId: string) => ({
      ...{
        beneficiaryId,
        slotId: slot.id,
        birthDate: years(slot.ages_from + 1),
        guardianName: "Κηδεμόνας",
        from: dayIn(0),
      },
    });

    it("refuses who was not referred, who is too old, and days outside the term", async () => {
      const to = await desks.sent("kdap", "md-kdap-amea/kdap");
      await refusesStrangers(desks, centre, ENROL_CHILD, place, to);
      const bad = [
        { birthDate: years(40) },
        { birthDate: dayIn(-30) },
        { from: dayIn(-900) },
        { from: dayIn(900) },
        { guardianName: null },
        { guardianName: " " },
        { guardianId: newId() },
        { guardianName: null, guardianId: to.person },
        { guardianName: "α".repeat(201) },
      ];
      for (const fields of bad) {
        const refused = await centre(ENROL_CHILD, { input: { ...place(to.person), ...fields } });
        expect([fields, codeOf(refused)]).toEqual([fields, "BAD_USER_INPUT"]);
      }
      expect(codeOf(await centre(ENROL_CHILD, { input: { ...place(to.person), slotId: newId() } }))).toBe("NOT_FOUND");
    });

    it("the last place is given once; who waits gets it when it is free; attendance is of days the group met", async () => {
      const children = await Promise.all([1, 2, 3].map(() => desks.sent("kdap", "md-kdap-amea/kdap")));
      const answers = await Promise.all(children.map(({ person }) => centre(ENROL_CHILD, { input: place(person) })));
      expect(answers.map(codeOf).toSorted()).toEqual(["CONFLICT", "CONFLICT", null]);
      const first = answers.findIndex((answer) => codeOf(answer) === null);
      const { enrolment } = accepted(answers[first]!).enrolChild;
      const child = children[first]!;
      const other = children[(first + 1) % 3]!;
      expect((await reaches(desks.centre, child.person, "IN_PROGRESS")).steps).toBe("SENT ACCEPTED IN_PROGRESS");
      expect(codeOf(await centre(ENROL_CHILD, { input: place(child.person) }))).toBe("BAD_USER_INPUT");
      accepted(await centre(AWAIT_SLOT, { input: place(other.person) }));
      expect(codeOf(await centre(AWAIT_SLOT, { input: place(other.person) }))).toBe("CONFLICT");
      expect((await reaches(desks.centre, other.person, "WAITLISTED")).state).toBe("WAITLISTED");

      await asOwnerRole(desks.hub, "kdap", (client) =>
        client.query("update enrolment set starts_on = $2 where id = $1", [enrolment.id, slot.starts_on]),
      );
      const attend = (day: string, status = "PRESENT") =>
        centre(RECORD_ATTENDANCE, { input: { enrolmentId: enrolment.id, day, status } });
      expect(codeOf(await attend(dayIn(1)))).toBe("BAD_USER_INPUT");
      expect(codeOf(await attend(`${slot.starts_on.slice(0, 4)}-10-28`))).toBe("BAD_USER_INPUT");
      expect(codeOf(await attend("2026-02-30"))).toBe("BAD_USER_INPUT");
      const met = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((days) => dayIn(-days));
      const codes = await Promise.all(met.map((day) => attend(day).then(codeOf)));
      expect(codes.filter((code) => code === null).length).toBeGreaterThan(0);
      expect(codes.filter((code) => code === "BAD_USER_INPUT").length).toBeGreaterThan(0);
      const came = met[codes.indexOf(null)]!;
      expect(accepted(await attend(came)).recordAttendance.enrolment.lastAttendedOn).toBe(came);
      expect(
        codeOf(
          await desks.as("hostel")(RECORD_ATTENDANCE, {
            input: { enrolmentId: enrolment.id, day: came, status: "ABSENT" },
          }),
        ),
      ).toBe("NOT_FOUND");

      const end = (on: string) => centre(END_ENROLMENT, { input: { enrolmentId: enrolment.id, on } });
      expect(codeOf(await end(dayIn(1)))).toBe("BAD_USER_INPUT");
      expect(accepted(await end(dayIn(0))).endEnrolment.enrolment.status).toBe("ENDED");
      expect(codeOf(await end(dayIn(0)))).toBe("ILLEGAL_TRANSITION");
      expect(await reaches(desks.centre, child.person, "COMPLETED")).toMatchObject({ outcome: "PARTIAL" });
      expect(accepted(await centre(ENROL_CHILD, { input: place(other.person) })).enrolChild.enrolment.status).toBe(
        "ENROLLED",
      );
    });

    it("a child in another group at the same time is refused", async () => {
      const { person } = await desks.sent("kdap", "md-kdap-amea/kdap");
      const [one, same] = await asOwnerRole(desks.hub, "kdap", async (client) => {
        const { rows } = await client.query<{ id: string; ages_from: number }>(
          `select s.id, a.ages_from from slot s join activity a on a.id = s.activity_id
         where s.term_id = $1 and s.weekdays = $2 and s.starts_at = $3 and s.id <> $4 and s.taken < s.places
           and a.ages_from <= 8 and a.ages_to >= 8 order by s.id limit 2`,
          [slot.term_id, slot.weekdays, slot.starts_at, slot.id],
        );
        return rows;
      });
      const at = (slotId: string) => ({ ...place(person), slotId, birthDate: years(8) });
      const both = await Promise.all([one!, same!].map(({ id }) => centre(ENROL_CHILD, { input: at(id) })));
      expect(both.map(codeOf).toSorted()).toEqual(["BAD_USER_INPUT", null]);
    });
  });
