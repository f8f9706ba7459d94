import { newId } from "../../../subgraphs/kernel/identifier";
import { OFFICES } from "../../../subgraphs/oaed/data/oaed.reference";
import {
  ENROL_IN_COURSE,
  loopOf,
  PROPOSE,
  reaches,
  RECORD_TRAINING,
  REGISTER_JOBSEEKER,
  SETTLE_MATCH,
  VACANCIES,
} from "../../support/agency-desk";
import { codeOf } from "../../support/answers";
import { accepted, dayIn } from "../../support/desk";
import { asOwnerRole } from "../../support/owner-role";
import { refusesStrangers, type Desks } from "./desks";

/** What the employment service records of those who were referred to it. */
export const employmentService = (desks: Desks): void =>
  describe("the employment service", () => {
    const counsellor = desks.as("oaed");
    const profile = (beneficiaryId: string) => ({
      ...{ beneficiaryId, officeId: OFFICES[0]!.id, occupationCode: "5223", experienceMonths: 24, educationLevel: 3 },
    });

    it("refuses who was not referred, and what is no profile", async () => {
      const to = await desks.sent("oaed", "oaed/oaed-placement");
      await refusesStrangers(desks, counsellor, REGISTER_JOBSEEKER, profile, to);
      const bad = [
        { occupationCode: "52" },
        { educationLevel: 9 },
        { experienceMonths: -1 },
        { occupation: "α".repeat(201) },
      ];
      for (const fields of bad) {
        const refused = await counsellor(REGISTER_JOBSEEKER, { input: { ...profile(to.person), ...fields } });
        expect([fields, codeOf(refused)]).toEqual([fields, "BAD_USER_INPUT"]);
      }
      const elsewhere = { ...profile(to.person), officeId: newId() };
      expect(codeOf(await counsellor(REGISTER_JOBSEEKER, { input: elsewhere }))).toBe("NOT_FOUND");
      expect((await loopOf(desks.centre, to.person)).state).toBe("SENT");
    });

    it("registers once, also when five ask at once; the same key is the same registration", async () => {
      const { person } = await desks.sent("oaed", "oaed/oaed-placement");
      const input = { ...profile(person), idempotencyKey: `register-${person}` };
      const again = await Promise.all(Array.from({ length: 5 }, () => counsellor(REGISTER_JOBSEEKER, { input })));
      const ids = again.map((answer) => accepted(answer).registerJobseeker.registration.id);
      expect(new Set(ids).size).toBe(1);
      expect(codeOf(await counsellor(REGISTER_JOBSEEKER, { input: { ...input, experienceMonths: 1 } }))).toBe(
        "CONFLICT",
      );
      expect(codeOf(await desks.as("oaed-colleague")(REGISTER_JOBSEEKER, { input: profile(person) }))).toBe("CONFLICT");
      expect((await reaches(desks.centre, person, "IN_PROGRESS")).steps).toBe("SENT ACCEPTED IN_PROGRESS");
    });

    it("from the registration to the job: the closest vacancy first, the last position once, the loop closed", async () => {
      const people = [await desks.sent("oaed", "oaed/oaed-placement"), await desks.sent("oaed", "oaed/oaed-placement")];
      const registered: string[] = [];
      for (const { person } of people) {
        const { registerJobseeker } = accepted(await counsellor(REGISTER_JOBSEEKER, { input: profile(person) }));
        registered.push(registerJobseeker.registration.id);
      }
      const seen: { id: string; distance: number }[] = [];
      for (let after: string | null = null; ;) {
        const page: {
          edges: { node: { id: string; distance: number } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        } = accepted(await counsellor(VACANCIES, { id: registered[0], first: 5, after })).matchingVacancies;
        seen.push(...page.edges.map(({ node }) => node));
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
      }
      expect(seen.map(({ distance }) => distance)).toEqual(seen.map(({ distance }) => distance).toSorted());
      expect([seen[0]!.distance, new Set(seen.map(({ id }) => id)).size]).toEqual([0, seen.length]);
      expect(codeOf(await counsellor(VACANCIES, { id: newId(), first: 5 }))).toBe("NOT_FOUND");
      expect(codeOf(await counsellor(VACANCIES, { id: registered[0], first: 5, after: "zzz" }))).toBe("BAD_USER_INPUT");

      const vacancyId = seen[0]!.id;
      await asOwnerRole(desks.hub, "oaed", (client) =>
        client.query("update vacancy set positions = 1 where id = $1", [vacancyId]),
      );
      const matched: string[] = [];
      for (const registrationId of registered) {
        const { proposeVacancy } = accepted(await counsellor(PROPOSE, { input: { registrationId, vacancyId } }));
        matched.push(proposeVacancy.match.id);
      }
      expect(codeOf(await counsellor(PROPOSE, { input: { registrationId: registered[0], vacancyId } }))).toBe(
        "CONFLICT",
      );
      expect(codeOf(await counsellor(PROPOSE, { input: { registrationId: newId(), vacancyId } }))).toBe("NOT_FOUND");
      const hire = (matchId: string, fields = {}) =>
        counsellor(SETTLE_MATCH, { input: { matchId, outcome: "HIRED", startsOn: dayIn(3), ...fields } });
      expect(codeOf(await hire(matched[0]!, { startsOn: null }))).toBe("BAD_USER_INPUT");
      expect(codeOf(await hire(matched[0]!, { startsOn: dayIn(-3) }))).toBe("BAD_USER_INPUT");
      const hired = await Promise.all(matched.map((matchId) => hire(matchId)));
      expect(hired.map(codeOf).toSorted()).toEqual(["CONFLICT", null]);
      const winner = hired.findIndex((answer) => codeOf(answer) === null);
      expect(accepted(hired[winner]!).settleMatch.placement).toMatchObject({ kind: "EMPLOYMENT", startsOn: dayIn(3) });
      expect(codeOf(await hire(matched[winner]!))).toBe("ILLEGAL_TRANSITION");
      const loop = await reaches(desks.centre, people[winner]!.person, "COMPLETED");
      expect(loop).toMatchObject({ outcome: "SERVICE_PROVIDED", steps: "SENT ACCEPTED IN_PROGRESS COMPLETED" });
    });

    it("a course: once per person, hours only grow, not before it begins; dropped out is PARTIAL", async () => {
      const { person } = await desks.sent("oaed", "oaed/oaed-training");
      const { past, running, coming } = await asOwnerRole(desks.hub, "oaed", async (client) => {
        const pick = async (when: string) =>
          (await client.query<{ id: string }>(`select id from course where ${when} order by hours desc limit 1`))
            .rows[0]!.id;
        return {
          past: await pick("ends_on < current_date"),
          running: await pick("current_date between starts_on and ends_on"),
          coming: await pick("starts_on > current_date"),
        };
      });
      const enrol = (courseId: string) => counsellor(ENROL_IN_COURSE, { input: { beneficiaryId: person, courseId } });
      expect(codeOf(await enrol(past))).toBe("BAD_USER_INPUT");
      expect(codeOf(await enrol(newId()))).toBe("NOT_FOUND");
      const { training } = accepted(await enrol(running)).enrolInCourse;
      expect(codeOf(await enrol(running))).toBe("CONFLICT");
      const record = (attendanceId: string, status: string, hoursAttended: number) =>
        counsellor(RECORD_TRAINING, { input: { attendanceId, status, hoursAttended } });
      expect(codeOf(await record(training.id, "COMPLETED", 1))).toBe("ILLEGAL_TRANSITION");
      expect(codeOf(await record(training.id, "ATTENDING", training.hours + 1))).toBe("BAD_USER_INPUT");
      accepted(await record(training.id, "ATTENDING", 10));
      expect(codeOf(await record(training.id, "ATTENDING", 9))).toBe("BAD_USER_INPUT");
      const later = accepted(await enrol(coming)).enrolInCourse.training;
      expect(codeOf(await record(later.id, "ATTENDING", 1))).toBe("BAD_USER_INPUT");
      accepted(await record(training.id, "DROPPED_OUT", 10));
      expect(await reaches(desks.centre, person, "COMPLETED")).toMatchObject({ outcome: "PARTIAL" });
    });
  });
