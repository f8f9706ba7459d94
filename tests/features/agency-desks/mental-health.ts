import { newId } from "../../../subgraphs/kernel/identifier";
import { UNITS } from "../../../subgraphs/mental-health/data/mental-health.reference";
import { BOOK_APPOINTMENT, CLOSE_EPISODE, OPEN_EPISODE, reaches, RECORD_APPOINTMENT } from "../../support/agency-desk";
import { codeOf } from "../../support/answers";
import { accepted } from "../../support/desk";
import { asOwnerRole } from "../../support/owner-role";
import { refusesStrangers, type Desks } from "./desks";

/** What a mental-health service records of those who were referred to it. */
export const mentalHealth = (desks: Desks): void =>
  describe("a mental-health service", () => {
    const unit = UNITS.find(({ kind }) => kind === "COMMUNITY_CENTRE")!;
    const worker = desks.as("family-support");
    const opening = (beneficiaryId: string) => ({ beneficiaryId, unitId: unit.id, careLevel: 2 });

    it("refuses who was not referred, levels that are none, and times that have passed or collide", async () => {
      const to = await desks.sent("mental-health", "md-family-support/mental-health-care");
      await refusesStrangers(desks, worker, OPEN_EPISODE, opening, to);
      expect(codeOf(await worker(OPEN_EPISODE, { input: { ...opening(to.person), careLevel: 5 } }))).toBe(
        "BAD_USER_INPUT",
      );
      expect(codeOf(await worker(OPEN_EPISODE, { input: { ...opening(to.person), unitId: newId() } }))).toBe(
        "NOT_FOUND",
      );
      const { episode } = accepted(await worker(OPEN_EPISODE, { input: opening(to.person) })).openEpisode;
      expect(codeOf(await worker(OPEN_EPISODE, { input: opening(to.person) }))).toBe("CONFLICT");
      const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
      const book = (fields: object) =>
        worker(BOOK_APPOINTMENT, {
          input: { episodeId: episode.id, at: at(48), minutes: 60, kind: "INDIVIDUAL", ...fields },
        });
      const bad = [
        { at: at(-1) },
        { at: at(9000) },
        { minutes: 1 },
        { minutes: 900 },
        { kind: "CHAT" },
        { at: "αύριο" },
      ];
      for (const fields of bad) expect([fields, codeOf(await book(fields))]).toEqual([fields, "BAD_USER_INPUT"]);
      const both = await Promise.all([book({}), book({ at: at(48.5) })]);
      expect(both.map(codeOf).toSorted()).toEqual(["CONFLICT", null]);
    });

    it("from the first meeting to the end: the loop knows the outcome, and nobody but the author is told anything", async () => {
      const { person } = await desks.sent("mental-health", "md-family-support/mental-health-care");
      const { episode } = accepted(await worker(OPEN_EPISODE, { input: opening(person) })).openEpisode;
      expect(episode.status).toBe("ASSESSMENT");
      expect((await reaches(desks.centre, person, "IN_PROGRESS")).state).toBe("IN_PROGRESS");
      const soon = { episodeId: episode.id, at: new Date(Date.now() + 3_600_000).toISOString() };
      const booked = accepted(
        await worker(BOOK_APPOINTMENT, { input: { ...soon, minutes: 45, kind: "FIRST_MEETING" } }),
      );
      const [{ id: appointmentId }] = booked.bookAppointment.episode.appointments;
      const record = (status: string) => worker(RECORD_APPOINTMENT, { input: { appointmentId, status } });
      expect(codeOf(await record("KEPT"))).toBe("BAD_USER_INPUT");
      await asOwnerRole(desks.hub, "mental-health", (client) =>
        client.query("update appointment set at = now() - interval '1 hour' where id = $1", [appointmentId]),
      );
      expect(accepted(await record("KEPT")).recordAppointment.episode.status).toBe("IN_CARE");
      expect(codeOf(await record("MISSED"))).toBe("ILLEGAL_TRANSITION");
      accepted(await worker(BOOK_APPOINTMENT, { input: { ...soon, minutes: 45, kind: "INDIVIDUAL" } }));
      const close = () => worker(CLOSE_EPISODE, { input: { episodeId: episode.id, reason: "LEFT_BY_CHOICE" } });
      const closed = await Promise.all([close(), close()]);
      expect(closed.map(codeOf).toSorted()).toEqual(["ILLEGAL_TRANSITION", null]);
      const { appointments } = accepted(closed.find((answer) => codeOf(answer) === null)!).closeEpisode.episode;
      expect(appointments.map(({ status }: { status: string }) => status)).toEqual(["CANCELLED", "KEPT"]);
      expect(await reaches(desks.centre, person, "COMPLETED")).toMatchObject({ outcome: "REFUSED_BY_CLIENT" });
      expect(codeOf(await desks.as("kdap")(CLOSE_EPISODE, { input: { episodeId: episode.id, reason: "OTHER" } }))).toBe(
        "NOT_FOUND",
      );
    });

    it("the referral is known to no other owner", async () => {
      const { referral } = await desks.sent("mental-health", "md-family-support/mental-health-care");
      for (const owner of ["shelters", "kdap", "oaed", "programmes"]) {
        await asOwnerRole(desks.hub, owner, async (client) => {
          for (const table of ["incoming_referral where id", "inbox where record_id"]) {
            expect([owner, (await client.query(`select from ${table} = $1`, [referral])).rows]).toEqual([owner, []]);
          }
        });
      }
    });
  });
